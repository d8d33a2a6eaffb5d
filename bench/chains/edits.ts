/** What honest people and programs do to the mail that they quote, and what somebody does who changes it. */
import type { Random } from '../../src/demo/random.ts';
import type { Language } from './languages.ts';
import { mapSentences, type Node, type Paragraph, type Sentence } from './tree.ts';
import { makeSentence } from './words.ts';

/** What is quoted of a mail, and what of that is answered below each paragraph. */
export const cuts = [
  'whole',
  'no deeper quotes',
  'no greeting',
  'end trimmed',
  'start trimmed',
  'middle trimmed',
  'middle trimmed, marked',
  'sentence trimmed',
  'answered inline',
] as const;
export type Cut = (typeof cuts)[number];

/** What becomes of the characters. */
export const textures = [
  'smart quotes',
  'links rewritten',
  'accents lost',
  'charset misread',
  'no-break spaces',
  'bold marks',
  'images named',
  'banner',
  'wrapped badly',
  'wrapped anew',
] as const;
export type Texture = (typeof textures)[number];

export const plants = ['word', 'number', 'negation', 'name', 'sentence deleted', 'sentence inserted'] as const;
export type Plant = (typeof plants)[number];

/** @returns The nodes of a mail as they are quoted. */
export function cut(nodes: readonly Node[], how: Cut, random: Random, answerer: string, language: Language): Node[] {
  const own = nodes.filter((node): node is Paragraph => node.kind === 'paragraph');
  const deeper = nodes.filter(({ kind }) => kind === 'quote');
  const bodies = own.filter(isBody);
  const without = (left: (sentence: Sentence) => boolean) => mapSentences(nodes, (sentence) => (left(sentence) ? [] : [sentence]));
  const ofMail = own[0]?.sentences[0]?.of;
  const isOwn = (sentence: Sentence) => sentence.of === ofMail;
  const count = bodies.reduce((sum, { sentences }) => sum + sentences.length, 0);
  const first = bodies[0]?.sentences[0]?.at ?? 0;
  switch (how) {
    case 'whole':
      return [...nodes];
    case 'no deeper quotes':
      return own;
    case 'no greeting':
      return without((sentence) => isOwn(sentence) && sentence.role !== 'body');
    case 'end trimmed': {
      const kept = random.between(1, Math.max(1, count - 1));
      return mapSentences(own, (sentence) => (sentence.role === 'body' && (sentence.at ?? 0) >= first + kept ? [] : [sentence])).filter(
        (node) => node.kind === 'paragraph' && (isBody(node) || node.sentences[0]!.role === 'greeting'),
      );
    }
    case 'start trimmed': {
      const gone = random.between(1, Math.max(1, count - 1));
      return [...without((sentence) => isOwn(sentence) && (sentence.role === 'greeting' || (sentence.at ?? 0) < first + gone))];
    }
    case 'middle trimmed':
    case 'middle trimmed, marked': {
      if (bodies.length < 3) return [...nodes];
      const gone = bodies[1]!;
      const ellipsis: Paragraph = {
        kind: 'paragraph',
        sentences: [{ of: answerer, role: 'noise', text: random.pick(['[...]', '(...)', '[…]']) }],
      };
      return own.flatMap((node) => (node === gone ? (how === 'middle trimmed' ? [] : [ellipsis]) : [node])).concat(...(deeper as never[]));
    }
    case 'sentence trimmed': {
      const at = first + random.below(count);
      return without((sentence) => isOwn(sentence) && sentence.role === 'body' && sentence.at === at);
    }
    case 'answered inline':
      return own.flatMap((node, index): Node[] => {
        if (!isBody(node) || index === own.length - 1 || !random.chance(0.7)) return [node];
        const sentences = Array.from({ length: random.between(1, 2) }, () => ({
          ...{ of: answerer, role: 'noise' as const },
          text: makeSentence(random, language),
        }));
        return [node, { kind: 'paragraph', sentences }];
      });
    default:
      return how satisfies never;
  }
}

function isBody({ sentences }: Paragraph): boolean {
  return sentences[0]?.role === 'body';
}

/** @returns The same nodes as a program writes them that does this. */
export function texture(nodes: readonly Node[], how: Texture, random: Random): Node[] {
  const written = (change: (text: string) => string) => mapSentences(nodes, (sentence) => [{ ...sentence, text: change(sentence.text) }]);
  switch (how) {
    case 'smart quotes':
      return written((text) =>
        text
          .replace(/(^|\s)"/g, '$1“')
          .replaceAll('"', '”')
          .replaceAll("'", '’')
          .replaceAll('...', '…')
          .replaceAll(' - ', ' – '),
      );
    case 'links rewritten': {
      const kind = random.below(3);
      return written((text) =>
        text.replace(/https?:\/\/[^\s<>"]+/g, (link) => {
          if (kind === 0)
            return `https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent(link)}&data=04%7C01%7C&sdata=${random.letters(24, 'abcdefABCDEF0123456789')}%3D&reserved=0`;
          if (kind === 1) return `https://urldefense.com/v3/__${link}__;!!${random.letters(20, 'abcdefABCDEF0123456789')}$`;
          return `${link} <${link}>`;
        }),
      );
    }
    case 'accents lost':
      return written((text) => (/[ÂÃͰ-￿]/.test(text) ? text : text.normalize('NFD').replace(/[̀-ͯ]/g, '')));
    case 'charset misread':
      return written((text) => (/[Ā-￿]/.test(text) ? text : Buffer.from(text, 'utf8').toString('latin1')));
    case 'no-break spaces':
      return written((text) => text.replaceAll(' ', () => (random.chance(0.2) ? '\u00a0' : ' ')));
    case 'bold marks':
      return written((text) => text.replace(/(?<=\s)(\p{L}{3,})(?=\s)/gu, (word) => (random.chance(0.15) ? `*${word}*` : word)));
    case 'images named': {
      const kind = random.below(3);
      const name = ['[cid:image001.png@01D1A54E.7C3E2B10]', '[image: Inline image 1]', '<image001.png>'][kind]!;
      return nodes.flatMap((node): Node[] =>
        node.kind === 'paragraph' && random.chance(0.4)
          ? [node, { kind: 'paragraph', sentences: [{ of: '', role: 'noise', text: name }] }]
          : [node],
      );
    }
    case 'banner':
      return [
        {
          kind: 'paragraph',
          sentences: [
            {
              of: '',
              role: 'noise',
              text: '[EXTERNAL] This message came from outside of the organisation. Do not open links unless you know the sender.',
            },
          ],
        },
        ...nodes,
      ];
    case 'wrapped badly':
    case 'wrapped anew':
      return [...nodes]; // done when it is laid out
    default:
      return how satisfies never;
  }
}

/**
 * Changes one sentence in the interior of a mail's own words.
 *
 * @returns Undefined where there is none that could be changed so.
 */
export function plant(nodes: readonly Node[], what: Plant, of: string, random: Random, language: Language): Node[] | undefined {
  const own = nodes
    .flatMap((node) => (node.kind === 'paragraph' ? node.sentences : []))
    .filter((one) => one.of === of && one.role === 'body');
  const inner = own.slice(1, -1).filter(({ isPlanted }) => isPlanted !== true);
  const fitting = inner.filter(({ text }) => {
    if (what === 'number') return /\d/.test(text);
    if (what === 'name') return changedName(text, language) !== undefined;
    return true;
  });
  if (fitting.length === 0 || own.some(({ isPlanted }) => isPlanted)) return undefined;
  const target = random.pick(fitting);
  return mapSentences(nodes, (sentence) => {
    if (sentence !== target) return [sentence];
    if (what === 'sentence deleted') return [];
    if (what === 'sentence inserted')
      return [sentence, { of, role: 'body', text: makeSentence(random, language), isPlanted: true, plant: what }];
    return [{ ...sentence, text: changedText(sentence.text, what, random, language), isPlanted: true, plant: what }];
  });
}

function changedText(text: string, what: Plant, random: Random, language: Language): string {
  if (what === 'number') return text.replace(/\d(?!.*\d)/, (digit) => String((Number(digit) + random.between(1, 8)) % 10));
  if (what === 'name') return changedName(text, language)!;
  if (language.isSpaceless) {
    // Before a link: the letters of its address are no words.
    const end = text.includes('http') ? text.indexOf('http') : text.length;
    const at = end > 8 ? random.between(3, end - 5) : text.length - 2;
    return what === 'negation'
      ? `${text.slice(0, at)}${language.negation}${text.slice(at)}`
      : `${text.slice(0, at)}${language.words.at(-1)}別${text.slice(at + 2)}`;
  }
  const words = text.split(' ');
  const negated = words.indexOf(language.negation);
  if (what === 'negation') {
    if (negated > 0) words.splice(negated, 1);
    else words.splice(random.between(2, words.length - 2), 0, language.negation);
    return words.join(' ');
  }
  const plain = words.flatMap((word, index) => (index > 0 && /^\p{L}{2,}$/u.test(word) && word !== language.negation ? [index] : []));
  const at = random.pick(plain);
  words[at] = random.pick(language.words.filter((word) => word.length > 3 && word.toLowerCase() !== words[at]!.toLowerCase()));
  return words.join(' ');
}

function changedName(text: string, { lastNames }: Language): string | undefined {
  const index = lastNames.findIndex((name) => text.includes(` ${name} `));
  return index === -1 ? undefined : text.replace(` ${lastNames[index]!} `, ` ${lastNames[(index + 1) % lastNames.length]!} `);
}
