/**
 * What offices, fairs, bridges and kitchens are full of. These lists give the large archive its breadth of vocabulary: each is used
 * from the front far more often than from the back.
 */
const phrases = (text: string): string[] => text.trim().split(/\s*,\s*/);

/** Singular; the plural is regular. */
export const THINGS_EN =
  phrases(`trestle table, extension lead, leaflet, poster, folding chair, banner, clipboard, badge, ledger, envelope, projector, map, loudspeaker,
  ink cartridge, tablecloth, lantern, flagpole, gazebo, tea urn, parasol, whiteboard, stapler, hole punch, receipt book, cash box, rubber stamp, ring binder,
  first-aid kit, fire extinguisher, microphone, tripod, ladder, trolley, barrel, bench, bucket, broom, cable drum, canopy, candle, carpet, cone, crate, cushion,
  display board, doorbell, dustbin, easel, fan heater, filing cabinet, first draft, floor plan, garland, generator, gutter, hand pump, handrail, hinge, hosepipe,
  ice box, information panel, jug, kettle, key ring, lamp, letterbox, lock, marquee, measuring tape, megaphone, mop, name plate, noticeboard, oil lamp, padlock,
  paintbrush, paper cup, parcel, pavement sign, petition sheet, picnic rug, pillar box, pin board, planter, plank, postcard, pulley, radio, railing, rain cape,
  raffle ticket, road sign, rope, ruler, sack of gravel, sandbag, saucer, scaffold clamp, screen, shelf, shovel, signpost, site map, sledgehammer, speaker cable,
  spirit level, spotlight, stamp pad, steel plate, step stool, suggestion box, survey form, table lamp, tarpaulin, tent peg, thermos, ticket roll, toolbox, torch,
  towel, tray, turnstile, typewriter, umbrella, urn, valve, van, vase, visitor book, walkie-talkie, water butt, wheelbarrow, windbreak, window box, wrench,
  abacus, almanac, anvil, apron, awning, balustrade, bandstand roof, barometer, birdhouse, bollard, brazier, butter dish, calendar, canteen tray, carafe, chandelier,
  chest of drawers, clothes peg, coat hook, compass, corkboard, culvert, curtain rail, dictionary, door wedge, drain cover, drawing pin, drum, dynamo, egg timer,
  eyelet, fence post, ferry timetable, flour sack, footbridge plank, funnel, gable, goose pen, grindstone, guest list, hammock, hat stand, hearth rug, inkwell, jam jar,
  lifebelt, linen basket, magnifying glass, mailbag, millstone, moulding, napkin ring, oar, organ pipe, parapet stone, pew, quill, quilt, rain gauge, rocking chair,
  sash window, shoehorn, sieve, skylight, snow shovel, soup ladle, stove, sundial, tea towel, tide table, tinderbox, trellis, trumpet, tuning fork, waffle iron, wicket,
  windlass, wine press, yardstick, zinc bath`);

/** Feminine or masculine by the article that leads; plural regular unless in -eau or -yau. */
export const THINGS_FR =
  phrases(`une table, une chaise, un panneau, une affiche, un banc, une barrière, une rallonge, un projecteur, une nappe, un gobelet, une tente, un lampion,
  une facture, un classeur, un dossier, une enveloppe, un tampon, un registre, un plan, une carte, un micro, une enceinte, une échelle, un câble, un balai, un seau,
  une brouette, une bâche, un cadenas, une clé, une serrure, une lampe, un radiateur, une imprimante, une cartouche, une agrafeuse, une urne, un isoloir, une pancarte,
  une banderole, un fanion, un podium, un parasol, une glacière, une bouilloire, une cafetière, une marmite, un plateau, une assiette, un couvert, un torchon, une éponge,
  un extincteur, une trousse, un gilet, un casque, un cône, une pelle, une pioche, un boulon, un garde-corps, une dalle, un parapet, un appui, un joint, un drain,
  une gouttière, une tuile, une poutre, une solive, un échafaudage, un étai, une palette, un sac de ciment, un tuyau, une vanne, un compteur, un regard, une grille,
  un caniveau, une borne, un candélabre, une ampoule, un transformateur, une jardinière, un arrosoir, un sécateur, un tilleul, un rosier, une haie, une tondeuse,
  un cahier, une ardoise, un cartable, une étagère, un tabouret, un coussin, un rideau, un store, un tapis, un tableau, un cadre, un miroir, une vitrine, un présentoir,
  un chevalet, un pinceau, un rouleau, un escabeau, une corde, une poulie, une manivelle, un engrenage, une meule, un tonneau, une barrique, une bouteille, un panier,
  un cageot, une balance, un parchemin, un médaillon, une girouette, un carillon, une cloche, un vitrail, un pupitre, un orgue, une partition, un tambour, une clarinette,
  un accordéon, une guirlande, un pétard, un ballon, une corbeille, un tricycle, une bicyclette, une remorque, une charrette, une barque, une rame, une bouée, une écluse`);

export const ADJECTIVES_EN =
  phrases(`new, old, second, last, green, broken, spare, missing, large, small, borrowed, blue, wooden, folding, cheap, sturdy, wet, clean,
  heavy, painted, rusty, second-hand, temporary, waterproof, portable, electric, striped, dented, polished, antique, crooked, galvanised, laminated, unlabelled, varnished,
  lopsided, threadbare, oversized, unclaimed, weatherproof`);

export const ROOMS_EN =
  phrases(`back office, front room, cellar, meeting room, town library, old cinema, parish hall, boathouse, tram depot, gymnasium, museum annex, reading room,
  union hall, market pavilion, ferry waiting room, school kitchen, covered court, rowing club, weaving shed, archive vault`);

/** All feminine, so that "la" and "de la" fit. */
export const ROOMS_FR =
  phrases(`salle du conseil, petite salle, salle des fêtes, bibliothèque, cour de l’école, halle, maison des associations, salle des mariages,
  grange des Noyers, salle des archives, crypte, salle polyvalente, galerie du moulin, remise, serre municipale, salle d’exposition, maison du passeur, médiathèque,
  chapelle, rotonde`);

export const TRADES_EN =
  phrases(`electrician, carpenter, caterer, accountant, locksmith, surveyor, plumber, signwriter, bus company, caretaker, florist, landlord, notary, insurer,
  roofer, glazier, piano tuner, upholsterer, bookbinder, chimney sweep, stonemason, beekeeper, blacksmith, translator, archivist`);

export const TRADES_FR =
  phrases(`l’électricien, le menuisier, le traiteur, le comptable, le serrurier, le géomètre, le plombier, l’imprimeur, l’autocariste, le gardien, le fleuriste,
  le notaire, l’assureur, le couvreur, le vitrier, le maçon, le paysagiste, le relieur, le ferronnier, le tailleur de pierre, l’ébéniste, le facteur d’orgues, le luthier`);

/** `trestle table` → `trestle tables`, `sack of gravel` → `sacks of gravel`. */
export function pluralEn(thing: string): string {
  const of = thing.indexOf(' of ');
  if (of > 0) return pluralEn(thing.slice(0, of)) + thing.slice(of);
  if (thing.endsWith('shelf')) return `${thing.slice(0, -1)}ves`;
  if (/(?:s|x|ch|sh)$/.test(thing)) return `${thing}es`;
  return /[^aeiou]y$/.test(thing) ? `${thing.slice(0, -1)}ies` : `${thing}s`;
}

/** `un panneau` → `panneaux`, `un sac de ciment` → `sacs de ciment`. */
export function pluralFr(thing: string): string {
  const noun = bareFr(thing);
  const of = noun.indexOf(' de ');
  const head = of > 0 ? noun.slice(0, of) : noun;
  const plural = head === 'vitrail' ? 'vitraux' : /[ey]au$/.test(head) ? `${head}x` : /[sx]$/.test(head) ? head : `${head}s`;
  return of > 0 ? plural + noun.slice(of) : plural;
}

export function bareFr(thing: string): string {
  return thing.replace(/^une? /, '');
}
