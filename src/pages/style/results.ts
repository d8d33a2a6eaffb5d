/** What a search found: rail, chips, hits, pages. */
export const resultRules = `
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
.found-head h1{margin:0;overflow-wrap:anywhere}
.found .found-head h1{font-size:1.5rem;flex-basis:100%}
.found-head code{font-size:.8em;font-weight:400}
.sorts,.exports{font-size:.9rem;color:var(--quiet);margin:0}
.sorts{display:flex;flex-wrap:wrap;gap:0 .8rem}
.exports a{color:var(--ink)}
.sorts a{color:var(--ink)}
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
.relaxations{max-width:40rem;border-top:1px solid var(--rule)}
.relaxations li{display:flex;justify-content:space-between;gap:1rem;padding:.4rem 0;border-bottom:1px solid var(--rule)}
.relaxations .hopeless{color:var(--quiet)}
`;
