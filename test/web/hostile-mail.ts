import { mail, signed, testKey } from '../archive/mail.ts';

export const key = testKey('halden.example', 'june');

/** What an attacker writes wherever a name, a subject or an id may stand. */
export const breakouts = [
  '</title></style></textarea></noscript></pre></code></bdi></main><script>owned(1)</script>',
  '"><img src=x onerror=owned(2)><a b="',
  "' onmouseover='owned(3)' autofocus onfocus='owned(4)' x='",
  '<svg/onload=owned(5)><math><mtext><style><img src=x onerror=owned(6)>',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: that is what an attacker of templates writes
  '${owned(7)} {{constructor.constructor("owned(8)")()}} <!--> --!> ]]> <![CDATA[ %3Cscript%3E &lt;script&gt; &#60;script&#62;',
  'javascript:owned(9)//\u2028\u2029\u0000\u001b]0;owned\u0007\u009b31m\ufeff',
  '\u202egnp.exe\u2066\u2069\u200b\u00ad\u{e0041} раураl.example',
  '\ud83d',
] as const;

/** HTML that fetches from `elsewhere`, runs, navigates, covers the page, or becomes something else when it is parsed again. */
export function hostileHtml(elsewhere: string): readonly string[] {
  const at = (path: string): string => `${elsewhere}${path}`;
  return [
    `<script>owned('script')</script><script src="${at('script.js')}"></script><scr<script>ipt>owned('nested')</scr</script>ipt>`,
    `<p onclick="owned('click')" onmouseover=owned('over') style="width:9000px;height:9000px">x</p><body onload=owned('load')><details open ontoggle=owned('toggle')><summary>s</summary></details>`,
    `<input autofocus onfocus=owned('focus')><marquee onstart=owned('marquee')>m</marquee><video src=x onerror=owned('video')></video><audio src=x onerror=owned('audio')>`,
    `<a href="javascript:owned('js')">j</a><a href="java&#10;script:owned('js2')">j</a><a href="&#1;javascript:owned('js3')">j</a><a href="vbscript:owned('vbs')">v</a><a href="data:text/html,<script>owned('data')</script>">d</a><a href="//127.0.0.1/x" ping="${at('ping')}">p</a>`,
    `<img src="${at('img.png')}"><img srcset="${at('a.png')} 1x, ${at('b.png')} 2x"><picture><source srcset="${at('c.png')}"><img src=x></picture><img src="data:image/svg+xml,<svg onload=owned('svgdata') xmlns='http://www.w3.org/2000/svg'/>"><img dynsrc="${at('d.png')}" lowsrc="${at('e.png')}"><image src="${at('f.png')}" href="${at('g.png')}">`,
    `<style>@import "${at('i.css')}"; @import url(${at('j.css')}); * { background: url(${at('k.png')}) } @font-face { font-family: f; src: url(${at('l.woff')}) } body { font-family: f; display: none }</style><link rel=stylesheet href="${at('m.css')}"><link rel=prefetch href="${at('n')}"><link rel=dns-prefetch href="${at('o')}"><link rel=preconnect href="${at('p')}"><link rel=icon href="${at('q')}">`,
    `<div style="background:url(${at('r.png')});background-image:url('${at('s.png')}');list-style-image:url(${at('t.png')});border-image:url(${at('u.png')}) 1;cursor:url(${at('v.png')}),auto;content:url(${at('w.png')})">t</div><div style="b\\61ckground:u\\72l(${at('x.png')})">t</div><table background="${at('y.png')}"><tr><td background="${at('z.png')}">t</table>`,
    `<div style="position:fixed;top:0;left:0;width:100vw;height:100vh;z-index:2147483647;background:#fff">covered</div><div style="position:absolute;inset:0;opacity:0.01;transform:scale(99)">covered</div><div style="margin:-9999px;margin-top:-9999px;float:left;text-indent:-9999px">moved</div>`,
    `<form action="${at('form')}" id=f><input name=password type=password><button formaction="${at('button')}">Log in</button></form><button form=f>b</button><isindex action="${at('isindex')}">`,
    `<meta http-equiv=refresh content="0;url=${at('refresh')}"><meta http-equiv="Content-Security-Policy" content="default-src *"><meta http-equiv=set-cookie content="a=b"><base href="${at('base/')}" target=_top><a href=relative>r</a><img src=relative.png>`,
    `<iframe src="${at('frame')}"></iframe><iframe srcdoc="<script>parent.owned('srcdoc')</script>"></iframe><frameset onload=owned('frameset')><frame src="${at('frame2')}"></frameset><object data="${at('object')}"></object><embed src="${at('embed')}"><portal src="${at('portal')}"></portal><applet code="${at('applet')}"></applet>`,
    `<svg onload=owned('svg')><script>owned('svgscript')</script><image href="${at('svg.png')}"/><use href="${at('use.svg')}#x"/><a xlink:href="javascript:owned('svga')"><text>t</text></a><foreignObject><iframe src="${at('fo')}"></iframe></foreignObject><animate onbegin=owned('animate') attributeName=x dur=1s></svg>`,
    `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=owned('mxss1')&gt;">`,
    `<svg></p><style><a id="</style><img src=x onerror=owned('mxss2')>">`,
    `<noscript><p title="</noscript><img src=x onerror=owned('mxss3')>">`,
    `<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=owned('mxss4')>`,
    `<template><img src=x onerror=owned('template')></template><xmp><img src=x onerror=owned('xmp')></xmp>`,
    `<p style="font-family:'x&quot;;}</style><script>owned('font')</script>'">t</p><p style='color:red"onmouseover="owned(1)'>t</p><p style="color: expression(owned('expr')); behavior: url(${at('htc')}); -moz-binding: url(${at('xbl')})">t</p>`,
    `<div title="\`onmouseover=owned('tick')" lang='"><img src=x onerror=owned("lang")>' dir="rtl' onclick='owned(1)">t</div><font face="x&quot; onmouseover=&quot;owned('face')" color='red"><script>owned("color")</script>'>t</font>`,
    `<img src="cid:" alt="<script>owned('alt')</script>"><img src="cid:%00"><img src="cid:../../../etc/passwd"><img src="cid:&quot;&gt;&lt;script&gt;owned('cid')&lt;/script&gt;"><img src="cid:__proto__"><img src="cid:constructor"><img src="cid:script"><img alt="&lt;img src=x onerror=owned('alt2')&gt;" src="${at('alt.png')}">`,
    `<span class="mail-link" data-target="bank.example">forged</span><a href="${elsewhere}">https://bank.example/</a><a href="https://www.bank.example.${'a.'.repeat(60)}evil.example/">www.bank.example</a>`,
    `<!--[if gte IE 4]><script>owned('ie')</script><![endif]--><!--><img src=x onerror=owned('comment1')>--><!--!><img src=x onerror=owned('comment2')>--!><?xml-stylesheet href="${at('xsl')}"?><![CDATA[<script>owned('cdata')</script>]]>`,
    `<a href="https://a.example/\u202egnp.exe">\u202egnp.exe</a><bdo dir=rtl>0001</bdo><p dir=auto>\u202e1000\u202c</p>`,
    `<p id=main name=body><img name=cookie><a id=location href=x>clobber</a><form name=document></form></p>`,
    `<object type="text/html" data="data:text/html,<script>parent.owned('object')</script>"></object><embed type="image/svg+xml" src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='parent.owned(1)'/>">`,
    `\u0000<\u0000script>owned('nul')</script><img\u000bsrc=x\u000bonerror=owned('vt')><img/src=x/onerror=owned('slash')><<script>owned('double')//<</script><a<img src=x onerror=owned('glued')>>`,
    `<plaintext><img src=x onerror=owned('plaintext')>`,
  ];
}

/** Ends whatever a piece of HTML has left open, so that the next one is read as HTML again. */
export const closing = '">--></script></style></title></noscript></template></xmp></table></svg></math><hr>';

/** A mail for every few pieces of HTML, and one for each breakout wherever a mail lets its writer choose the words. */
export function hostileMails(elsewhere: string): { readonly html: Buffer[]; readonly words: Buffer[]; readonly heavy: Buffer[] } {
  const pieces = hostileHtml(elsewhere);
  const html = pieces.flatMap((_, index) => (index % 3 === 0 ? [asHtml(pieces.slice(index, index + 3).join(closing), index)] : []));
  return { html, words: breakouts.map(everywhere), heavy: oddities(elsewhere) };
}

function asHtml(markup: string, index: number): Buffer {
  return mail(
    {
      From: `Eve ${index} <eve@evil.example>`,
      Subject: `HTML ${index}`,
      Date: `Thu, ${index + 1} May 2016 16:02:00 +0000`,
      'MIME-Version': '1.0',
      'Content-Type': 'multipart/related; boundary=b',
    },
    `--b
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: base64

${base64(`<html><body>${markup}<p>the end</p></body></html>`)}
--b
Content-Type: image/png
Content-ID: <script>

<svg xmlns="http://www.w3.org/2000/svg" onload="owned('sniffed')"/>
--b--
`,
  );
}

function everywhere(text: string, index: number): Buffer {
  const word = `=?utf-8?b?${Buffer.from(text).toString('base64')}?=`;
  const raw = text.replace(/[\r\n\0]/g, ' ');
  const message = mail(
    {
      From: `"${raw.replace(/["\\]/g, '\\$&')}" <"${raw.replace(/["\\]/g, '\\$&')}"@evil.example>`,
      To: `${word} <a@b.example>, ${raw}`,
      Cc: `${word}: ${word} <${raw}>;`,
      'Reply-To': `${word} <x@y.example>`,
      Subject: word,
      Date: index % 2 === 0 ? raw : 'Fri, 3 Jun 2016 09:00:00 +0200',
      'Message-ID': `<${raw}@evil.example>`,
      References: `<shared@evil.example> <${raw}>`,
      [`X-${'<b>"&'}${index}`]: raw,
      'MIME-Version': '1.0',
      'Content-Type': 'multipart/mixed; boundary=b',
    },
    `--b
Content-Type: text/plain; charset=utf-8

${text}

On Monday, ${text} wrote:
> ${text}

--b
Content-Type: "${raw}"/html; name="${word}"
Content-Disposition: attachment; filename*=utf-8''${encodeURIComponent(text.toWellFormed())}

attached ${index}
--b
Content-Type: text/html; name="../../../etc/passwd"
Content-Disposition: attachment; filename="${['CON', 'a\\..\\..\\b.exe', '..', 'x".html', 'a;b=c', '%0d%0aX-Bad: 1', '//evil.example/x', '.'][index]}"

<script>owned('attachment')</script>
--b--
`,
  );
  const field = `DKIM-Signature: v=1; a=rsa-sha256; c=${raw}; d=${raw}; s=${raw}; h=from:${raw}; bh=${raw}; b=x; ${raw}=y\r\n`;
  return Buffer.concat([Buffer.from(field), signed(message, key)]);
}

function oddities(elsewhere: string): Buffer[] {
  const long = 'x'.repeat(300_000);
  return [
    mail(
      { From: `${long} <${long}@evil.example>`, To: `${long} <b@c.example>`, Subject: long, Date: long, 'Message-ID': `<${long}@x>` },
      long,
    ),
    mail({ From: 'eve@evil.example', Subject: 'Far below' }, `${'\n'.repeat(300_000)}the end\n`),
    mail({ From: 'eve@evil.example', Subject: 'Long' }, '> a\nb\n'.repeat(50_000)),
    mail(
      { From: 'eve@evil.example', Subject: 'Deep', 'Content-Type': 'text/html' },
      `${'<div>'.repeat(999)}<script>owned('deep')</script><img src="${elsewhere}deep.png">`,
    ),
    mail(
      {
        From: 'eve@evil.example',
        To: Array.from({ length: 10_000 }, (_, n) => `<b>${n} <a${n}@b.example>`).join(',\r\n '),
        Subject: 'Many',
      },
      'x\n',
    ),
    mail(
      { From: 'eve@evil.example', Subject: 'Attached', 'Content-Type': 'multipart/mixed; boundary=b' },
      `${Array.from({ length: 2_000 }, (_, n) => `--b\nContent-Type: text/html; name="<i>${n}.html"\nContent-Disposition: attachment\n\n<script>owned(${n})</script>\n`).join('')}--b--\n`,
    ),
    mail(
      { From: 'eve@evil.example', Subject: 'One picture, ten thousand times', 'Content-Type': 'multipart/related; boundary=b' },
      `--b\nContent-Type: text/html\n\n${'<img src=cid:x>'.repeat(10_000)}\n--b\nContent-Type: image/png\nContent-ID: <x>\nContent-Transfer-Encoding: base64\n\n${base64(picture)}\n--b--\n`,
    ),
  ];
}

/** Begins as a picture does, and is large. */
const picture = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(100_000)]);

function base64(text: string | Buffer): string {
  return Buffer.from(text as string)
    .toString('base64')
    .replace(/.{76}/g, '$&\n');
}
