import { hash } from 'node:crypto';

/** What a text is known again by: SHA-256 of it in UTF-8, in base64. */
export function digestOfText(text: string): string {
  return hash('sha256', text, 'base64');
}
