/** A small valid PDF (ISO 32000-1): pages of text in Helvetica, an /Info dictionary, and on wish a scanned picture. */
import { encodeText } from '../mime/encode.ts';

export interface PdfOptions {
  readonly title: string;
  readonly author: string;
  readonly producer: string;
  /** Epoch seconds. */
  readonly createdSeconds: number;
  /** A grey picture of 8 bits a dot, as a scanner makes it, on a page of its own. */
  readonly scan?: { readonly width: number; readonly height: number; readonly octets: Uint8Array };
}

const LINES_A_PAGE = 50;

export function makePdf(lines: readonly string[], options: PdfOptions): Buffer {
  const objects: (readonly Uint8Array[])[] = [];
  const add = (...pieces: (string | Uint8Array)[]): number => {
    objects.push(pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece)));
    return objects.length;
  };
  const stream = (dictionary: string, octets: Uint8Array) =>
    add(`<< ${dictionary} /Length ${octets.length} >>\nstream\n`, octets, '\nendstream');

  const catalog = add('<< /Type /Catalog /Pages 2 0 R >>');
  const pages = add(''); // filled in below, when the pages are known
  const font = add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>');
  const kids: number[] = [];
  const page = (contents: number, resources: string) =>
    kids.push(
      add(`<< /Type /Page /Parent ${pages} 0 R /MediaBox [0 0 595 842] /Resources << ${resources} >> /Contents ${contents} 0 R >>`),
    );
  for (let at = 0; at === 0 || at < lines.length; at += LINES_A_PAGE) {
    const shown = lines.slice(at, at + LINES_A_PAGE).map((line) => `${literal(line)} Tj T*`);
    const contents = stream('', Buffer.from(`BT /F1 11 Tf 14 TL 60 780 Td\n${shown.join('\n')}\nET`, 'latin1'));
    page(contents, `/Font << /F1 ${font} 0 R >>`);
  }
  if (options.scan !== undefined) {
    const { width, height, octets } = options.scan;
    const picture = stream(
      `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceGray /BitsPerComponent 8`,
      octets,
    );
    page(stream('', Buffer.from('q 475 0 0 672 60 90 cm /Im1 Do Q', 'latin1')), `/XObject << /Im1 ${picture} 0 R >>`);
  }
  objects[pages - 1] = [
    Buffer.from(`<< /Type /Pages /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] /Count ${kids.length} >>`, 'latin1'),
  ];
  const created = new Date(options.createdSeconds * 1000).toISOString().replace(/[-:T]/g, '').slice(0, 14);
  const info = add(
    `<< /Title ${literal(options.title)} /Author ${literal(options.author)} /Producer ${literal(options.producer)} /CreationDate (D:${created}Z) >>`,
  );
  return assemble(objects, catalog, info);
}

function assemble(objects: readonly (readonly Uint8Array[])[], catalog: number, info: number): Buffer {
  const pieces: Uint8Array[] = [Buffer.from('%PDF-1.4\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  let size = pieces[0]!.length;
  const put = (piece: Uint8Array) => {
    pieces.push(piece);
    size += piece.length;
  };
  const offsets: number[] = [];
  objects.forEach((object, at) => {
    offsets.push(size);
    put(Buffer.from(`${at + 1} 0 obj\n`, 'latin1'));
    object.forEach(put);
    put(Buffer.from('\nendobj\n', 'latin1'));
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root ${catalog} 0 R /Info ${info} 0 R >>\nstartxref\n${size}\n%%EOF\n`;
  pieces.push(Buffer.from(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}${trailer}`, 'latin1'));
  return Buffer.concat(pieces);
}

/** A literal string (§7.3.4.2) in WinAnsiEncoding, which is windows-1252. */
function literal(text: string): string {
  return `(${encodeText(text, 'windows-1252').replace(/[\\()]/g, '\\$&')})`;
}
