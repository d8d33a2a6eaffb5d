/**
 * How mail programs introduce what they quote: the phrases of Gmail, Outlook, Apple Mail and Thunderbird in English, French, German,
 * Spanish, Italian, Dutch and Portuguese. Each test is linear in one line, and lines longer than an attribution are none.
 */

/**
 * Whether a text, its lines joined by spaces, is an attribution: `On 3 May 2016, Alice <alice@a.example> wrote:`.
 *
 * `whole`: it begins as one does (`On`, `Le`, `Am`, a date). `end`: only its end can be told from prose (`Alice wrote:`), so it counts
 * right above quoted lines alone.
 */
export function attributionKind(text: string): 'whole' | 'end' | undefined {
  if (text.length > MAX_ATTRIBUTION_LENGTH || !endsInColon(text)) return undefined;
  const isOpened = opening.test(text);
  if (isOpened && hasDateOrAddress(text) && (verbAtEnd.test(text) || verbInside.test(text))) return 'whole';
  if (/^\d/.test(text) && isOpened && /<[^<>\s]{1,100}@[^<>\s]{1,100}>\s?:$/.test(text)) return 'whole';
  return verbAtEnd.test(text) || authorAlone.test(text) ? 'end' : undefined;
}

/** `-----Original Message-----` and the like, or a ruler such as Outlook draws above its block of header lines. */
export function separatorLine(line: string): boolean {
  return /^[_\-=*\u2500\u2014]{5,}$/.test(line);
}

/** A line that says by itself that what follows is another message. */
export function isForwardMark(line: string): boolean {
  if (line.length > 120 || !/[-_=*\u2014:]$/.test(line.slice(-1))) return false;
  const words = /^(?:[-_=*\u2014]{2,}\s?)?([^-_=*\u2014].{3,80}?)(?:\s?[-_=*\u2014]{2,}|\s?:)$/.exec(line)?.[1];
  return words !== undefined && forwardMarks.has(words.trim().toLowerCase().replaceAll('’', "'"));
}

/**
 * Whether a block of header lines begins here: From, then within a few lines Sent or Date, and To or Subject, in one language or
 * another; bold marks (`*From:*`) are looked through.
 */
export function isHeaderBlockStart(lines: readonly string[], start: number): boolean {
  const first = labelOf(lines[start]);
  if (first !== 'from' && first !== 'date') return false;
  const found = new Set<Label>([first]);
  for (let at = start + 1; at < lines.length && at - start < MAX_HEADER_LINES; at++) {
    const line = lines[at]!;
    if (/^\s*$/.test(line)) break;
    const next = labelOf(line);
    if (next !== undefined) found.add(next);
  }
  return found.has('from') && found.has('date') && (found.has('to') || found.has('subject'));
}

function endsInColon(text: string): boolean {
  const last = text.trimEnd().at(-1);
  return last === ':' || last === '：';
}

const MAX_ATTRIBUTION_LENGTH = 500;
const MAX_HEADER_LINES = 12;
/** The longest label, with its marks and the white space before it. */
const MAX_LABEL_LENGTH = 32;

const opening =
  /^(?:On|At|Le|Am|El|Il|Op|Em|W dniu|Dne|Dňa|Den|Vào|\d{1,4}[-./]\d{1,2}[-./]\d{1,4}|\d{1,2}\.? \p{L}{3,9}\.? \d{4})(?=[\s,])/u;
/** `\b` knows only ASCII letters, so what stands before the verb is spelt out. */
const verbAtEnd =
  /(?:^|[\s,>)\]*"'])(?:wrote|writes|said|says|a [ée]crit|schrieb|escribi[óo]|ha scritto|has written|schreef(?: het volgende)?|escreveu|napisał\(?a?\)?|nap[ií]?sal\(?a?\)?|пишет|пише|писал\(?а?\)?|написал\(?а?\)?|skrev|kirjoitti|写道|のメール)\s?[:：]\s*$/iu;
/** Emacs and others name the author alone: `* Alice A:`, `Alice A <alice@a.example>:`, `Excerpts from Alice's message of …:`. */
const authorAlone = /^(?:\* \S.{1,60}|[^<>]{0,80}<[^<>\s@]{1,100}@[^<>\s]{1,100}>|Excerpts from .{3,80} message of .{5,60}):$/;
const verbInside = /\s(?:schrieb|a [ée]crit|escribi[óo]|ha scritto|schreef|escreveu|skrev|wrote)\s/iu;

/** An attribution names a time or an address: a sentence that ends in "he wrote:" alone is prose. */
function hasDateOrAddress(text: string): boolean {
  return /[\d]{1,2}[:.h][\d]{2}|\b(?:19|20)\d\d\b|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|[^\s@]{1,100}@[^\s@]{1,100}/.test(text);
}

const forwardMarks: ReadonlySet<string> = new Set([
  'original message',
  'original appointment',
  'forwarded message',
  'begin forwarded message',
  'forwarded by',
  'reply message',
  'message original',
  "message d'origine",
  'message transféré',
  'message transmis',
  'début du message transféré',
  'début du message réexpédié',
  'ursprüngliche nachricht',
  'originalnachricht',
  'original-nachricht',
  'weitergeleitete nachricht',
  'anfang der weitergeleiteten nachricht',
  'mensaje original',
  'mensaje reenviado',
  'mensaje original enviado',
  'inicio del mensaje reenviado',
  'messaggio originale',
  'messaggio inoltrato',
  'inizio messaggio inoltrato',
  'oorspronkelijk bericht',
  'doorgestuurd bericht',
  'begin doorgestuurd bericht',
  'mensagem original',
  'mensagem encaminhada',
  'início da mensagem reencaminhada',
]);

type Label = 'from' | 'date' | 'to' | 'cc' | 'subject';

const labels: ReadonlyMap<string, Label> = new Map<string, Label>([
  ...named('from', 'from', 'de', 'von', 'da', 'van', 'expéditeur', 'absender', 'mittente'),
  ...named(
    'date',
    'sent',
    'date',
    'envoyé',
    'envoyé le',
    'gesendet',
    'datum',
    'enviado',
    'enviado el',
    'enviada em',
    'fecha',
    'inviato',
    'data',
    'verzonden',
  ),
  ...named('to', 'to', 'à', 'pour', 'an', 'para', 'a', 'aan', 'destinataire', 'empfänger', 'répondre à', 'reply-to', 'antwort an'),
  ...named('cc', 'cc', 'kopie', 'copie', 'copie à', 'cci', 'bcc'),
  ...named('subject', 'subject', 'objet', 'sujet', 'betreff', 'asunto', 'oggetto', 'onderwerp', 'assunto', 'onderwerp'),
]);

function named(label: Label, ...words: string[]): [string, Label][] {
  return words.map((word) => [word, label]);
}

const label = /^\s{0,8}(?:\*|[-•]\s)?\*{0,2}(\p{L}[\p{L}\s-]{0,14}?)\*{0,2}[\s\u00a0]?[:：]\*{0,2}(?=\s|$)/u;

function labelOf(line: string | undefined): Label | undefined {
  if (line === undefined || !/[:：]/.test(line.slice(0, MAX_LABEL_LENGTH))) return undefined;
  const match = label.exec(line);
  return match === null ? undefined : labels.get(match[1]!.trim().toLowerCase().normalize('NFC'));
}
