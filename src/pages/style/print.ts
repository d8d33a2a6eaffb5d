import { light } from './colours.ts';

/** On paper: no navigation, black on white, all that is folded on the screen laid open. */
export const printRules = `
@media print{
:root{${light};--paper:#fff}
body{max-width:none;padding:0;font-size:10.5pt}
search,nav,.skip,.rail,.to-filters,.chips,.sorts,.exports,.pager,.formatted{display:none!important}
.with-rail,.with-margin{display:block}
.banner,.bar{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.hit,.signature,.banner{break-inside:avoid}
details.quote::details-content{content-visibility:visible;block-size:auto}
.mail-head{margin-bottom:1.2rem}
.neighbours a,.banner .more,.to-mail,footer a,.histogram details{display:none}
a{text-decoration:none}
footer{margin-top:1rem}
}
`;
