/** The smallest Word and Excel files that office programs open (ECMA-376, Office Open XML), with the metadata such files betray. */

import { makeZip } from '../../evidence/bundle/zip.ts';
import { escapeHtml } from '../mime/encode.ts';

export interface DocumentMetadata {
  readonly title: string;
  readonly author: string;
  readonly lastModifiedBy: string;
  /** Epoch seconds. */
  readonly createdSeconds: number;
  readonly modifiedSeconds: number;
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const DOCUMENT = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPES = 'application/vnd.openxmlformats-officedocument';

export function makeDocx(paragraphs: readonly string[], metadata: DocumentMetadata): Uint8Array {
  const body = paragraphs.map((text) => `<w:p><w:r><w:t xml:space="preserve">${escapeHtml(text)}</w:t></w:r></w:p>`).join('');
  const main = `${XML}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`;
  return officePackage([['word/document.xml', `${TYPES}.wordprocessingml.document.main+xml`, main]], [], metadata);
}

export function makeXlsx(rows: readonly (readonly (string | number)[])[], metadata: DocumentMetadata): Uint8Array {
  const cell = (value: string | number) =>
    typeof value === 'number' ? `<c><v>${value}</v></c>` : `<c t="inlineStr"><is><t>${escapeHtml(value)}</t></is></c>`;
  const data = rows.map((row) => `<row>${row.map(cell).join('')}</row>`).join('');
  const space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  const workbook = `${XML}<workbook ${space} xmlns:r="${DOCUMENT}"><sheets><sheet name="1" sheetId="1" r:id="rId1"/></sheets></workbook>`;
  const sheet = `${XML}<worksheet ${space}><sheetData>${data}</sheetData></worksheet>`;
  const relations = `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${DOCUMENT}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`;
  return officePackage(
    [
      ['xl/workbook.xml', `${TYPES}.spreadsheetml.sheet.main+xml`, workbook],
      ['xl/worksheets/sheet1.xml', `${TYPES}.spreadsheetml.worksheet+xml`, sheet],
    ],
    [['xl/_rels/workbook.xml.rels', relations]],
    metadata,
  );
}

/** @param parts - Name, content type and text of each; the first is the main one. */
function officePackage(
  parts: readonly (readonly [name: string, type: string, text: string])[],
  relations: readonly (readonly [name: string, text: string])[],
  metadata: DocumentMetadata,
): Uint8Array {
  const overrides = parts.map(([name, type]) => `<Override PartName="/${name}" ContentType="${type}"/>`).join('');
  const types = `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>${overrides}</Types>`;
  const root = `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${DOCUMENT}/officeDocument" Target="${parts[0]![0]}"/><Relationship Id="rId2" Type="${PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`;
  const members = [
    ['[Content_Types].xml', types],
    ['_rels/.rels', root],
    ['docProps/core.xml', coreProperties(metadata)],
    ...relations,
    ...parts.map(([name, , text]) => [name, text] as const),
  ] as const;
  return makeZip(
    members.map(([name, text]) => ({ name, octets: Buffer.from(text, 'utf8') })),
    dosTime(metadata.modifiedSeconds),
  );
}

function coreProperties({ title, author, lastModifiedBy, createdSeconds, modifiedSeconds }: DocumentMetadata): string {
  const time = (name: string, seconds: number) =>
    `<dcterms:${name} xsi:type="dcterms:W3CDTF">${new Date(seconds * 1000).toISOString().slice(0, 19)}Z</dcterms:${name}>`;
  return `${XML}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escapeHtml(title)}</dc:title><dc:creator>${escapeHtml(author)}</dc:creator><cp:lastModifiedBy>${escapeHtml(lastModifiedBy)}</cp:lastModifiedBy>${time('created', createdSeconds)}${time('modified', modifiedSeconds)}</cp:coreProperties>`;
}

function dosTime(seconds: number): number {
  const t = new Date(seconds * 1000);
  const date = ((t.getUTCFullYear() - 1980) << 9) | ((t.getUTCMonth() + 1) << 5) | t.getUTCDate();
  return date * 65_536 + ((t.getUTCHours() << 11) | (t.getUTCMinutes() << 5) | (t.getUTCSeconds() >> 1));
}
