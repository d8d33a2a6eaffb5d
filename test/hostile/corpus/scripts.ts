import type { HtmlCase } from './case.ts';

/** Markup that runs a script: of its own, in handlers, in addresses, in documents within the document. */
export const scriptCases: readonly HtmlCase[] = [
  { name: 'a script', harm: 'runs', markup: ({ run }) => `<script>${run}</script>` },
  { name: 'a script from elsewhere', harm: 'runs', markup: ({ at }) => `<script src="${at('script.js')}"></script>` },
  { name: 'a module', harm: 'runs', markup: ({ run }) => `<script type=module>${run}</script>` },
  { name: 'a script in capitals, with junk in its tags', harm: 'runs', markup: ({ run }) => `<SCRIPT/x="y">${run}</SCRIPT foo="bar">` },
  { name: 'a script within the tag of a script', harm: 'nothing', markup: ({ run }) => `<scr<script>ipt>${run}</scr</script>ipt>` },
  { name: 'a script behind doubled brackets', harm: 'runs', markup: ({ run }) => `<<script>${run}//<</script>` },
  { name: 'a script that nobody ends', harm: 'nothing', markup: ({ run }) => `<script>${run}` },
  { name: 'a script with NUL in its name', harm: 'nothing', markup: ({ run }) => `\u0000<\u0000script>${run}</script>` },
  { name: 'a handler of a picture that fails', harm: 'runs', markup: ({ run }) => `<img src=x onerror=${run}>` },
  { name: 'slashes for spaces', harm: 'runs', markup: ({ run }) => `<img/src="x"/onerror="${run}"/x="y">` },
  { name: 'form feeds for spaces', harm: 'runs', markup: ({ run }) => `<img\u000csrc=x\u000conerror=${run}>` },
  {
    name: 'a handler in capitals with entities',
    harm: 'runs',
    markup: ({ run }) => `<IMG SRC=x ONERROR="&#${run.charCodeAt(0)};${run.slice(1)}">`,
  },
  { name: 'a tag glued to text', harm: 'runs', markup: ({ run }) => `<a<img src=x onerror=${run}>><img src=x onerror=${run}>` },
  { name: 'a tag that nobody ends', harm: 'runs', markup: ({ run }) => `<img src=x onerror=${run} ` },
  { name: 'a handler of a body', harm: 'runs', markup: ({ run }) => `<body onload=${run} onpageshow=${run}>` },
  { name: 'a handler of a drawing', harm: 'runs', markup: ({ run }) => `<svg onload=${run}></svg>` },
  { name: 'focus that takes itself', harm: 'runs', markup: ({ run }) => `<input autofocus onfocus=${run}>` },
  { name: 'focus on what is no field', harm: 'runs', markup: ({ run }) => `<p tabindex=1 autofocus onfocus=${run}>t</p>` },
  { name: 'details that open', harm: 'runs', markup: ({ run }) => `<details open ontoggle=${run}><summary>s</summary></details>` },
  { name: 'a marquee', harm: 'nothing', markup: ({ run }) => `<marquee width=1 loop=1 onstart=${run} onfinish=${run}>m</marquee>` },
  {
    name: 'sound and video that fail',
    harm: 'runs',
    markup: ({ run }) => `<video src=x onerror=${run}></video><audio src=x onerror=${run}></audio><video><source onerror=${run}></video>`,
  },
  {
    name: 'an animation that begins',
    harm: 'runs',
    markup: ({ run }) => `<style>@keyframes k{}</style><p style="animation:k 1s" onanimationstart=${run}>t</p>`,
  },
  {
    name: 'a transition',
    harm: 'nothing',
    markup: ({ run }) => `<p style="transition:color 1s" ontransitionend=${run} onbeforetoggle=${run}>t</p>`,
  },
  {
    name: 'what is seen by scrolling',
    harm: 'runs',
    markup: ({ run }) => `<p oncontentvisibilityautostatechange=${run} style="display:block;content-visibility:auto">t</p>`,
  },
  {
    name: 'a handler on all that is clicked or passed over',
    harm: 'clicked',
    markup: ({ run }) => `<p onclick="${run}" onmouseover=${run} onpointerenter=${run} style="width:9000px;height:9000px">x</p>`,
  },
  {
    name: 'a button that opens',
    harm: 'clicked',
    markup: ({ run }) => `<button popovertarget=p onclick=${run}>b</button><div popover id=p onbeforetoggle=${run}>p</div>`,
  },

  { name: 'javascript: as a link', harm: 'clicked', markup: ({ run }) => `<a href="javascript:${run}">j</a>` },
  {
    name: 'javascript: in mixed case, with entities and a tab',
    harm: 'clicked',
    markup: ({ run }) => `<a href="jAvA&#9;sCr&#x69;pt&colon;${run}">j</a>`,
  },
  { name: 'javascript: with a line end inside', harm: 'clicked', markup: ({ run }) => `<a href="java&#10;script:${run}">j</a>` },
  { name: 'javascript: behind control characters', harm: 'clicked', markup: ({ run }) => `<a href="&#1;&#14; javascript:${run}">j</a>` },
  {
    name: 'javascript: written out of control characters that are no entities',
    harm: 'clicked',
    markup: ({ run }) => `<a href="\u0001java\tscript:${run}">j</a>`,
  },
  {
    name: 'javascript: as a comment of an address',
    harm: 'clicked',
    markup: ({ run }) => `<a href="javascript://evil.example/%0a${run}">j</a>`,
  },
  { name: 'javascript: by another name space', harm: 'nothing', markup: ({ run }) => `<a xlink:href="javascript:${run}">j</a>` },
  {
    name: 'javascript: of an area',
    harm: 'clicked',
    markup: ({ run }) =>
      `<img usemap=#m width=200 height=200 src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><map name=m><area shape=default href="javascript:${run}"></map>`,
  },
  { name: 'javascript: of a form', harm: 'clicked', markup: ({ run }) => `<form action="javascript:${run}"><button>b</button></form>` },
  {
    name: 'javascript: of a button',
    harm: 'clicked',
    markup: ({ run }) => `<form><button formaction="javascript:${run}">b</button></form>`,
  },
  {
    name: 'javascript: as a picture',
    harm: 'nothing',
    markup: ({ run }) => `<img src="javascript:${run}"><input type=image src="javascript:${run}"><table background="javascript:${run}">`,
  },
  {
    name: 'vbscript: and livescript:',
    harm: 'nothing',
    markup: ({ run }) => `<a href="vbscript:${run}">v</a><a href="livescript:${run}">l</a><a href="mocha:${run}">m</a>`,
  },
  {
    name: 'data: as a link',
    harm: 'nothing',
    markup: ({ run }) =>
      `<a href="data:text/html,<script>${run}</script>">d</a><a href="data:text/html;base64,PHNjcmlwdD5vd25lZCgxKTwvc2NyaXB0Pg==">d</a>`,
  },
  {
    name: 'blob:, filesystem:, file:, about: and view-source: as links',
    harm: 'nothing',
    markup: () =>
      '<a href="blob:http://x.example/1">b</a><a href="filesystem:http://x.example/1">f</a><a href="file:///etc/passwd">f</a><a href="about:blank">a</a><a href="view-source:http://x.example/">v</a><a href="intent://x#Intent;end">i</a><a href="ms-word:ofe|u|http://x.example/">w</a>',
  },
  {
    name: 'an address without a scheme',
    harm: 'clicked',
    markup: ({ host }) => `<a href="//${host}/link" ping="http://${host}/ping">p</a>`,
  },
  {
    name: 'a link in a frame of another name',
    harm: 'clicked',
    markup: ({ at }) => `<a href="${at('link')}" target=_top>t</a><a href="${at('link2')}" target=_blank rel=opener>b</a>`,
  },

  { name: 'a frame with a document in it', harm: 'runs', markup: ({ run }) => `<iframe srcdoc="<script>parent.${run}</script>"></iframe>` },
  { name: 'a frame of javascript:', harm: 'runs', markup: ({ run }) => `<iframe src="javascript:parent.${run}"></iframe>` },
  { name: 'a frame of data:', harm: 'runs', markup: ({ run }) => `<iframe src="data:text/html,<script>${run}</script>"></iframe>` },
  {
    name: 'frames in frames',
    harm: 'runs',
    markup: ({ run }) =>
      `<iframe srcdoc="<iframe srcdoc='&lt;script&gt;top.${run.replaceAll("'", '&quot;')}&lt;/script&gt;'></iframe>"></iframe>`,
  },
  { name: 'a set of frames', harm: 'nothing', markup: ({ run, at }) => `<frameset onload=${run}><frame src="${at('frame')}"></frameset>` },
  {
    name: 'an object',
    harm: 'runs',
    markup: ({ run }) =>
      `<object type="text/html" data="data:text/html,<script>${run}</script>"></object><applet code="javascript:${run}"></applet>`,
  },
  {
    name: 'an embedded document',
    harm: 'runs',
    markup: ({ run }) =>
      `<embed type="image/svg+xml" src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload=&quot;${run}&quot;/>">`,
  },
  {
    name: 'a drawing as a picture',
    harm: 'nothing',
    markup: ({ run }) => `<img src="data:image/svg+xml,<svg onload=&quot;${run}&quot; xmlns='http://www.w3.org/2000/svg'/>">`,
  },
  {
    name: 'rules of speculation',
    harm: 'nothing',
    markup: ({ at }) => `<script type=speculationrules>{"prefetch":[{"source":"list","urls":["${at('speculation')}"]}]}</script>`,
  },
  {
    name: 'a map of imports',
    harm: 'runs',
    markup: ({ at }) => `<script type=importmap>{"imports":{"x":"${at('imported.js')}"}}</script><script type=module>import "x"</script>`,
  },
];
