import type { HtmlCase } from './case.ts';

/** Styles: what they fetch, and where they put things. */
export const styleCases: readonly HtmlCase[] = [
  { name: 'an import', harm: 'asks', markup: ({ at }) => `<style>@import "${at('i.css')}";</style>` },
  {
    name: 'an import by url()',
    harm: 'asks',
    markup: ({ at }) => `<style>@import url(${at('j.css')}) layer(x) supports(display:block) screen;</style>`,
  },
  { name: 'an import with escapes', harm: 'asks', markup: ({ at }) => `<style>@\\69mport "${at('esc.css')}";</style>` },
  {
    name: 'a style that its remark seems to end',
    harm: 'asks',
    markup: ({ at }) => `<style><!-- p{} --> @media all{p{background:url(${at('k.png')})}}</style><p>t</p>`,
  },
  {
    name: 'a font',
    harm: 'asks',
    markup: ({ at }) => `<style>@font-face{font-family:f;src:url(${at('l.woff')})}p{font-family:f}</style><p>t</p>`,
  },
  { name: 'a background', harm: 'asks', markup: ({ at }) => `<p style="background:url(${at('r.png')})">t</p>` },
  {
    name: 'a background in quotation marks of entities',
    harm: 'asks',
    markup: ({ at }) => `<p style="background-image:url(&quot;${at('s.png')}&quot;)">t</p>`,
  },
  { name: 'a background with escapes', harm: 'asks', markup: ({ at }) => `<p style="b\\61 ckground:u\\72l(${at('x.png')})">t</p>` },
  {
    name: 'a background with escapes of six digits and a remark',
    harm: 'asks',
    markup: ({ at }) => `<p style="\\000062ackground/**/:/**/\\75\\72\\6C(${at('y.png')})">t</p>`,
  },
  {
    name: 'a set of pictures',
    harm: 'asks',
    markup: ({ at }) =>
      `<p style="background-image:image-set('${at('set.png')}' 1x)">t</p><p style="background-image:-webkit-image-set(url(${at('webkit.png')}) 1x)">t</p>`,
  },
  {
    name: 'a picture that fades',
    harm: 'asks',
    markup: ({ at }) => `<p style="background-image:-webkit-cross-fade(url(${at('fade.png')}),url(${at('fade2.png')}),50%)">t</p>`,
  },
  {
    name: 'the mark of a list',
    harm: 'asks',
    markup: ({ at }) => `<ul style="list-style-image:url(${at('t.png')})"><li style="list-style:url(${at('t2.png')})">t</ul>`,
  },
  {
    name: 'the picture of a border',
    harm: 'asks',
    markup: ({ at }) => `<p style="border:1px solid;border-image:url(${at('u.png')}) 1">t</p>`,
  },
  {
    name: 'a mask and a shape',
    harm: 'asks',
    markup: ({ at }) => `<p style="mask:url(${at('mask.svg')});float:left;shape-outside:url(${at('shape.png')})">t</p>`,
  },
  {
    name: 'a filter and a path',
    harm: 'asks',
    markup: ({ at }) => `<p style="filter:url(${at('filter.svg')}#x)">t</p><p style="clip-path:url(${at('clip.svg')}#x)">t</p>`,
  },
  { name: 'content', harm: 'asks', markup: ({ at }) => `<p style="content:url(${at('w.png')})">t</p>` },
  {
    name: 'content of what stands before',
    harm: 'asks',
    markup: ({ at }) => `<style>p::before{content:url(${at('before.png')})}</style><p>t</p>`,
  },
  { name: 'a variable with a picture', harm: 'asks', markup: ({ at }) => `<p style="--x:url(${at('var.png')});background:var(--x)">t</p>` },
  {
    name: 'a property that is registered',
    harm: 'asks',
    markup: ({ at }) =>
      `<style>@property --p{syntax:'<url>';inherits:true;initial-value:url(${at('prop.png')})}p{background:var(--p)}</style><p>t</p>`,
  },
  { name: 'a cursor', harm: 'asks', markup: ({ at }) => `<p style="cursor:url(${at('v.png')}),auto">t</p>` },
  {
    name: 'letters of an attribute, guessed by their pictures',
    harm: 'asks',
    markup: ({ at }) => `<style>input[value^="s"]{background:url(${at('s')})}</style><input value="secret">`,
  },
  {
    name: 'an expression, a behaviour, a binding',
    harm: 'nothing',
    markup: ({ run, at }) =>
      `<p style="width:expression(${run});behavior:url(${at('b.htc')});-moz-binding:url(${at('x.xml')}#y);-o-link:'javascript:${run}';-o-link-source:current;filter:progid:DXImageTransform.Microsoft.AlphaImageLoader(src='${at('dx.png')}')">t</p>`,
  },
  {
    name: 'an expression with escapes and remarks',
    harm: 'nothing',
    markup: ({ run }) => `<p style="wid\\74h:exp/**/ression(${run});x:e\\78 pression(${run})">t</p>`,
  },
  {
    name: 'an import of javascript:',
    harm: 'nothing',
    markup: ({ run }) =>
      `<style>@import 'javascript:${run}';p{background:url("javascript:${run}")}</style><link rel=stylesheet href="javascript:${run}">`,
  },
  {
    name: 'a style that breaks out of its attribute',
    harm: 'runs',
    markup: ({ run }) =>
      `<p style="font-family:'x&quot;;}</style><script>1</script>'">t</p><p style='color:red'><img src=x onerror=${run}></p>`,
  },
  {
    name: 'a style that breaks out by a quotation mark',
    harm: 'nothing',
    markup: ({ run }) =>
      `<p style='color:red"onmouseover="${run.replaceAll("'", '`')}'>t</p><p style="font-family:&quot; onmouseover=&quot;1">t</p>`,
  },

  {
    name: 'fixed over all',
    harm: 'covers',
    markup: () => '<div style="position:fixed;top:0;left:0;width:100vw;height:100vh;z-index:2147483647;background:#fff">covered</div>',
  },
  { name: 'fixed by escapes', harm: 'covers', markup: () => '<div style="p\\6fsition:fi\\78 ed;inset:0;background:#fff">covered</div>' },
  {
    name: 'absolute, nearly clear',
    harm: 'covers',
    markup: () => '<div style="position:absolute;inset:0;opacity:0.01;background:#fff">covered</div>',
  },
  { name: 'sticky', harm: 'nothing', markup: () => '<div style="position:sticky;top:0;z-index:9">stuck</div>' },
  {
    name: 'moved up by its margin',
    harm: 'covers',
    markup: () => '<div style="margin-top:-500px;height:600px;background:#fff">covered</div>',
  },
  {
    name: 'moved up by a shorthand of margins',
    harm: 'covers',
    markup: () => '<div style="margin:-500px 0 0 0;height:600px;background:#fff">covered</div>',
  },
  {
    name: 'moved up by logical margins',
    harm: 'covers',
    markup: () => '<div style="margin-block-start:-500px;height:600px;background:#fff">covered</div>',
  },
  {
    name: 'moved by a transform',
    harm: 'covers',
    markup: () => '<div style="transform:translateY(-300px) scale(9);height:600px;background:#fff">covered</div>',
  },
  {
    name: 'moved by its own translation',
    harm: 'covers',
    markup: () => '<div style="translate:0 -300px;height:600px;background:#fff">covered</div>',
  },
  {
    name: 'moved relatively',
    harm: 'covers',
    markup: () => '<div style="position:relative;top:-300px;height:600px;background:#fff">covered</div>',
  },
  { name: 'grown by zoom', harm: 'nothing', markup: () => '<div style="zoom:99">covered</div>' },
  {
    name: 'a shadow that covers',
    harm: 'nothing',
    markup: () => '<div style="box-shadow:0 0 0 9999px #fff;outline:9999px solid #fff;text-shadow:0 -20px #fff">covered</div>',
  },
  {
    name: 'on the top layer',
    harm: 'nothing',
    markup: () => '<dialog open style="inset:0;background:#fff">covered</dialog><div popover style="display:block;inset:0">covered</div>',
  },
  {
    name: 'letters taller than their line',
    harm: 'nothing',
    markup: () => '<p style="font-size:900px;line-height:5px">█</p><p style="font-size:99em;line-height:0.7;vertical-align:super">█</p>',
  },
  {
    name: 'letters moved up by vertical-align',
    harm: 'covers',
    markup: () =>
      '<p style="height:20px;line-height:20px"><span style="vertical-align:400px;background:#fff;font-size:600px;line-height:20px">█</span></p>',
  },
  { name: 'moved left by an indent', harm: 'nothing', markup: () => '<div style="text-indent:-9999px;float:left">moved</div>' },
  {
    name: 'a table that covers by its width',
    harm: 'nothing',
    markup: () =>
      '<table width=99999 height=99999 cellpadding=9999 border=9999><tr><td>wide</td></tr></table><hr size=99999 width=99999><img width=99999 height=99999 alt=x>',
  },
];
