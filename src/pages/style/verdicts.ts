/** Where the colour of a verdict shows: shapes, tags and bars. */
export const verdictRules = `
.shape{width:1em;height:1em;vertical-align:-.13em;color:var(--tone);flex:none;overflow:visible}
.ink{fill:currentColor}
.line{fill:none;stroke:currentColor;stroke-width:1.6}
.cut{fill:none;stroke:var(--cut,var(--paper));stroke-width:1.9;stroke-linecap:round;stroke-linejoin:round}
.verdict{color:var(--tone);font-weight:600;white-space:nowrap}
.verdict.v-headers-verified{color:var(--ink)}
.bar,.ground{fill:var(--fill,var(--tone))}
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
`;
