/** What stands around every page: masthead, search box, foot. */
export const mastheadRules = `
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
.searchbox input:placeholder-shown{text-overflow:ellipsis}
.searchbox button{font:600 1rem var(--sans);padding:.6rem 1.3rem;border:1px solid var(--ink);border-radius:2px;background:var(--ink);color:var(--paper);cursor:pointer}
footer{margin-top:4rem;padding-top:.8rem;border-top:1px solid var(--rule);font-size:.85rem;color:var(--quiet);max-width:none}
`;
