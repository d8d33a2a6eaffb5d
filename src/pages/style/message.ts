/** A message: its banner, head, tabs, text, evidence, headers and source. */
export const messageRules = `
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
.banner.v-headers-verified{background:var(--paper);border-inline-start-style:double}
.banner.v-headers-verified .label{color:var(--ink)}
.banner.v-headers-verified .shape{color:var(--tone)}
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
.fields.unmarked dd{padding-inline-start:0}
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
.own,.quote blockquote div,.quote .attribution{font:1.1rem/1.62 var(--serif);white-space:pre-wrap;overflow-wrap:anywhere;max-width:44rem;unicode-bidi:plaintext;tab-size:4}
.own{margin:0 0 1.2rem}
.closing{font-size:.95rem;color:var(--quiet)}
.quote{margin:0 0 1.2rem;max-width:44rem}
.quote summary{font-size:.92rem;color:var(--quiet);border-inline-start:3px solid var(--rule);padding:.25rem .8rem}
.quote summary:hover{color:var(--ink);border-color:var(--quiet)}
.quote blockquote{margin:0;padding:.4rem 0 .4rem .95rem;border-inline-start:3px solid var(--rule);color:var(--quiet)}
.quote blockquote div{font-size:1.02rem}
.quote blockquote blockquote{margin:.5rem 0}
.quote .attribution{font-size:.92rem;margin:0;padding:.4rem 0 .2rem;color:var(--quiet)}
.quote>.attribution{padding-inline-start:.95rem;border-inline-start:3px solid var(--rule)}
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
.facts div{display:grid;grid-template-columns:9.5rem 1fr;gap:1rem;align-items:baseline;padding:.32rem 0;border-bottom:1px solid var(--rule)}
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
.beside{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:0 2.4rem;margin-top:1.2rem}
.beside h2{font-size:1rem;margin:0 0 .6rem;padding-bottom:.2rem;border-bottom:1px solid var(--ink)}
.beside iframe{display:block;width:100%;height:75vh;min-height:24rem;border:1px solid var(--rule);background:#fff;resize:vertical}
.beside .own,.beside blockquote{font-size:1rem}
.pairs>li{border-top:1px solid var(--rule);padding:.4rem 0 1rem}
.aligned{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,17rem),1fr));gap:0 2rem}
.aligned h4{font-size:.92rem;font-weight:400;color:var(--quiet);margin:.8rem 0 .3rem}
.aligned-text{font:1rem/1.55 var(--serif);white-space:pre-wrap;overflow-wrap:anywhere}
.aligned .differing{outline:2px solid var(--ink);outline-offset:-1px}
.aligned .lacking{background:none;font-weight:400;color:var(--quiet);text-decoration:underline dotted}
.aligned .harmless{background:none;font-weight:400;text-decoration:underline}
`;
