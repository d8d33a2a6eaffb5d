import type { Random } from '../random.ts';
import type { Language } from './language.ts';

/** Invented people and places, put together from pieces; the pieces are ours. */
export const FIRST_NAMES = {
  en: words(`Ada Alban Alma Amos Anselm Arlo Astrid Barnaby Bettina Bram Cecily Clement Cora Cyril Delia Dorian Edda Edmund Elspeth Emil Esme Ezra
    Fergus Flora Freya Gideon Gilda Harriet Hattie Horace Ida Ignatius Imogen Irma Ivo Jasper Joan Judith Juno Kit Lavinia Leopold Lionel Lorna Ludo Magnus
    Mabel Matilda Mina Mortimer Myrtle Ned Nell Odette Olwen Orla Oswald Otis Pearl Percy Petra Phineas Quentin Ralph Romy Rufus Sabina Saskia Selma Silas
    Sybil Thea Theo Tilda Ursula Vera Vernon Viola Walter Winifred Zelda`),
  fr: words(`Adèle Agathe Aimé Alix Ambroise Anatole Anselme Apolline Armand Aurèle Axelle Barnabé Basile Blandine Brune Capucine Célestin Clémence Clotilde
    Colombe Constant Cyprien Denise Diane Edmée Éloi Émile Ernestine Estelle Eugénie Fantine Faustin Flavie Florian Gabin Geneviève Gontran Gustave Honorine
    Hortense Isaure Jeanne Joachim Jules Justine Léandre Léonie Léopold Louison Lucette Ludivine Maël Marceline Maxence Mélisande Modeste Nestor Ninon Norbert
    Octave Oriane Pacôme Perrine Philibert Prosper Quitterie Raphaëlle Reine Rosalie Sidonie Simone Théodore Toussaint Ulysse Valère Victoire Yvonne Zélie`),
} as const;

const SURNAME_HEADS = {
  en: words(`Ash Birk Black Bram Brindle Cald Cobble Cran Dun Elder Fal Fen Gold Grim Hare Hazel Holm Ivel Kest Lang Lark Marl Mere Nettle Oaken Pell Quarr
    Raven Rush Salt Sedge Shel Stan Tarn Thistle Under Wald Wether Whin Yarrow`),
  fr: words(`Aub Barb Bell Berg Bois Bonn Bruy Castel Chant Clair Cors Dam Dulau Esp Fauv Ferr Font Gal Grang Haut Jass Lamb Laur Mal Marc Mont Nov Oliv Pel
    Pratt Rab Rom Sauv Sorb Tard Tour Val Vert Vill Viv`),
} as const;

const SURNAME_TAILS = {
  en: words(
    'bank beck borough bridge brook by combe croft dale den field ford gate grove ham hurst ley low man mere more ridge shaw side stead ton wick wood worth',
  ),
  fr: words('ade aine ange ard aud aval e eau el elle ene erin ert esse et euil ier ières ignac in ion ise oche oire on onnet ot ouin ous'),
} as const;

/** `Cobblehurst`, `Montonnet`: some 1,100 in English and 1,000 in French. */
export function makeSurname(random: Random, language: Language): string {
  const surname = random.pick(SURNAME_HEADS[language]) + random.pick(SURNAME_TAILS[language]);
  return surname.replace(/(.)\1\1/g, '$1$1');
}

const VILLAGE_HEADS = words('Bel Bru Cham Cour Bar Dor Flo Fran Gran Mer Jan Lan Lu Mar Mont Nor Cor Pon Quin Roch Sau Tre Val Ver Sar');
const VILLAGE_TAILS = words('bray cey court don fort gny lac ley lieu mont nay pierre quoy ry sac the tigny val ville zac');

/** Villages of the valley. None is meant to exist. */
export const VILLAGES = VILLAGE_HEADS.flatMap((head, at) =>
  [0, 1, 2].map((step) => head + VILLAGE_TAILS[(at * 7 + step * 5) % VILLAGE_TAILS.length]),
);

export const STREETS = {
  en: words(`Tannery Mill Quay Orchard Chapel Lantern Ferry Weaver Cooper Salt Heron Foundry Candle Ropewalk Market Saddler Willow Copper Granary Baker Pilgrim
    Station Lock Reed Harbour`).map((name, at) => `${name} ${['Street', 'Lane', 'Row', 'Hill', 'Square'][at % 5]}`),
  fr: words(`Tanneurs Tilleuls Lavandières Halles Meuniers Écluses Bateliers Cordiers Vignes Noyers Fontaines Saules Remparts Hirondelles Forges Potiers Carmes
    Jonquilles Peupliers Moissons Glycines Vergers Canuts Sabotiers`).map(
    (name, at) => `${['rue', 'chemin', 'quai', 'place', 'allée'][at % 5]} des ${name}`,
  ),
} as const;

/** The words of a text, at white space. */
export function words(text: string): string[] {
  return text.trim().split(/\s+/);
}
