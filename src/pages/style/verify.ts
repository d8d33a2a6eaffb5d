/** Verifying in the reader's browser: the form, and the steps. */
export const verifyRules = `
.verify-form{max-width:44rem;border:1px solid var(--rule);padding:1rem 1.2rem;margin:1.2rem 0}
.verify-form.over{outline:3px dashed var(--ink);outline-offset:4px}
.verify-form label{display:block;font-weight:600;margin-bottom:.2rem}
.verify-form :is(input,textarea){font:inherit;width:100%;max-width:100%;color:inherit;background:var(--paper)}
.verify-form :is(input:not([type=file]),textarea){padding:.4rem .5rem;border:1px solid var(--quiet);border-radius:2px}
.verify-form button,.action,.steps button{display:inline-block;font:600 .95rem var(--sans);padding:.45rem .9rem;border:1px solid;background:var(--paper);color:var(--ink);cursor:pointer;text-decoration:none}
.steps button{font:inherit;padding:.1rem .5rem}
.verified-here{border-top:1px solid var(--ink);margin-top:1.6rem;max-width:60rem}
.verified-here h2{margin-top:.8rem}
.verdict-line{font-size:1.12rem}
.verified-here .reasons{list-style:disc;padding-inline-start:1.2rem;margin-bottom:.8rem}
.steps{border-top:1px solid var(--rule);margin-top:1.2rem;padding-top:.6rem}
.steps h3{display:inline}
.steps h3 .result{font-weight:400;font-style:italic}
.steps h4{font:600 1rem var(--sans);margin:1.4rem 0 .3rem}
.steps>ol{list-style:none;padding:0}
.steps pre{max-height:24rem;overflow:auto}
.steps p{margin-top:.5rem}
.check-yourself{max-width:56rem}
.check-yourself pre,.evidence>pre{background:var(--ground);padding:.8rem 1rem;margin:.4rem 0 1rem}
#verify-status:empty{display:none}
progress{width:100%}
.saved :is(.masthead nav,search,footer a){display:none}
@media print{.verify-form,.steps button,.action{display:none!important}.steps pre{max-height:none}.steps::details-content{content-visibility:visible;block-size:auto}}
`;
