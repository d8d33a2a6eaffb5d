/** Keys, people and attachments; what verdicts mean; a query that cannot be read. */
export const listRules = `
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
.selector .months{margin:0 0 0 13rem;max-width:19rem}
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
.findings-list{list-style:none;padding:0;margin:0;max-width:64rem}
.findings-list>li{border-top:1px solid var(--rule);padding:1rem 0 1.3rem}
.finding p{margin:0}
.finding h2{font-size:1.22rem;margin:0 0 .3rem;display:flex;flex-wrap:wrap;gap:.2rem .8rem;align-items:center}
.how-telling{font:600 .78rem/1.5 var(--sans);border:1px solid var(--quiet);border-radius:2px;padding:0 .45rem;color:var(--ink)}
.how-telling.w-strong{background:var(--ink);border-color:var(--ink);color:var(--paper)}
.how-telling.w-weak{border-color:var(--rule);color:var(--quiet)}
.finding .shows{font:1.05rem/1.5 var(--serif);max-width:46rem;overflow-wrap:anywhere}
.finding .two,.weighing{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,17rem),1fr));gap:.8rem 2rem;margin:.8rem 0}
.finding .one{border-inline-start:2px solid var(--rule);padding-inline-start:.9rem;font-size:.93rem;overflow-wrap:anywhere}
.finding .subject{font:1.02rem/1.4 var(--serif)}
.finding .when{font-size:.85rem;color:var(--quiet)}
.weighing{font-size:.92rem}
.weighing dt{color:var(--quiet);font-size:.85rem}
.weighing dd{margin:0}
.weighing ul{list-style:none;margin:0;padding:0}
.weighing li{padding-inline-start:1.1rem;text-indent:-1.1rem}
.weighing li::before{content:"–";display:inline-block;width:1.1rem;text-indent:0;color:var(--quiet)}
.finding .more{margin-top:.6rem;font-size:.92rem}
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
.glossary .verdict{white-space:normal}
.glossary .count{font-weight:400;font-size:.85rem;display:block;margin-inline-start:1.3rem}
.glossary div:target{background:var(--ground)}
.pointer{margin-top:1rem;margin-bottom:1.2rem;max-width:56rem;font-size:1.05rem;padding:.9rem 1rem;background:var(--ground);overflow-x:auto;white-space:pre}
nav.api-contents ul{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,22rem),1fr));gap:.5rem 2rem}
.api-contents a{display:block}
.api-contents li{font-size:.92rem;color:var(--quiet)}
.route{border-top:1px solid var(--rule);margin-top:1.8rem;padding-top:.4rem}
.route :is(.facts,table){max-width:56rem}
.route table{table-layout:fixed;margin-top:.6rem}
.wanted table{table-layout:fixed;max-width:44rem}
.wanted :is(td,th){overflow-wrap:anywhere}
.wanted td.number{text-align:end}
.wanted th:last-child{text-align:end;width:26%}
.api-fields th:first-child{width:15.5rem;overflow-wrap:anywhere}
.api-fields tbody th{font:.875em var(--mono)}
.api-fields small{font:.9rem var(--sans);color:var(--quiet)}
.route .facts div{grid-template-columns:14.6rem 1fr}
`;
