import type { HtmlCase } from './case.ts';

/** Markup that fetches from elsewhere, or goes there: one request tells the sender that his mail is read, when, and from where. */
export const loadingCases: readonly HtmlCase[] = [
  { name: 'a remote picture', harm: 'asks', markup: ({ at }) => `<img src="${at('img.png')}">` },
  {
    name: 'a remote picture without a scheme',
    harm: 'asks',
    markup: ({ host }) => `<img src="//${host}/img.png"><img src="\\\\${host}\\img.png"><img src="/\\${host}/x">`,
  },
  {
    name: 'a remote picture with white space in its scheme',
    harm: 'asks',
    markup: ({ host }) => `<img src="ht\ntp:&#9;//${host}/img.png">`,
  },
  { name: 'a tracking pixel', harm: 'asks', markup: ({ at }) => `<img width=1 height=1 src="${at('pixel.gif')}">` },
  { name: 'sizes of a picture', harm: 'asks', markup: ({ at }) => `<img srcset="${at('a.png')} 1x, ${at('b.png')} 2x" sizes=1px>` },
  {
    name: 'sources of a picture',
    harm: 'asks',
    markup: ({ at }) => `<picture><source srcset="${at('c.png')}"><img src="data:,"></picture>`,
  },
  { name: 'a picture called image', harm: 'asks', markup: ({ at }) => `<image src="${at('image.png')}">` },
  {
    name: 'old names of a source',
    harm: 'nothing',
    markup: ({ at }) =>
      `<img dynsrc="${at('d.png')}" lowsrc="${at('e.png')}"><bgsound src="${at('bg.wav')}"><layer src="${at('layer')}"></layer>`,
  },
  {
    name: 'a picture that waits to be seen',
    harm: 'asks',
    markup: ({ at }) => `<img loading=lazy src="${at('lazy.png')}" width=1 height=1>`,
  },
  {
    name: 'a background by attribute',
    harm: 'asks',
    markup: ({ at }) => `<table background="${at('t.png')}"><tr><td background="${at('td.png')}">t</table>`,
  },
  { name: 'a background of the body by attribute', harm: 'asks', markup: ({ at }) => `<body background="${at('body.png')}">` },
  {
    name: 'sound and video',
    harm: 'asks',
    markup: ({ at }) =>
      `<video autoplay src="${at('v.mp4')}" poster="${at('poster.png')}"></video><audio autoplay src="${at('a.mp3')}"></audio><video><track default src="${at('t.vtt')}"></video>`,
  },
  { name: 'a picture to press', harm: 'asks', markup: ({ at }) => `<input type=image src="${at('input.png')}">` },
  { name: 'a linked stylesheet', harm: 'asks', markup: ({ at }) => `<link rel=stylesheet href="${at('m.css')}">` },
  {
    name: 'a linked stylesheet of an alternate kind',
    harm: 'asks',
    markup: ({ at }) => `<link rel="alternate stylesheet" title=x href="${at('alt.css')}"><link rel=StyleSheet/x href="${at('x.css')}">`,
  },
  { name: 'prefetch', harm: 'asks', markup: ({ at }) => `<link rel=prefetch href="${at('n')}">` },
  {
    name: 'preload',
    harm: 'asks',
    markup: ({ at }) => `<link rel=preload as=image href="${at('n')}"><link rel=preload as=image imagesrcset="${at('set')} 1x">`,
  },
  { name: 'modulepreload', harm: 'asks', markup: ({ at }) => `<link rel=modulepreload href="${at('n.js')}">` },
  {
    name: 'prerender and next',
    harm: 'nothing',
    markup: ({ at }) => `<link rel=prerender href="${at('n')}"><link rel=next href="${at('next')}">`,
  },
  { name: 'a name looked up before it is needed', harm: 'asks', markup: ({ host }) => `<link rel=dns-prefetch href="//${host}">` },
  { name: 'a connection made before it is needed', harm: 'asks', markup: ({ at }) => `<link rel=preconnect href="${at('')}">` },
  {
    name: 'names of links looked up by consent of a meta',
    harm: 'nothing',
    markup: ({ at }) => `<meta http-equiv=x-dns-prefetch-control content=on><a href="${at('link')}">t</a>`,
  },
  {
    name: 'an icon and a manifest',
    harm: 'nothing',
    markup: ({ at }) =>
      `<link rel=icon href="${at('icon')}"><link rel=manifest href="${at('manifest')}"><link rel=apple-touch-icon href="${at('apple')}">`,
  },
  { name: 'a frame', harm: 'asks', markup: ({ at }) => `<iframe src="${at('frame')}"></iframe>` },
  {
    name: 'a frame in a fence',
    harm: 'nothing',
    markup: ({ at }) => `<fencedframe src="${at('fence')}"></fencedframe><portal src="${at('portal')}"></portal>`,
  },
  {
    name: 'an object',
    harm: 'asks',
    markup: ({ at }) => `<object data="${at('object')}"><param name=movie value="${at('movie')}"></object>`,
  },
  { name: 'something embedded', harm: 'asks', markup: ({ at }) => `<embed src="${at('embed')}">` },
  {
    name: 'an applet',
    harm: 'nothing',
    markup: ({ at }) => `<applet code=x codebase="${at('codebase')}" archive="${at('a.jar')}"></applet>`,
  },
  { name: 'a refresh', harm: 'asks', markup: ({ at }) => `<meta http-equiv=refresh content="0;url=${at('refresh')}">` },
  {
    name: 'a refresh to javascript: and to data:',
    harm: 'runs',
    markup: ({ run }) =>
      `<meta http-equiv=refresh content="0;url=javascript:${run}"><meta http-equiv=refresh content="0;url=data:text/html,<script>${run}</script>">`,
  },
  {
    name: 'a policy and a cookie of the mail',
    harm: 'asks',
    markup: ({ at }) =>
      `<meta http-equiv=Content-Security-Policy content="default-src *; report-uri ${at('report')}"><meta http-equiv=set-cookie content="a=b"><img src="${at('p.png')}">`,
  },
  {
    name: 'a meta that names another charset',
    harm: 'nothing',
    markup: ({ run }) => `<meta charset=utf-7>+ADw-script+AD4-${run}+ADw-/script+AD4-`,
  },
  {
    name: 'a base',
    harm: 'asks',
    markup: ({ at }) => `<base href="${at('base/')}" target=_top><img src=relative.png><a href=relative>r</a>`,
  },
  {
    name: 'a form with a button',
    harm: 'clicked',
    markup: ({ at }) => `<form action="${at('form')}"><input name=password type=password><button>Log in</button></form>`,
  },
  {
    name: 'a button whose form is elsewhere',
    harm: 'clicked',
    markup: ({ at }) => `<button form=f>b</button><form id=f action="${at('form')}" method=post></form>`,
  },
  { name: 'an index, as forms once were', harm: 'nothing', markup: ({ at }) => `<isindex action="${at('isindex')}" prompt=x>` },
  {
    name: 'a quotation with its source',
    harm: 'nothing',
    markup: ({ at }) =>
      `<blockquote cite="${at('cite')}">q</blockquote><q cite="${at('q')}">q</q><del cite="${at('del')}">d</del><img longdesc="${at('long')}" usemap="${at('map')}">`,
  },
  {
    name: 'a document of another language',
    harm: 'nothing',
    markup: ({ at }) =>
      `<?xml-stylesheet href="${at('xsl')}" type="text/xsl"?><html manifest="${at('appcache')}" xmlns:x="${at('ns')}"><!DOCTYPE x [<!ENTITY y SYSTEM "${at('entity')}">]>&y;`,
  },
  {
    name: 'remarks of conditions',
    harm: 'nothing',
    markup: ({ at, run }) =>
      `<!--[if gte IE 4]><script>${run}</script><img src="${at('ie.png')}"><![endif]--><!--[if mso]><v:rect><v:fill src="${at('vml.png')}"/></v:rect><![endif]-->`,
  },
  {
    name: 'pictures by VML and data binding',
    harm: 'nothing',
    markup: ({ at }) =>
      `<v:imagedata src="${at('v.png')}"/><span datasrc=#x datafld=y dataformatas=html></span><xml id=x src="${at('island')}"></xml>`,
  },
];
