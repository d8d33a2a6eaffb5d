import type { QuotedMessage } from './chain-message.ts';
import type { Comparison, OwnText } from './compare.ts';
import { chainWords } from './words.ts';

/**
 * The stretches of a message's own words that a quote does not vouch for, as written.
 *
 * A greeting at the head or a farewell at the foot is passed over where it has nothing but the usual words and the names of the two:
 * people trim those. All else is told, however short: a sentence of four words can be the one that was forged.
 */
export function unvouchedWords(message: QuotedMessage, own: OwnText, { unmatched }: Pick<Comparison, 'unmatched'>): string[] {
  if (unmatched.length === 0) return [];
  const names = namesOf(message);
  // A signature block below the farewell is no word of his.
  const first = own.starts[own.words.findIndex((_, index) => own.counts(index))];
  const last = own.ends[own.words.findLastIndex((_, index) => own.counts(index))];
  return unmatched.flatMap(({ start, end }) => {
    const written = own.text.slice(start, end);
    const isAtEdge = start === first || end === last;
    if (isAtEdge && chainWords(written).words.every((word) => courtesies.has(word) || names.has(word))) return [];
    return [written];
  });
}

function namesOf({ sender, addressees }: QuotedMessage): ReadonlySet<string> {
  const people = [...(sender === undefined ? [] : [sender]), ...addressees.slice(0, maxNamed)];
  return new Set(people.flatMap(({ name, address }) => chainWords(`${name ?? ''} ${address.split('@')[0]}`).words));
}

/** Of a mail to thousands: the greeting names few of them. */
const maxNamed = 50;

/** What greetings and farewells are made of. None of these words says anything. */
const courtesies: ReadonlySet<string> = new Set([
  ...[
    'hi',
    'hello',
    'hey',
    'dear',
    'all',
    'best',
    'regards',
    'kind',
    'warm',
    'wishes',
    'thanks',
    'thank',
    'you',
    'cheers',
    'sincerely',
    'yours',
    'many',
  ],
  ...[
    'hallo',
    'liebe',
    'lieber',
    'guten',
    'tag',
    'morgen',
    'grüße',
    'gruß',
    'grüsse',
    'viele',
    'beste',
    'herzliche',
    'mit',
    'freundlichen',
    'grüßen',
    'danke',
    'lg',
    'vg',
    'mfg',
  ],
  ...['bonjour', 'bonsoir', 'cher', 'chère', 'salut', 'cordialement', 'bien', 'à', 'toi', 'vous', 'merci', 'amicalement', 'bises'],
  ...['hola', 'querido', 'querida', 'estimado', 'estimada', 'saludos', 'gracias', 'un', 'saludo', 'abrazo'],
  ...['ciao', 'caro', 'cara', 'gentile', 'saluti', 'cordiali', 'grazie', 'distinti'],
  ...['olá', 'caro', 'prezado', 'prezada', 'obrigado', 'obrigada', 'cumprimentos', 'abraço', 'atenciosamente'],
  ...['beste', 'hoi', 'geachte', 'groet', 'groeten', 'vriendelijke', 'met', 'dank', 'bedankt', 'mvg'],
  ...['cześć', 'witam', 'drogi', 'droga', 'pozdrawiam', 'dziękuję', 'dzięki', 'pozdrowienia'],
  ...['привет', 'здравствуйте', 'дорогой', 'дорогая', 'уважаемый', 'уважаемая', 'с', 'уважением', 'спасибо'],
  ...['merhaba', 'sevgili', 'sayın', 'selamlar', 'saygılarımla', 'teşekkürler'],
  ...['مرحبا', 'السلام', 'عليكم', 'عزيزي', 'عزيزتي', 'شكرا', 'تحياتي', 'مع'],
]);
