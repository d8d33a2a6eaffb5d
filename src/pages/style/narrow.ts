/** What changes on a tablet and on a phone. */
export const narrowRules = `
@media (max-width:56rem){
.with-rail,.with-margin,.beside{grid-template-columns:minmax(0,1fr);grid-template-areas:"found" "rail"}
.with-margin,.beside{grid-template-areas:none}
.beside section+section{margin-top:2rem}
.margin{margin-top:2rem}
.rail{margin-top:2.5rem;border-top:3px solid var(--ink);padding-top:.8rem}
.to-filters{display:block;margin:0;font-size:.9rem}
.banner{grid-template-columns:1fr;gap:.6rem}
.rail .value,.rail .exclude{padding-block:.45rem}
.glossary div,.examples-list div{grid-template-columns:1fr}
}
@media (max-width:34rem){
.selector>ul>li{grid-template-columns:minmax(0,1fr)}
.selector .months{margin:0;max-width:none}
.domain .signed{display:block;margin:.2rem 0 0}
.masthead{grid-template-columns:minmax(0,1fr)}
.masthead nav li:first-child{display:none}
.masthead nav ul{column-gap:.78rem}
.masthead nav .language{position:absolute;inset:1.1rem 0 auto auto}
.front .masthead nav .language{inset-block-start:.4rem}
.nameplate{padding-inline-end:5rem}
.front .nameplate{padding-inline-end:0}
.front .masthead{padding-top:2.5rem}
.front .searchbox input{font-size:1rem;padding:.65rem .8rem}
.figures{display:grid;grid-template-columns:repeat(3,auto);gap:.5rem 1rem;justify-content:space-between}
.figures li{font-size:.9rem}
.figures strong{display:block;font-size:1.5rem}
.figures .span{grid-column:1/-1}
.figures .span strong{display:inline}
.masthead{row-gap:.35rem}
.searchbox input{font-size:1rem}
.facts div,.route .facts div{grid-template-columns:1fr;gap:0;padding:.25rem 0}
.api-fields th:first-child{width:42%}
.fields div{grid-template-columns:3.9rem 1fr;gap:.3rem}
.fields dt{font-size:.85rem;align-self:baseline}
.hit-head{column-gap:.8rem}
.hit-head .number{margin-inline-start:0}
.headers thead{position:absolute;clip-path:inset(50%)}
.headers tr{display:flex;flex-wrap:wrap;border-bottom:1px solid var(--rule);padding:.4rem 0}
.headers :is(th,td){border:0;padding-block:0}
.headers td:last-child{flex-basis:100%;padding-inline-start:1.6rem}
.headers pre{min-width:0}
.found-head{display:block}
.found-head>*+*{margin-top:.35rem}
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
.place:not(.level-0){margin-inline-start:calc(var(--level)*.35rem);padding-inline-start:.7rem}
}
@media (forced-colors:active){
.searchbox button,.filter button,.chooser button{background:ButtonFace;color:ButtonText;border-color:ButtonText}
.tabs a{border-bottom-color:Canvas}
.tabs [aria-current]{border-bottom-color:CanvasText}
}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
`;
