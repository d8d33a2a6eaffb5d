/** Elements, and the few classes that any page may use. */
export const elementRules = `
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
`;
