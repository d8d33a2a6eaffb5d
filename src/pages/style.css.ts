import { VERDICTS } from '../evidence/verdict.ts';
import { type Accent, papers } from './accent.ts';

/*
 * The one stylesheet. Serif for headlines and mail, sans for the apparatus, monospace for source, all of the reader's own system.
 * Colour means a verdict and nothing else: whatever is no verdict is ink on paper, but for the lines of the masthead, which an archive
 * may have in a colour of its own. Each pair of text and ground has a contrast of 4.5 or
 * more in both schemes (WCAG 2.2 §1.4.3).
 */
const light = `
--paper:${papers.light};--ground:#f5f1e8;--rule:#d8d1c2;--ink:#1c1a17;--quiet:#5d574d;--found:#ece3cd;
--verified:#1b6e37;--verified-ground:#e9f3ea;--recovered:#0b6a6e;--recovered-ground:#e3f2f2;
--partly:#855800;--partly-ground:#faf0d9;--altered:#a84508;--altered-ground:#fbebdf;
--corroborated:#1f4e9c;--corroborated-ground:#e6edf8;--untested:#625d54;--untested-ground:#f1eee7;
--against:#b3001b;--against-ground:#fbe7e9;--against-band:#b3001b;--on-against:#fff`;

const dark = `
--paper:${papers.dark};--ground:#211f1c;--rule:#423e37;--ink:#ebe6da;--quiet:#b4ada0;--found:#463f2e;
--verified:#7fcb93;--verified-ground:#17291c;--recovered:#6fcbcb;--recovered-ground:#12292a;
--partly:#e3b64f;--partly-ground:#2d2513;--altered:#f19a5e;--altered-ground:#301f14;
--corroborated:#93b9f3;--corroborated-ground:#182335;--untested:#a9a396;--untested-ground:#24221e;
--against:#ff8d8d;--against-ground:#33161a;--against-band:#ad1a30;--on-against:#fff`;

/** Which colour a verdict has. Repaired is verified, hatched; headers-verified is altered, outlined. */
const colourOf: Readonly<Record<(typeof VERDICTS)[number], string>> = {
  verified: 'verified',
  'verified-repaired': 'verified',
  'verified-recovered': 'recovered',
  'verified-partly': 'partly',
  'headers-verified': 'altered',
  corroborated: 'corroborated',
  unverified: 'untested',
  failed: 'altered',
  contradicted: 'against',
};

const verdictRules = VERDICTS.map(
  (verdict) => `.v-${verdict}{--tone:var(--${colourOf[verdict]});--tone-ground:var(--${colourOf[verdict]}-ground)}`,
).join('\n');

export const stylesheet = `:root{color-scheme:light dark;${light};
--accent:var(--ink);
--serif:"Iowan Old Style","Palatino Linotype",Palatino,"Source Serif 4",Charter,Georgia,"Liberation Serif","Times New Roman",serif;
--sans:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","Liberation Sans",Arial,sans-serif;
--mono:ui-monospace,"SF Mono",Menlo,Consolas,"Liberation Mono",monospace}
@media (prefers-color-scheme:dark){:root{${dark}}}
${verdictRules}

*,*::before,*::after{box-sizing:border-box}
html{background:var(--paper);color:var(--ink);font:1rem/1.5 var(--sans);-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0 auto;max-width:76rem;padding:0 clamp(1rem,4vw,2.5rem) 3rem;overflow-wrap:break-word}
a{color:inherit;text-decoration-thickness:1px;text-underline-offset:.18em;text-decoration-color:var(--quiet)}
a:hover{text-decoration-thickness:2px;text-decoration-color:currentColor}
:focus-visible{outline:3px solid var(--ink);outline-offset:2px;border-radius:1px}
main:focus{outline:none}
h1,h2,h3{font-family:var(--serif);font-weight:600;line-height:1.2;text-wrap:balance}
h1{font-size:clamp(1.6rem,1.2rem + 2vw,2.3rem);margin:0 0 .6rem}
h2{font-size:1.3rem;margin:2.2rem 0 .7rem}
h3{font-size:1.05rem;margin:1rem 0 .3rem}
p{margin:0 0 .8rem}
code,pre,.hash{font-family:var(--mono);font-size:.875em}
pre{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}
ul,ol{margin:0;padding:0;list-style:none}
dl,dd{margin:0}
table{border-collapse:collapse;width:100%;font-size:.9rem;font-variant-numeric:tabular-nums}
th,td{padding:.45rem .9rem .45rem 0;border-bottom:1px solid var(--rule);text-align:start;vertical-align:top;font-weight:400}
thead th{color:var(--quiet);font-size:.8rem;border-bottom-color:var(--ink)}
.figure{text-align:end}
.scroll{overflow-x:auto}
mark{background:var(--found);color:inherit;font-weight:600;padding:0 .08em}
summary{cursor:pointer}
.unseen,.skip:not(:focus){position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip:focus{display:inline-block;padding:.4rem .8rem;background:var(--ink);color:var(--paper)}
.defs{position:absolute}
.quiet,.note,.absent,.count,.utc,.number,.address{color:var(--quiet)}
.note{font-size:.9rem}
.lead{font:1.15rem/1.5 var(--serif);max-width:44rem}
.prose{font:1.06rem/1.6 var(--serif);max-width:42rem}
ul.prose{list-style:disc;padding-inline-start:1.2rem}
ul.prose li{margin-bottom:.35rem}
.absent{font-style:italic}
.count,.number{font-variant-numeric:tabular-nums}

.masthead{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:.6rem 2rem;align-items:baseline;padding:1.1rem 0 1.2rem;margin-bottom:1.6rem;border-bottom:1px solid var(--accent);position:relative}
.masthead::after{content:"";position:absolute;inset:auto 0 -4px;border-bottom:1px solid var(--accent)}
.nameplate p,.nameplate h1{font:600 1.35rem/1.15 var(--serif);letter-spacing:.015em;margin:0}
.nameplate .description{font:1.12rem/1.45 var(--serif);letter-spacing:0;color:var(--quiet);max-width:44rem;margin:0 auto .9rem;text-wrap:balance}
.nameplate a{text-decoration:none}
.nameplate a:hover{text-decoration:underline}
nav[aria-label] ul{display:flex;flex-wrap:wrap;gap:.2rem 1.3rem}
.masthead nav{font-size:.92rem}
.masthead nav a{display:inline-block;padding:.2rem 0;text-decoration:none}
.masthead nav a:hover,.masthead nav a[aria-current]{text-decoration:underline;text-decoration-thickness:2px;text-decoration-color:var(--accent)}
search{grid-column:1/-1}
.searchbox{display:flex;gap:.5rem}
.searchbox label{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.searchbox input{flex:1;min-width:0;font:1.05rem/1.4 var(--sans);padding:.6rem .8rem;border:1px solid var(--quiet);border-radius:2px;background:var(--paper);color:inherit;appearance:none}
.searchbox input::placeholder{color:var(--quiet);opacity:1}
.searchbox button{font:600 1rem var(--sans);padding:.6rem 1.3rem;border:1px solid var(--ink);border-radius:2px;background:var(--ink);color:var(--paper);cursor:pointer}
footer{margin-top:4rem;padding-top:.8rem;border-top:1px solid var(--rule);font-size:.85rem;color:var(--quiet);max-width:none}

.front .masthead{grid-template-columns:minmax(0,1fr);justify-items:center;text-align:center;padding-top:clamp(1.5rem,5vw,3.2rem);border-bottom:0;margin-bottom:0}
.front .masthead::after{content:none}
.front .nameplate{width:100%}
.front .nameplate h1{font-size:clamp(2.1rem,1.2rem + 4.6vw,4.1rem);letter-spacing:.01em;padding-bottom:.5rem}
.front .masthead nav{width:100%;border:solid var(--accent);border-width:3px 0 1px;padding:.35rem 0;margin-bottom:.9rem}
.front .masthead nav ul{justify-content:center}
.front search{width:100%}
.front .searchbox input{font-size:1.15rem;padding:.75rem 1rem}
.examples{font-size:.9rem;color:var(--quiet);line-height:2}
.examples a{color:var(--ink);margin-inline-end:.9rem;white-space:nowrap}
.figures{display:flex;flex-wrap:wrap;gap:.3rem 2.4rem;align-items:baseline;padding:1rem 0;margin:.8rem 0 0;border:solid var(--rule);border-width:1px 0;font-variant-numeric:tabular-nums}
.figures strong{font:600 1.7rem/1.2 var(--serif)}
.figures .span strong{font-size:1.15rem}
.figures .span{margin-inline-start:auto}
.proportion{display:block;border-radius:1px;overflow:hidden;margin:.2rem 0 1rem}
.verdict-list{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,19rem),1fr));gap:.15rem 2rem}
.verdict-list li{display:flex;gap:.8rem;align-items:baseline;border-bottom:1px solid var(--rule);padding:.35rem 0}
.verdict-list a{flex:1;text-decoration:none;display:grid;grid-template-columns:1.1rem 4.4rem 1fr;gap:.6rem;align-items:baseline}
.verdict-list a:hover .label{text-decoration:underline}
.verdict-list strong{text-align:end;font-variant-numeric:tabular-nums}
.verdict-list .label{color:var(--tone)}
.verdict-list .share{color:var(--quiet);font-size:.85rem;font-variant-numeric:tabular-nums}
.columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,22rem),1fr));gap:0 3.5rem}
.columns [aria-labelledby=meaning]:nth-child(3){grid-column:1/-1;columns:22rem 2;column-gap:3.5rem}
.columns [aria-labelledby=meaning] h2{column-span:all}
.columns [aria-labelledby=meaning] p{break-inside:avoid}
.counts li{display:flex;justify-content:space-between;gap:1rem;border-bottom:1px solid var(--rule);padding:.3rem 0}
.counts a{overflow-wrap:anywhere}

.shape{width:1em;height:1em;vertical-align:-.13em;color:var(--tone);flex:none;overflow:visible}
.ink{fill:currentColor}
.line{fill:none;stroke:currentColor;stroke-width:1.6}
.cut{fill:none;stroke:var(--cut,var(--paper));stroke-width:1.9;stroke-linecap:round;stroke-linejoin:round}
.verdict{color:var(--tone);font-weight:600;white-space:nowrap}
.bar,.ground{fill:var(--tone)}
.bar.v-verified-repaired{fill:url(#hatch)}
.stripe{stroke:var(--paper);stroke-width:2.4}
.bar.v-headers-verified{fill:var(--altered-ground);stroke:var(--tone);stroke-width:1}
.bar.v-unverified{opacity:.45}
.hit{fill:transparent}
.histogram{margin:0 0 1.4rem}
.histogram figcaption,.histogram summary{font-size:.85rem;color:var(--quiet)}
.histogram svg svg{overflow:visible}
.histogram>svg{display:block;margin:.5rem 0 .2rem;overflow:visible}
.histogram text{font:12px var(--sans);fill:var(--quiet)}
.histogram .rule{stroke:var(--ink)}
.histogram a:hover .hit,.histogram a:focus .hit{fill:var(--found)}

.with-rail{display:grid;grid-template-columns:15.5rem minmax(0,1fr);grid-template-areas:"rail found";gap:0 3rem}
.found{grid-area:found}
.rail{grid-area:rail;font-size:.9rem}
.rail h2{font:600 .95rem var(--serif);margin:1.4rem 0 .3rem;padding-bottom:.2rem;border-bottom:1px solid var(--ink)}
.rail section:first-child h2{margin-top:.2rem}
nav.rail ul{display:block}
.rail li{display:flex;align-items:baseline}
.rail .value{flex:1;min-width:0;display:flex;gap:.4rem;align-items:baseline;text-decoration:none;padding:.18rem 0}
.rail .value:hover .name{text-decoration:underline}
.rail .shape{align-self:flex-start;margin-top:.22em}
.rail .name{min-width:0;overflow-wrap:anywhere;line-height:1.3}
.rail .with .name{font-weight:600}
.rail .without .name{text-decoration:line-through}
.rail .count{padding-inline:.5rem .2rem}
.rail .exclude{text-decoration:none;color:var(--quiet);padding:.18rem .45rem}
.rail .exclude:hover{color:var(--ink);background:var(--ground)}
.rail summary{color:var(--quiet);padding:.2rem 0}
.to-filters{display:none}
.found-head{display:flex;flex-wrap:wrap;gap:.2rem 2rem;align-items:baseline;justify-content:space-between;margin-bottom:.6rem}
.found-head h1{font-size:1.5rem;margin:0;overflow-wrap:anywhere}
.found-head code{font-size:.8em;font-weight:400}
.sorts,.exports{font-size:.9rem;color:var(--quiet);margin:0}
.exports a{color:var(--ink)}
.sorts a{color:var(--ink);margin-inline-start:.5rem}
.sorts [aria-current],.pager [aria-current]{font-weight:700;text-decoration:none}
.chips{display:flex;flex-wrap:wrap;gap:.4rem;margin:0 0 1rem}
.chips a{display:inline-block;border:1px solid var(--quiet);border-radius:1rem;padding:.15rem .8rem;text-decoration:none;font-size:.9rem;overflow-wrap:anywhere}
.chips a:hover{background:var(--ground)}
.hit{margin:0}
.hits .hit{border-top:1px solid var(--rule);padding:1rem 0 1.1rem}
.hits h2{font-size:1.22rem;margin:.25rem 0 .15rem}
.hits h2 a{text-decoration-color:transparent}
.hits h2 a:hover{text-decoration-color:currentColor}
.hit-head,.hit-people,.snippet{margin:0}
.hit-head{display:flex;flex-wrap:wrap;gap:0 1.1rem;font-size:.85rem;color:var(--quiet)}
.hit-head .number{margin-inline-start:auto}
.hit-people{font-size:.93rem}
.snippet{font:1rem/1.5 var(--serif);color:var(--quiet);max-width:44rem;margin-top:.3rem}
.snippet mark{color:var(--ink)}
.pager{border-top:1px solid var(--ink);padding-top:1rem;font-size:.95rem}
.pager a{display:inline-block;padding:.25rem .55rem}
.relaxations li{padding:.3rem 0;border-bottom:1px solid var(--rule);max-width:40rem}

.banner{--cut:var(--tone-ground);display:grid;grid-template-columns:minmax(11rem,auto) 1fr;gap:.3rem 1.8rem;background:var(--tone-ground);border:1px solid var(--tone);border-inline-start-width:.5rem;padding:1rem 1.3rem;margin-bottom:2rem}
.banner .label{display:flex;gap:.55rem;align-items:center;margin:0;align-self:start;font-size:1.12rem;color:var(--tone);letter-spacing:.01em}
.banner .label .shape{width:1.5em;height:1.5em}
.banner .why{max-width:46rem}
.banner p{margin:0 0 .4rem}
.banner .why>p:first-child{font:1.08rem/1.5 var(--serif)}
.banner .reasons,.banner .marks{font-size:.92rem;margin-bottom:.4rem}
.banner .reasons li,.banner .marks li{padding-inline-start:1.2rem;position:relative}
.banner .reasons li::before{content:"–";position:absolute;inset-inline-start:0}
.banner .marks li::before{content:"+";position:absolute;inset-inline-start:0}
.banner .key,.banner .more{font-size:.92rem}
.banner .more{margin:0}
.banner.v-unverified{border-color:var(--rule)}
.banner.v-verified-repaired{border-inline-start-width:1px;padding-inline-start:calc(1.3rem + .5rem - 1px);background:repeating-linear-gradient(135deg,var(--tone) 0 5px,transparent 5px 9px) 0 0/calc(.5rem - 1px) 100% no-repeat var(--tone-ground)}
.banner.v-headers-verified{background:var(--paper);border-style:dashed;border-inline-start-style:solid}
.banner.v-contradicted{background:var(--against-band);color:var(--on-against);border-color:var(--against-band)}
.banner.v-contradicted .label,.banner.v-contradicted .shape{color:inherit}
.banner.v-contradicted{--cut:var(--against-band)}

.mail-head h1{font-size:clamp(1.6rem,1.2rem + 1.8vw,2.2rem);margin-bottom:.2rem}
.neighbours{display:flex;flex-wrap:wrap;gap:0 1.2rem;font-size:.9rem;margin-bottom:1rem}
.trail{color:var(--quiet);margin-inline-start:auto;overflow-wrap:anywhere}
.trail a{color:var(--ink)}
.fields{border:solid var(--rule);border-width:1px 0;padding:.5rem 0}
.fields div{display:grid;grid-template-columns:5.5rem 1fr;gap:.8rem;padding:.14rem 0}
.fields dt,.identity dt,.facts dt{color:var(--quiet);font-size:.92rem}
.fields dd{padding-inline-start:1.6rem;position:relative;overflow-wrap:anywhere}
.fields .mark{position:absolute;inset-inline-start:0}
.mark{display:inline-block;width:1.3em;font-family:var(--sans)}
.mark.uncovered{color:var(--quiet)}
.legend{font-size:.82rem;color:var(--quiet);margin:.5rem 0 0}
details.inline{display:inline}
details.inline summary{display:inline;text-decoration:underline}
.tabs{margin:1.6rem 0 1.6rem;border-bottom:1px solid var(--ink);font-size:.95rem}
.tabs ul{gap:0 1.6rem!important}
.tabs a{display:inline-block;padding:.45rem 0;text-decoration:none;border-bottom:3px solid transparent}
.tabs a:hover{border-bottom-color:var(--quiet)}
.tabs [aria-current]{font-weight:700;border-bottom-color:var(--ink)}
.with-margin{display:grid;grid-template-columns:minmax(0,1fr) 16.5rem;gap:0 3.5rem}
.own,.quote blockquote{font:1.1rem/1.62 var(--serif);white-space:pre-wrap;overflow-wrap:anywhere;max-width:44rem;unicode-bidi:plaintext;tab-size:4}
.own{margin:0 0 1.2rem}
.quote{margin:0 0 1.2rem;max-width:44rem}
.quote summary{font-size:.92rem;color:var(--quiet);border-inline-start:3px solid var(--rule);padding:.25rem .8rem}
.quote summary:hover{color:var(--ink);border-color:var(--quiet)}
.quote blockquote{margin:0;padding:.4rem 0 .4rem .95rem;border-inline-start:3px solid var(--rule);color:var(--quiet);font-size:1.02rem}
.unsigned-tail{border:1px dashed var(--quiet);padding:.8rem 1.1rem 0;margin:1.5rem 0;max-width:46rem}
.margin{font-size:.9rem}
.margin h2{font-size:1rem;margin:0 0 .4rem;padding-bottom:.2rem;border-bottom:1px solid var(--ink)}
.margin section{margin-bottom:2rem}
.attachments li,.near li{padding:.35rem 0;border-bottom:1px solid var(--rule)}
.attachments a{overflow-wrap:anywhere}
.attachments span{display:block;color:var(--quiet)}
.near .verdict{display:block;font-size:.85rem}
.near{margin-bottom:.6rem}
.hash{overflow-wrap:anywhere;color:var(--quiet);font-size:.78rem}
.identity dd{margin-bottom:.5rem;overflow-wrap:anywhere}

.evidence .signature{border-top:1px solid var(--rule);padding-top:.2rem;margin-top:1.8rem;max-width:56rem}
.evidence h2 .result{font-weight:400;font-style:italic}
.decides{font-weight:600}
.facts div{display:grid;grid-template-columns:9.5rem 1fr;gap:1rem;padding:.32rem 0;border-bottom:1px solid var(--rule)}
.facts dd{overflow-wrap:anywhere}
.facts+details{margin-top:.7rem}
.cautions{list-style:disc;padding-inline-start:1.2rem;margin-bottom:1rem}
.evidence ol{list-style:decimal;padding-inline-start:1.4rem}
details pre,.source pre{background:var(--ground);padding:.8rem 1rem;margin:.4rem 0 1rem}
.source pre{line-height:1.45;white-space:pre;overflow-x:auto;overflow-wrap:normal}
.headers td:first-child{width:1.6rem;padding-inline-end:.2rem}
.headers th[scope=row]{font-weight:600;white-space:nowrap}
.headers pre{min-width:18rem}
.path{max-width:56rem}
.path li{position:relative;padding:0 0 1rem 1.6rem;border-inline-start:1px solid var(--quiet);margin-inline-start:.4rem}
.path li:last-child{border-color:transparent}
.path li::before{content:"";position:absolute;inset:.45em auto auto -.32rem;width:.6rem;height:.6rem;border-radius:50%;background:var(--ink)}
.path p{margin:0;font-size:.93rem}
.path .note{margin-bottom:1rem}
.path .delay{color:var(--quiet)}
.delay-bar{display:block;max-width:22rem;margin:.2rem 0 .1rem}
.delay-bar line{stroke:var(--rule)}
.delay-bar rect{fill:var(--quiet)}
.delay-bar.backwards rect{fill:none;stroke:var(--quiet);stroke-dasharray:2 1.5}
.route>span{margin-inline-end:.35rem;overflow-wrap:anywhere}
.clause{color:var(--quiet)}
.path .place{font-size:.85rem;color:var(--quiet)}
.holding li{display:inline-block;margin-inline-end:1.4rem}
.formatted iframe{display:block;width:100%;height:75vh;min-height:24rem;border:1px solid var(--rule);background:#fff;resize:vertical}

.domain h2{padding-bottom:.25rem;border-bottom:1px solid var(--ink);overflow-wrap:anywhere}
.domain .signed{font:.85rem var(--sans);margin-inline-start:.8rem}
.selector{padding:.2rem 0 .4rem;border-bottom:1px solid var(--rule)}
.selector:target{background:var(--ground);box-shadow:-.6rem 0 var(--ground),.6rem 0 var(--ground)}
.selector h3{overflow-wrap:anywhere}
.selector h3 .note{font:.88rem var(--sans);margin-inline-start:.6rem}
.selector h3 a{text-decoration:none}
.selector>ul>li{display:grid;grid-template-columns:11rem 19rem minmax(0,1fr);gap:.2rem 2rem;padding:.35rem 0;font-size:.92rem}
.selector p{margin:0;overflow-wrap:anywhere}
.selector .conflict{font-weight:600;max-width:52rem;margin:.2rem 0 .3rem}
.selector .tier{display:block;color:var(--quiet)}
.selector summary{color:var(--quiet)}
.remarks li{font-weight:600}
.sightings{display:block;margin:.35rem 0 .25rem}
.sightings line{stroke:var(--rule)}
.sightings rect{fill:var(--ink)}
.sightings .open{stroke:var(--ink);stroke-dasharray:2 1.5}
.chooser{display:flex;flex-wrap:wrap;gap:.5rem .7rem;align-items:center;margin-bottom:1rem}
.chooser input,.chooser button{font:inherit;padding:.3rem .6rem;border:1px solid var(--quiet);border-radius:2px;background:var(--paper);color:inherit;min-width:0}
.filter{margin:0 0 1.2rem;max-width:34rem}
.filter label{display:block;font-size:.9rem;color:var(--quiet);margin-bottom:.2rem}
.filter-line{display:flex;gap:.5rem}
.filter input{flex:1;min-width:0;font:1rem/1.4 var(--sans);padding:.45rem .7rem;border:1px solid var(--quiet);border-radius:2px;background:var(--paper);color:inherit;appearance:none}
.filter button{font:600 .95rem var(--sans);padding:.45rem 1rem;border:1px solid var(--ink);border-radius:2px;background:var(--paper);color:inherit;cursor:pointer}
span.person a,.hit-people a,.file-mail a:not(:last-child){text-decoration-color:var(--rule)}
span.person a:hover,.hit-people a:hover,.file-mail a:hover{text-decoration-color:currentColor}
.people th[scope=row]{overflow-wrap:anywhere;width:44%}
.people .address{display:block;font-size:.85rem}
.people th a[title]{white-space:nowrap}
.people [aria-sort] a{font-weight:700;text-decoration-thickness:2px}
.people [aria-sort=descending] a::after{content:" ↓"}
.people [aria-sort=ascending] a::after{content:" ↑"}
.people .span{color:var(--quiet);padding-inline-start:2rem}
.people thead th:last-child{padding-inline-start:2rem}
.people .span-below{display:none;font-size:.85rem;color:var(--quiet)}
.day{white-space:nowrap}
.person-head h1{margin-bottom:.1rem;overflow-wrap:anywhere}
.person-head .address{overflow-wrap:anywhere;margin-bottom:1rem}
.to-mail a{display:inline-block;margin-inline-end:1.4rem;padding:.2rem 0}
.verdict-list .row{flex:1;display:grid;grid-template-columns:1.1rem 4.4rem 1fr;gap:.6rem;align-items:baseline}
.years{max-width:48rem}
.years th[scope=row]{width:4rem}
.years .figure{width:4.5rem;padding-inline-end:.7rem}
.years .measure{vertical-align:middle}
.years+.note,.counts+.note{margin-top:.6rem}
.years svg{display:block;overflow:visible}
.years rect{fill:var(--ink)}
.years .received rect{fill:var(--rule);stroke:var(--quiet);stroke-width:1}
.counts li>span:first-child{min-width:0;overflow-wrap:anywhere}
.kinds{font-size:.92rem;margin-bottom:1rem}
.kinds ul{gap:.3rem 1.2rem!important}
.kinds a{display:inline-block;padding:.2rem 0}
.kinds [aria-current]{font-weight:700;text-decoration-thickness:2px}
.tally{margin-bottom:.3rem}
.files{margin-top:.8rem}
.files li{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:.1rem 2rem;border-top:1px solid var(--rule);padding:.75rem 0 .8rem}
.files p{margin:0}
.file-name{font:1.08rem/1.4 var(--serif);overflow-wrap:anywhere}
.download{font:.85rem var(--sans);white-space:nowrap;margin-inline-start:.9rem;color:var(--quiet)}
.download:hover{color:var(--ink)}
.file-facts{font-size:.88rem;color:var(--quiet);text-align:end}
.file-facts a{color:var(--ink)}
.file-facts>*+*::before{content:"· "}
.file-facts .type{display:none}
.file-mail{grid-column:1/-1;font-size:.92rem;overflow-wrap:anywhere}
.file-mail .when{color:var(--quiet);margin-inline:.3rem}
.attachment h1{overflow-wrap:anywhere}
.hand-over .download{font-size:1rem;font-weight:600;margin:0 1rem 0 0;color:var(--ink)}
.attachment .facts,.attached .facts{max-width:56rem}
.places li{padding:.45rem 0;border-bottom:1px solid var(--rule);overflow-wrap:anywhere;font-size:.95rem}
.places .when{color:var(--quiet);margin-inline:.3rem}
.attached h2{font-size:1.15rem;margin-top:1.6rem;overflow-wrap:anywhere}
.elsewhere{white-space:nowrap}
.ledger th[scope=row]{overflow-wrap:anywhere;min-width:12rem}
.glossary div,.examples-list div{display:grid;grid-template-columns:minmax(15rem,20rem) 1fr;gap:.2rem 1.5rem;padding:.6rem 0;border-bottom:1px solid var(--rule)}
.glossary dd{font:1.02rem/1.5 var(--serif);max-width:40rem}
.glossary dt{font-weight:600}
.glossary .count{font-weight:400;font-size:.85rem;display:block;margin-inline-start:1.3rem}
.glossary div:target{background:var(--ground)}
.pointer{font-size:1.05rem;padding:.9rem 1rem;background:var(--ground);overflow-x:auto;white-space:pre}

@media (max-width:56rem){
.with-rail,.with-margin{grid-template-columns:minmax(0,1fr);grid-template-areas:"found" "rail"}
.with-margin{grid-template-areas:none}
.margin{margin-top:2rem}
.rail{margin-top:2.5rem;border-top:3px solid var(--ink);padding-top:.8rem}
.to-filters{display:block;margin:0;font-size:.9rem}
.banner{grid-template-columns:1fr;gap:.6rem}
.rail .value,.rail .exclude{padding-block:.45rem}
.glossary div,.examples-list div{grid-template-columns:1fr}
}
@media (max-width:34rem){
.selector>ul>li{grid-template-columns:minmax(0,1fr)}
.domain .signed{display:block;margin:.2rem 0 0}
.masthead{grid-template-columns:minmax(0,1fr)}
.fields div,.facts div{grid-template-columns:1fr;gap:0;padding:.25rem 0}
.figures .span{margin-inline-start:0}
.searchbox button{padding-inline:.9rem}
.trail{margin-inline-start:0;flex-basis:100%}
.people th,.people td{padding-inline-end:.5rem}
.people .span-below{display:block}
.people th[scope=row]{width:auto}
.people .figure{width:1%}
.people .span,.people thead th:last-child{display:none}
.files li{grid-template-columns:minmax(0,1fr)}
.file-facts{text-align:start}
.years .figure{width:3.4rem}
.elsewhere{white-space:normal}
}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
@media print{
:root{${light};--paper:#fff}
body{max-width:none;padding:0;font-size:10.5pt}
search,nav,.skip,.rail,.to-filters,.chips,.sorts,.exports,.pager,.formatted{display:none!important}
.with-rail,.with-margin{display:block}
.banner,.bar{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.hit,.signature,.banner{break-inside:avoid}
details.quote::details-content{content-visibility:visible;block-size:auto}
.mail-head{margin-bottom:1.2rem}
.neighbours a,.banner .more,.histogram details{display:none}
a{text-decoration:none}
footer{margin-top:1rem}
}
`;

/** Changes whenever the stylesheet does, so that a browser may keep it for ever (FNV-1a, 32 bits: no secret is kept by it). */
export const stylesheetVersion = fingerprint(stylesheet);

/** A stylesheet with its own version, which its address carries. */
export interface Stylesheet {
  readonly text: string;
  readonly version: string;
}

/** The stylesheet of an archive that has a colour of its own, or has none. */
export function stylesheetWith(accent: Accent | undefined): Stylesheet {
  if (accent === undefined) return { text: stylesheet, version: stylesheetVersion };
  const text = `${stylesheet}:root{--accent:${accent}}\n`;
  return { text, version: fingerprint(text) };
}

function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  return hash.toString(36);
}
