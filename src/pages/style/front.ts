/** The front page, which has a masthead of its own, and the lists of figures that other pages take from it. */
export const frontRules = `
.front .masthead{grid-template-columns:minmax(0,1fr);justify-items:center;text-align:center;padding-top:clamp(1.5rem,5vw,3.2rem);border-bottom:0;margin-bottom:0}
.front .masthead::after{content:none}
.front .nameplate{width:100%}
.front .nameplate h1{font-size:clamp(2.1rem,1.2rem + 4.6vw,4.1rem);letter-spacing:.01em;padding-bottom:.5rem}
.front .masthead nav{width:100%;border:solid var(--accent);border-width:3px 0 1px;padding:.35rem 0;margin-bottom:.9rem}
.front .masthead nav ul{justify-content:center}
.front search{width:100%}
.front .searchbox input{font-size:1.15rem;padding:.75rem 1rem}
.examples{display:flex;flex-wrap:wrap;gap:0 .9rem;font-size:.9rem;color:var(--quiet);line-height:2}
.examples a{color:var(--ink);overflow-wrap:anywhere}
.figures{display:flex;flex-wrap:wrap;gap:.3rem 2.4rem;align-items:baseline;padding:1rem 0;margin:.8rem 0 0;border:solid var(--rule);border-width:1px 0;font-variant-numeric:tabular-nums}
.figures strong{font:600 1.7rem/1.2 var(--serif)}
.figures .span strong{font-size:1.15rem}
.figures .span{margin-inline-start:auto}
.proportion{display:block;border-radius:1px;overflow:hidden;margin:.2rem 0 1rem}
.verdict-list{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,20.5rem),1fr));gap:0 2.2rem}
.verdict-list li{display:flex;gap:.8rem;align-items:baseline;border-bottom:1px solid var(--rule);padding:.35rem 0}
.verdict-list a,.verdict-list .row{flex:1;text-decoration:none;display:grid;grid-template-columns:1rem 3.3rem 1fr;gap:.6rem;align-items:baseline}
.verdict-list .shape{align-self:start;margin-top:.28em}
.verdict-list a:hover .label{text-decoration:underline}
.verdict-list strong{text-align:end;font-variant-numeric:tabular-nums}
.verdict-list .label{color:var(--tone)}
.verdict-list .v-headers-verified .label{color:var(--ink)}
.verdict-list .share{color:var(--quiet);font-size:.85rem;font-variant-numeric:tabular-nums}
.columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,22rem),1fr));gap:0 3.5rem}
.columns [aria-labelledby=meaning]:nth-child(3){grid-column:1/-1;columns:22rem 2;column-gap:3.5rem}
.columns [aria-labelledby=meaning] h2{column-span:all}
.columns [aria-labelledby=meaning] p{break-inside:avoid}
.counts li{display:flex;justify-content:space-between;gap:1rem;border-bottom:1px solid var(--rule);padding:.3rem 0}
.counts a{overflow-wrap:anywhere}
`;
