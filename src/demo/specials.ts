/**
 * The rare cases: one function for each condition that the plots do not bring about by themselves. Each says which verdict the
 * mail deserves and which caution the signature.
 */
import { CAST, type Person } from './cast.ts';
import { atDate } from './clock.ts';
import { delivered, octetsOf, type Parcel, signed, signedByCustom, withField, withValue } from './delivery.ts';
import { mailbox } from './mime/compose.ts';
import { expand } from './prose/grammar.ts';
import { customOf, orderAt, SPECIAL_ORDERS } from './signers.ts';
import { draftOf, journey, posted, type SpecialContext, type SpecialMail, sent, special, without } from './special-mail.ts';

type Special = (context: SpecialContext) => readonly SpecialMail[];

const { lena, otto, claire, marthe, gaspard, tobias, wilma, felix, solange, lenaHome } = CAST;

function writer(name: string, address: string, language: 'en' | 'fr', ...signature: string[]): Person {
  return { name, first: name.split(' ')[0]!, address, client: 'thunderbird', language, signature };
}

const bank = writer('Orle Valley Bank', 'advice@orle-valley-bank.example', 'en', 'Orle Valley Bank', 'This mailbox is not read.');
const chamber = writer('Chambre de métiers', 'contact@chambre-metiers.example', 'fr');
const oldMill = writer('Alban Quarrwood', 'dispatch@old-mill-transport.example', 'en', 'Old Mill Transport');
const nordlys = writer('Edda Tarnfield', 'edda@nordlys-labs.example', 'en', 'Nordlys Labs');
const farm = writer('Ferme du Gué', 'bonjour@ferme-du-gue.example', 'fr', 'La Ferme du Gué', 'fromages, lentilles, patience');
const choir = writer('Chorale de Marnay', 'chorale@chorale-marnay.example', 'fr');
const workshop = writer('Atelier Lune', 'commandes@atelier-lune.example', 'fr', 'Atelier Lune, sérigraphie');

/** By condition. The order is that in which they come round. */
export const SPECIALS: Readonly<Record<string, Special>> = {
  'field-added': (c) => {
    const mail = posted(c, marthe, claire, 'Le prix des lampions', [
      'Bonjour Claire,',
      'Le devis est de <small>, pas un sou de plus. [Je l’ai sous les yeux|Je le garde].',
      'Marthe',
    ]);
    return [
      {
        ...mail,
        parcel: withField(mail.parcel, { name: 'Subject', value: ' Le vrai prix des lampions : 9 000 euros' }),
        intended: 'unverified',
        cautions: ['field-added'],
      },
    ];
  },
  'many-froms': (c) => {
    const both = ` ${mailbox(marthe)},\r\n\t${mailbox(gaspard)}`;
    const change = (parcel: Parcel) =>
      withField(
        withValue(parcel, 'From', () => both),
        { name: 'Sender', value: ` ${mailbox(marthe)}` },
      );
    return [
      {
        ...posted(
          c,
          marthe,
          claire,
          'Lettre commune',
          ['Madame,', 'Nous demandons <few> bancs pour <village>, [à l’ombre|face à la rivière].', 'M. Vuillemin et G. Lenoble'],
          change,
        ),
        intended: 'unverified',
        cautions: ['many-froms'],
      },
    ];
  },
  'weak-key-512': (c) => [
    special(
      c,
      bank,
      otto,
      'Your statement for <month>',
      ['Dear customer,', 'Your balance on <past> was <amount>. Reference <ref>.'],
      ['valleyBank'],
      'unverified',
      ['weak-key'],
    ),
  ],
  'weak-key-768': (c) => [
    special(
      c,
      chamber,
      claire,
      'Forum des métiers',
      ['Madame,', 'Le forum se tiendra le <soon>, <room>, avec <count> exposants.'],
      ['chambreMetiers'],
      'unverified',
      ['weak-key'],
    ),
  ],
  'revoked-key': (c) => [
    special(
      c,
      oldMill,
      lena,
      'Delivery <ref>',
      ['Hello,', 'We deliver <few> boxes on <day> before <time>. Someone must sign.'],
      ['oldMill'],
      'unverified',
    ),
  ],
  'two-signatures': (c) => [
    special(
      c,
      nordlys,
      lena,
      'Report on the sensors',
      ['Hello Lena,', 'The gauge at <village> has lost <few> days; [the others are fine|we send a new one on <soon>].', 'Edda'],
      ['nordlys', 'nordlysEd25519'],
      'verified',
    ),
  ],
  'ed25519-alone': (c) => [
    special(
      c,
      nordlys,
      otto,
      'Invoice <ref>',
      ['Dear Otto,', 'Please find our fee of <amount> for <month>, payable by <soon>.', 'Edda'],
      ['nordlysEd25519'],
      'verified',
    ),
  ],
  'testing-key': (c) => [
    special(
      c,
      farm,
      claire,
      'Panier du <soon>',
      ['Bonjour,', 'Cette semaine : lentilles, <few> fromages et [des poires|des noix].', 'La Ferme'],
      ['fermeDuGue'],
      'verified',
      ['testing-key'],
    ),
  ],
  'key-conflict': (c) => {
    const order = c.seconds > atDate('2014-06-01') || c.seconds < atDate('2014-01-01') ? 'chorale2013' : 'chorale2016';
    const conflict = order === 'chorale2013' && c.seconds > atDate('2014-06-01');
    const early = order === 'chorale2016' && c.seconds < atDate('2014-02-01');
    const paragraphs = [
      'Chers amis,',
      'Répétition <day> à <time>, <room>. [Les ténors apportent le gâteau|Prenez la partition bleue].',
      'Le bureau',
    ];
    return [
      special(
        c,
        choir,
        claire,
        'Répétition de <day>',
        paragraphs,
        early ? [] : [order],
        conflict || early ? 'unverified' : 'verified',
        conflict ? ['key-conflict'] : [],
      ),
    ];
  },
  'outside-key-window': (c) => [
    special(
      c,
      workshop,
      claire,
      'Votre commande <ref>',
      ['Bonjour,', 'Les <count> affiches sont prêtes, [séchées|encore fraîches], à retirer avant <day>.'],
      ['atelierLune'],
      'verified',
      c.seconds > atDate('2014-08-01') ? ['outside-key-window'] : [],
    ),
  ],
  'body-tail-unsigned': (c) => [lengthSigned(c, 0)],
  'body-mostly-unsigned': (c) => [lengthSigned(c, 60)],
  'signed-in-future': (c) => {
    const order = { ...orderAt(customOf('postbox.example', c.seconds)!, c.seconds), signedAtSeconds: c.seconds + 3 * 86_400 };
    const parcel = draftOf(c, gaspard, claire, 'Concours de tartes', [
      'Bonjour Claire,',
      'Je m’inscris avec <few> tartes [aux poires|aux noix].',
      'Gaspard',
    ]);
    return [sent(c, signed(parcel, order), gaspard, claire, 'unverified', ['signed-in-future'])];
  },
  expired: (c) => {
    const order = {
      ...orderAt(customOf('postbox.example', c.seconds)!, c.seconds),
      signedAtSeconds: c.seconds - 9 * 86_400,
      expiresAtSeconds: c.seconds - 2 * 86_400,
    };
    const parcel = draftOf({ ...c, seconds: c.seconds - 9 * 86_400 }, marthe, claire, 'Message resté en attente', [
      'Bonjour,',
      'Mon ordinateur dormait, [pardon pour le retard|le voici enfin]. Comptez sur moi le <soon>.',
      'Marthe',
    ]);
    return [sent(c, signed(parcel, order), marthe, claire, 'verified', ['expired'])];
  },
  'type-unsigned': (c) => [twoReadings(c)],
  'no-date': (c) => [
    posted(c, lenaHome, lena, 'Note to self: <the.things>', ['Remember the <the.things> for <day>, and ring <person>.', 'L'], (parcel) =>
      without(parcel, 'Date'),
    ),
  ],
  'broken-header': (c) => {
    const parcel = withField(
      draftOf(c, solange, lena, 'Two questions', [
        'Dear Lena,',
        'Who signed the order of <past>, and who paid the <amount>?',
        'Solange Mercœur',
      ]),
      { name: 'X-Scanner', value: ' ok\r\nthis line has no colon and belongs to no field' },
    );
    return [sent(c, parcel, solange, lena, 'unverified')];
  },
  'malformed-signature': (c) => {
    const parcel = withField(
      draftOf(c, tobias, lena, 'Line for <day>', ['Lena,', 'We say: “[no comment|ask Otto|it is in the minutes]”. T.']),
      { name: 'DKIM-Signature', value: ' v=1; a=rsa-sha256; d=halden-campaign.example; s=2014a; bh=; h=From' },
    );
    return [sent(c, parcel, tobias, lena, 'unverified')];
  },
  'damaged-signature': (c) => {
    const mail = posted(c, marthe, claire, 'La clé de la remise', [
      'Bonjour,',
      'La clé est [sous le pot|chez <person>|sur la porte]. Rendez-la avant <day>.',
      'Marthe',
    ]);
    const damage = (value: string) =>
      value.replace(/(\tb=.{20})(.{8})/, (_all, kept: string, cut: string) => kept + [...cut].reverse().join(''));
    return [{ ...mail, parcel: withValue(mail.parcel, 'DKIM-Signature', damage), intended: 'unverified' }];
  },
  'signed-by-other': (c) => {
    // The Gazette's journalist writes from her provider's web page.
    const parcel = draftOf(c, solange, claire, 'Votre délibération', [
      'Madame,',
      'Puis-je lire la délibération du <past> ? Elle citerait <amount>.',
      'Solange Mercœur',
    ]);
    return [
      sent(
        c,
        signed(parcel, orderAt(customOf('postbox.example', c.seconds)!, c.seconds)),
        { ...solange, address: 'solange.mercoeur@postbox.example' },
        claire,
        'unverified',
      ),
    ];
  },
  'attached-message': (c) => {
    const inner = draftOf({ ...c, seconds: c.seconds - 86_400 }, felix, wilma, 'Bus timetable for <village>', [
      'Dear Wilma,',
      'The bus to <village> leaves at <time> from <soon> on.',
      'Félix Aubraye',
    ]);
    const octets = octetsOf(
      delivered(
        signedByCustom(inner, customOf('region-orle.example', c.seconds), c.seconds - 86_400),
        journey(felix, wilma, c.seconds - 86_400),
        c.random,
      ),
    );
    const attachment = { name: 'Bus timetable.eml', type: 'message/rfc822', octets };
    const parcel = draftOf(
      c,
      wilma,
      lena,
      'FW: Bus timetable',
      ['Lena,', 'The whole mail is attached, [so that nothing is lost|as you like it].', 'W.'],
      { attachments: [attachment] },
    );
    const custom = customOf('halden-campaign.example', c.seconds);
    return [sent(c, signedByCustom(parcel, custom, c.seconds), wilma, lena, custom?.intended ?? 'unverified')];
  },
  'altered-copy': (c) => {
    // What a forger would do: the same mail again, unsigned, with a nought more.
    const sum = c.random.between(12, 89) * 100;
    const mail = posted(c, gaspard, claire, 'Somme pour la fanfare', [
      'Bonjour Claire,',
      `La fanfare accepte de venir pour ${sum} euros, repas compris. C’est écrit et signé.`,
      'Gaspard',
    ]);
    const fields = mail.parcel.fields.filter((field) => field.name !== 'DKIM-Signature' && field.name !== 'Received');
    const forged = { fields, body: mail.parcel.body.replace(`pour ${sum}`, `pour ${sum}0`) };
    return [mail, { ...mail, parcel: forged, intended: 'unverified' }];
  },
  uuencoded: (c) => {
    const lines = [
      'Otto,',
      '',
      expand('The list of <month>, from the old machine.', c.random, c.slots),
      '',
      ...uuencode('list.txt', expand('<count> <things>, <count> <things>, <count> <things>\n', c.random, c.slots)),
      '',
    ];
    const parcel = draftOf(c, writer('Amos Ferryman', 'amos@ferry-house.example', 'en'), otto, 'list.txt', ['']);
    return [sent(c, { ...parcel, body: lines.join('\r\n') }, writer('Amos', 'amos@ferry-house.example', 'en'), otto, 'unverified')];
  },
};

/** `l=`: all of the body or only so many octets are signed; then the workshop's server adds its offer at the foot. */
function lengthSigned(c: SpecialContext, octets: number): SpecialMail {
  const paragraphs = [
    'Bonjour,',
    'Vos <count> badges sont imprimés, numéro <ref>. Le solde est de <small>, à régler [au comptoir|par virement] avant le <soon>.',
    'À bientôt,\nAtelier Lune',
  ];
  const parcel = draftOf(c, workshop, claire, 'Badges <ref>', paragraphs);
  const bodyLength = octets === 0 ? parcel.body.length : octets;
  const whole = signed(parcel, { ...SPECIAL_ORDERS.atelierLune, bodyLength });
  const offer = '\r\nOffre du mois : cent cartes au prix de soixante.\r\n';
  return sent(
    c,
    { fields: whole.fields, body: whole.body + offer },
    workshop,
    claire,
    octets === 0 ? 'verified-partly' : 'headers-verified',
    ['body-tail-unsigned'],
  );
}

/** The boundary in Content-Type was changed after signing, so that another text is shown; Content-Type was not covered. */
function twoReadings(c: SpecialContext): SpecialMail {
  const part = (text: string) => `Content-Type: text/plain; charset=us-ascii\r\n\r\n${text}\r\n`;
  const body = [
    `--shown\r\n${part(expand('The committee offers <amount> and not more.', c.random, c.slots))}--shown--\r\n`,
    `--hidden\r\n${part(expand('The committee offers whatever you ask.', c.random, c.slots))}--hidden--\r\n`,
  ].join('');
  const plain = draftOf(c, lenaHome, otto, 'Offer of the committee', ['']);
  const fields = without(without(plain, 'Content-Type'), 'Content-Transfer-Encoding').fields;
  const typed = { fields: [...fields, { name: 'Content-Type', value: ' multipart/mixed; boundary="shown"' }], body };
  const order = orderAt(customOf('postbox.example', c.seconds)!, c.seconds);
  const whole = signed(typed, { ...order, fields: ['From', 'To', 'Cc', 'Subject', 'Date', 'Message-ID'] });
  return sent(
    c,
    withValue(whole, 'Content-Type', (value) => value.replace('shown', 'hidden')),
    lenaHome,
    otto,
    'unverified',
    ['type-unsigned'],
  );
}

/** As `uuencode` of old Unix writes it (POSIX.1-2017, XCU, uuencode). */
function uuencode(name: string, text: string): string[] {
  const octets = Buffer.from(text, 'utf8');
  const letter = (six: number) => String.fromCharCode(six === 0 ? 0x60 : six + 0x20);
  const lines = [`begin 644 ${name}`];
  for (let at = 0; at < octets.length; at += 45) {
    const row = octets.subarray(at, at + 45);
    let line = letter(row.length);
    for (let i = 0; i < row.length; i += 3) {
      const three = (row[i]! << 16) | ((row[i + 1] ?? 0) << 8) | (row[i + 2] ?? 0);
      line += letter(three >> 18) + letter((three >> 12) & 63) + letter((three >> 6) & 63) + letter(three & 63);
    }
    lines.push(line);
  }
  return [...lines, '`', 'end'];
}
