import type { HtmlCase } from './case.ts';

/**
 * Markup that one parser reads otherwise than another, or otherwise the second time: it passes a sanitiser as harmless and is harmful in
 * the browser that parses what the sanitiser wrote.
 */
export const mutationCases: readonly HtmlCase[] = [
  {
    name: 'mglyph in a table in mtext',
    harm: 'nothing',
    markup: ({ run }) => `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=${run}&gt;">`,
  },
  {
    name: 'malignmark in a table in mtext',
    harm: 'nothing',
    markup: ({ run }) => `<math><mtext><table><malignmark><style><!--</style><img title="--&gt;&lt;img src=x onerror=${run}&gt;">`,
  },
  {
    name: 'forms that nest',
    harm: 'nothing',
    markup: ({ run }) => `<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=${run}>`,
  },
  { name: 'a style in a drawing', harm: 'runs', markup: ({ run }) => `<svg></p><style><a id="</style><img src=x onerror=${run}>">` },
  {
    name: 'a style in a drawing in a paragraph that ends',
    harm: 'runs',
    markup: ({ run }) => `<svg><p><style><g title="</style><img src=x onerror=${run}>">`,
  },
  {
    name: 'a title in a drawing',
    harm: 'runs',
    markup: ({ run }) => `<svg><title><style><img title="</style></title><img src=x onerror=${run}>">`,
  },
  {
    name: 'desc, where HTML begins again',
    harm: 'runs',
    markup: ({ run }) =>
      `<svg><desc><noscript><img title="</noscript><img src=x onerror=${run}>"></desc></svg><svg><desc><img src=x onerror=${run}></desc></svg>`,
  },
  {
    name: 'foreignObject, where HTML begins again',
    harm: 'runs',
    markup: ({ run }) => `<svg><foreignObject><iframe srcdoc="<script>parent.${run}</script>"></iframe></foreignObject></svg>`,
  },
  {
    name: 'annotation-xml, where HTML begins by its encoding',
    harm: 'runs',
    markup: ({ run }) =>
      `<math><annotation-xml encoding="text/html"><style><img title="</style><img src=x onerror=${run}>"></annotation-xml></math>`,
  },
  {
    name: 'annotation-xml without an encoding',
    harm: 'nothing',
    markup: ({ run }) => `<math><annotation-xml><style><img title="</style><img src=x onerror=${run}>"></annotation-xml></math>`,
  },
  { name: 'CDATA in a drawing', harm: 'runs', markup: ({ run }) => `<svg><![CDATA[><img title="]]><img src=x onerror=${run}>">]]></svg>` },
  { name: 'CDATA outside a drawing', harm: 'runs', markup: ({ run }) => `<![CDATA[ <!-- ]]><img src=x onerror=${run}> -->` },
  {
    name: 'noscript, which is text only where scripts run',
    harm: 'runs',
    markup: ({ run }) => `<noscript><p title="</noscript><img src=x onerror=${run}>"></noscript>`,
  },
  {
    name: 'noembed and noframes',
    harm: 'runs',
    markup: ({ run }) =>
      `<noembed><p title="</noembed><img src=x onerror=${run}>"></noembed><noframes><p title="</noframes><img src=x onerror=${run}>">`,
  },
  { name: 'a title', harm: 'runs', markup: ({ run }) => `<title><p title="</title><img src=x onerror=${run}>"></title>` },
  { name: 'a textarea', harm: 'runs', markup: ({ run }) => `<textarea><p title="</textarea><img src=x onerror=${run}>"></textarea>` },
  { name: 'a style', harm: 'runs', markup: ({ run }) => `<style><p title="</style><img src=x onerror=${run}>"></style>` },
  {
    name: 'xmp and listing',
    harm: 'runs',
    markup: ({ run }) => `<xmp><p title="</xmp><img src=x onerror=${run}>"></xmp><listing>&lt;img src=x onerror=${run}&gt;</listing>`,
  },
  { name: 'plaintext', harm: 'nothing', markup: ({ run }) => `<plaintext><p title="</plaintext><img src=x onerror=${run}>">` },
  {
    name: 'an iframe, whose content is text',
    harm: 'runs',
    markup: ({ run }) => `<iframe><p title="</iframe><img src=x onerror=${run}>"></iframe>`,
  },
  {
    name: 'a select',
    harm: 'nothing',
    markup: ({ run }) =>
      `<select><template><style><!--</style><a rel="--></style></template></select><img src=x onerror=${run}>"></select><select><img src=x onerror=${run}></select>`,
  },
  {
    name: 'an option in a list of data',
    harm: 'runs',
    markup: ({ run }) =>
      `<datalist><option><style></option></datalist><img src=x onerror=${run}></style></datalist><img src=x onerror=${run}>`,
  },
  { name: 'a template', harm: 'nothing', markup: ({ run }) => `<template><img src=x onerror=${run}><script>${run}</script></template>` },
  {
    name: 'a template with a root of its own',
    harm: 'runs',
    markup: ({ run }) => `<div><template shadowrootmode=open><img src=x onerror=${run}></template></div>`,
  },
  {
    name: 'a remark that ends at once',
    harm: 'runs',
    markup: ({ run }) => `<!--><img src=x onerror=${run}>--><!---><img src=x onerror=${run}>-->`,
  },
  { name: 'a remark that ends with --!>', harm: 'runs', markup: ({ run }) => `<!-- --!><img src=x onerror=${run}> -->` },
  { name: 'a remark in a remark', harm: 'runs', markup: ({ run }) => `<!-- <!-- --><img src=x onerror=${run}> -->` },
  {
    name: 'a remark that was none',
    harm: 'runs',
    markup: ({ run }) =>
      `<!foo title="><img src=x onerror=${run}>"><?php title="><img src=x onerror=${run}>"?></a title="><img src=x onerror=${run}>">`,
  },
  {
    name: 'a script that opens twice',
    harm: 'nothing',
    markup: ({ run }) => `<script><!--<script></script><img src=x onerror=${run}>--></script>`,
  },
  {
    name: 'tables that hand out what is not theirs',
    harm: 'runs',
    markup: ({ run }) =>
      `<table><tr><svg><td><img src=x onerror=${run}></table><table><a href=x><table><style><!--</style><img src=x onerror=${run}>`,
  },
  {
    name: 'nobr, a and b that adopt',
    harm: 'runs',
    markup: ({ run }) => `<a><b><nobr><a><svg><nobr><style><img title="</style><img src=x onerror=${run}>"></b></a>`,
  },
  {
    name: 'a drawing closed by what may not stand in it',
    harm: 'runs',
    markup: ({ run }) => `<svg><font color=x><img src=x onerror=${run}></font></svg><math><p><img src=x onerror=${run}>`,
  },
  {
    name: 'a font without colour, which may stand in a drawing',
    harm: 'nothing',
    markup: ({ run }) => `<svg><font><style><img title="</style><img src=x onerror=${run}>">`,
  },
  {
    name: 'mathematics that link',
    harm: 'clicked',
    markup: ({ run }) =>
      `<math><a href="javascript:${run}">j</a><mrow href="javascript:${run}" xlink:href="javascript:${run}"><mtext>m</mtext></mrow><maction actiontype="statusline#x" xlink:href="javascript:${run}">c<mtext>t</mtext></maction></math>`,
  },
  {
    name: 'a drawing that links',
    harm: 'clicked',
    markup: ({ run }) =>
      `<svg width=200 height=50><a href="javascript:${run}"><text y=20>drawn</text></a><a xlink:href="javascript:${run}"><rect width=20 height=20 /></a></svg>`,
  },
  {
    name: 'a drawing that uses another',
    harm: 'nothing',
    markup: ({ run }) =>
      `<svg><use href="data:image/svg+xml;base64,${Buffer.from(`<svg id="x" xmlns="http://www.w3.org/2000/svg"><image href="1" onerror="${run}"/></svg>`).toString('base64')}#x"/></svg>`,
  },
  {
    name: 'a drawing from elsewhere',
    harm: 'asks',
    markup: ({ at }) =>
      `<svg><image href="${at('svg.png')}"/><image xlink:href="${at('svg2.png')}"/><use href="${at('use.svg')}#x"/><feImage href="${at('fe.png')}"/></svg>`,
  },
  {
    name: 'an animation of a handler',
    harm: 'runs',
    markup: ({ run }) => `<svg><animate onbegin=${run} attributeName=x dur=1s><set attributeName=onmouseover to="${run}"/></svg>`,
  },
  {
    name: 'an animation of an address',
    harm: 'clicked',
    markup: ({ run }) =>
      `<svg width=200 height=50><a id=x><text y=20>drawn</text><animate attributeName=href values="javascript:${run}" /></a></svg>`,
  },
  {
    name: 'a script in a drawing',
    harm: 'runs',
    markup: ({ run }) => `<svg><script>${run}</script><script href="data:text/javascript,${run}"/></svg>`,
  },
  {
    name: 'a script in a drawing with entities',
    harm: 'runs',
    markup: ({ run }) => `<svg><script>${run.replaceAll('(', '&lpar;')}</script></svg>`,
  },
  {
    name: 'attributes without end, twice, and with brackets',
    harm: 'nothing',
    markup: ({ run }) =>
      `<p title="a" title="><img src=x onerror=${run}>" <img src=x ${'x'.repeat(50)}="y">t</p><p title='<!--' lang="--><img src=x onerror=${run}>">t</p>`,
  },
  {
    name: 'backquotes as quotation marks',
    harm: 'nothing',
    markup: ({ run }) => `<p title="\`onmouseover=${run}">t</p><img alt="\`\`onerror=${run}" src="x">`,
  },
  {
    name: 'attributes that break out of their value',
    harm: 'nothing',
    markup: ({ run }) =>
      `<p lang='"><img src=x onerror=${run.replaceAll("'", '`')}>' dir="rtl' onclick='${run.replaceAll("'", '`')}'">t</p><font face="x&quot; onmouseover=&quot;1" color='red"><script>1</script>'>t</font>`,
  },
  {
    name: 'names of attributes that are none',
    harm: 'nothing',
    markup: ({ run }) => `<p x:onclick="${run}" on<click="1" "onclick="1" =onclick="1" \u00a0onclick="1" onclick\u0000="1">t</p>`,
  },
  {
    name: 'clobbered names',
    harm: 'nothing',
    markup: ({ at }) =>
      `<p id=main name=body><img name=cookie><a id=location href="${at('x')}">c</a><form name=document><input name=parentNode><input name=attributes></form></p>`,
  },
  {
    name: 'a link that is forged',
    harm: 'nothing',
    markup: () =>
      '<span class="mail-link" data-target="bank.example" title="https://bank.example/">forged</span><p class=banner>x</p><span class=mail-note>y</span>',
  },
  {
    name: 'is, slot, part and other new attributes',
    harm: 'nothing',
    markup: ({ at }) =>
      `<p is=x slot=y part=z exportparts=a itemid="${at('i')}" itemscope attributionsrc="${at('attr')}" nonce=n integrity=i fetchpriority=high blocking=render elementtiming=x contenteditable draggable=true accesskey=x autocapitalize=on inert popover>t</p>`,
  },
];
