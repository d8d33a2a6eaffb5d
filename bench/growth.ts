import type { SizeFigures } from './figures.ts';

/** What grows with the archive: each a small chart of its own, over the number of messages. */
const charts: readonly { readonly title: string; readonly unit: string; readonly value: (size: SizeFigures) => number | undefined }[] = [
  { title: 'Import rate', unit: 'messages/s', value: ({ messages, import: made }) => made && messages / made.wallSeconds },
  { title: 'Archive', unit: 'MB', value: ({ import: made }) => made && made.archiveOctets / 1e6 },
  { title: 'Peak memory of the import', unit: 'MiB', value: ({ import: made }) => made?.peakMegabytes },
  { title: 'Results page with facets, p95', unit: 'ms', value: ({ query }) => query?.['results page with facets']?.p95 },
  { title: 'Relevance top 20, p95', unit: 'ms', value: ({ query }) => query?.['relevance top 20']?.p95 },
  { title: 'First octet over all pages, p95', unit: 'ms', value: ({ ttfb }) => ttfb?.['all pages']?.p95 },
];

const WIDTH = 340;
const HEIGHT = 200;
const MARGIN = { left: 56, right: 16, top: 34, bottom: 34 };

/** Draws how figures grow with the number of messages; mail without attachments, which is measured at every size. */
export function growthDrawing(sizes: readonly SizeFigures[]): string {
  const drawn = sizes.filter(({ kind }) => kind === 'text');
  const boxes = charts.map((chart, place) => {
    const points = drawn.flatMap((size) => {
      const value = chart.value(size);
      return value === undefined ? [] : [{ messages: size.messages, value }];
    });
    return `<g transform="translate(${(place % 2) * WIDTH} ${Math.floor(place / 2) * HEIGHT})">${chartMarkup(chart.title, chart.unit, points)}</g>`;
  });
  const height = Math.ceil(charts.length / 2) * HEIGHT;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${2 * WIDTH} ${height}" role="img" aria-label="How an archive of mail without attachments grows" font-family="sans-serif" font-size="11">
<rect width="${2 * WIDTH}" height="${height}" fill="#fff"/>
${boxes.join('\n')}
</svg>
`;
}

interface Point {
  readonly messages: number;
  readonly value: number;
}

/** Messages on a logarithmic scale, values on a linear one from 0. */
function chartMarkup(title: string, unit: string, points: readonly Point[]): string {
  const heading = `<text x="${MARGIN.left}" y="18" font-weight="bold" fill="#222">${title}, ${unit}</text>`;
  if (points.length === 0) return `${heading}<text x="${MARGIN.left}" y="60" fill="#666">not measured</text>`;
  const top = niceTop(Math.max(...points.map(({ value }) => value)));
  const logs = points.map(({ messages }) => Math.log(messages));
  const [first, last] = [Math.min(...logs), Math.max(...logs)];
  const x = (messages: number) => MARGIN.left + ((Math.log(messages) - first) / (last - first || 1)) * (WIDTH - MARGIN.left - MARGIN.right);
  const y = (value: number) => HEIGHT - MARGIN.bottom - (value / top) * (HEIGHT - MARGIN.top - MARGIN.bottom);
  const lines = [0, top / 2, top].map(
    (value) =>
      `<line x1="${MARGIN.left}" x2="${WIDTH - MARGIN.right}" y1="${y(value)}" y2="${y(value)}" stroke="#ddd"/><text x="${MARGIN.left - 6}" y="${y(value) + 4}" text-anchor="end" fill="#444">${short(value)}</text>`,
  );
  const marks = points.map(
    ({ messages, value }) =>
      `<circle cx="${round(x(messages))}" cy="${round(y(value))}" r="3.5" fill="#1f5fa8"><title>${messages} messages: ${short(value)} ${unit}</title></circle><text x="${round(x(messages))}" y="${HEIGHT - MARGIN.bottom + 16}" text-anchor="middle" fill="#444">${short(messages)}</text>`,
  );
  const path = points.map(({ messages, value }) => `${round(x(messages))},${round(y(value))}`).join(' ');
  return `${heading}${lines.join('')}<polyline points="${path}" fill="none" stroke="#1f5fa8" stroke-width="2"/>${marks.join('')}`;
}

/** The next of 1, 2, 5, 10, 20 … */
function niceTop(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1e-9)));
  return power * ([1, 2, 5, 10].find((step) => step * power >= value) ?? 10);
}

function short(value: number): string {
  if (value >= 1_000_000) return `${round(value / 1_000_000)}M`;
  if (value >= 10_000) return `${Math.round(value / 1_000)}k`;
  return String(round(value));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
