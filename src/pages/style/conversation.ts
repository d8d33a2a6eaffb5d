/** A thread as a conversation, where quotes are from, and the drawing of who quotes whom. */
export const conversationRules = `
.origin{font-size:.88rem;margin:-.9rem 0 1.2rem;padding-inline-start:.95rem;color:var(--quiet)}
.origin a{color:var(--ink)}
blockquote .origin{margin:.2rem 0 .4rem;padding:0}
.thread-facts{margin-bottom:.5rem}
.thread-verdicts{display:flex;flex-wrap:wrap;gap:.2rem 1.4rem;font-size:.92rem;margin-bottom:.6rem}
.thread-verdicts a{text-decoration:none}
.thread-verdicts a:hover .verdict{text-decoration:underline}
.thread-graph{margin-bottom:1rem}
.place{border-top:1px solid var(--rule);padding:.9rem 0 .4rem;max-width:48rem}
.place:target{background:var(--ground);box-shadow:-.8rem 0 var(--ground),.8rem 0 var(--ground)}
.place p{margin-bottom:.3rem}
.place .number{margin-inline-start:auto}
.place-people{font-size:1.02rem;font-weight:600}
.place-people a{text-decoration-color:var(--rule)}
.place-subject{font:600 1.05rem/1.3 var(--serif)}
.place .own{font-size:1.05rem;margin:.7rem 0 .9rem}
.place .quote{margin:.5rem 0 .9rem}
.place .origin{margin:-.7rem 0 .9rem}
.place .closing{font-size:.9rem;margin-top:0}
.place:not(.level-0){margin-inline-start:calc(var(--level)*1.5rem);padding-inline-start:1rem;border-inline-start:2px solid var(--rule)}
.level-1{--level:1}
.level-2{--level:2}
.level-3{--level:3}
.level-4{--level:4}
.level-5{--level:5}
.gap.place{border:1px dashed var(--quiet);padding:.6rem 1rem .4rem;margin-block:.6rem;font-size:.95rem}
.chain-graph{margin:0 0 1.6rem;max-width:48rem}
.chain-graph .scroll{border:1px solid var(--rule);margin:.5rem 0}
.drawing{display:flex;font-size:.92rem;width:max-content;min-width:100%;padding:.4rem .8rem .4rem .4rem}
.drawing svg{flex:none;overflow:visible}
.drawing li{height:2.4em;line-height:2.4em;white-space:nowrap}
.drawing .when{color:var(--quiet)}
.drawing .verdict{margin-inline:.3rem}
.chain-graph .way{fill:none;stroke:var(--quiet);stroke-width:1}
.chain-graph .head{fill:var(--quiet)}
.chain-graph .spot{fill:var(--paper);stroke:var(--quiet);stroke-width:.6}
.chain-graph text{font:7px var(--sans);fill:var(--ink);text-anchor:middle}
.chain-graph .w-vouches .way{stroke:var(--ink);stroke-width:1.6}
.chain-graph :is(.w-vouches,.w-contradicts,.w-disputes) .head{fill:var(--ink)}
.chain-graph .w-vouches .spot{fill:var(--ink)}
.chain-graph .w-vouches text{fill:var(--paper)}
.chain-graph .w-contradicts .way{stroke:var(--against);stroke-width:2.2}
.chain-graph .w-contradicts :is(.head,.spot){fill:var(--against);stroke:var(--against)}
.chain-graph .w-contradicts text{fill:var(--paper)}
.chain-graph .w-disputes .way{stroke:var(--ink);stroke-dasharray:5 2}
.chain-graph :is(.w-partly,.w-interleaved,.w-too-common,.w-misquotes) .way{stroke-dasharray:3 2}
.chain-graph :is(.w-unattributed,.w-nothing) .way{stroke-dasharray:1 2}
.signs{display:flex;flex-wrap:wrap;gap:.2rem 1.4rem;font-size:.88rem;margin-bottom:.5rem}
.sign{display:inline-block;width:1.5em;height:1.5em;line-height:1.4em;border:1px solid var(--quiet);border-radius:50%;text-align:center}
.sign.w-vouches{background:var(--ink);color:var(--paper);border-color:var(--ink)}
.sign.w-contradicts{background:var(--against);color:var(--paper);border-color:var(--against)}
.chain-graph details li{padding:.2rem 0}
`;
