import { normalizeStreamSafe } from './stream-safe.ts';
import { withoutTrailing } from './trailing.ts';

/**
 * A file name that is safe to offer for download on any system: only the last component of a path, without control, bidirectional or
 * invisible characters, without the characters that Windows refuses, not a device name, not hidden, no option of a command, at most 150
 * characters with its extension kept. Never empty: `attachment` where nothing is left. Safe names are not changed by it.
 */
export function safeFilename(name: string): string {
  const lastComponent = name.slice(-MAX_LOOKED_AT).split(/[/\\]/).at(-1) ?? '';
  // Normalised behind that: what stood between a letter and its accent is gone.
  const cleaned = normalizeStreamSafe(lastComponent.toWellFormed().replace(deceptive, ''), 'NFC')
    .replace(/[<>:"|?*\ufffd]/g, '_')
    .replace(/\s+/g, ' ');
  const trimmed = trimEnds(cleaned);
  // Before the name is cut, so that it is no longer than names may be, and behind it.
  const shortened = withoutMeaning(trimEnds(shorten(withoutMeaning(trimmed))));
  return shortened === '' ? 'attachment' : shortened;
}

/** A dash begins an option, where a saved file is named to a command. */
function withoutMeaning(name: string): string {
  return deviceName.test(name) || name.startsWith('-') ? `_${name}` : name;
}

const MAX_LOOKED_AT = 4_096;
/** Most file systems allow 255 octets; this many characters fit in UTF-8 but for names of emoji alone, which `maxOctets` cuts. */
const MAX_LENGTH = 150;
const MAX_OCTETS = 240;

/** C0, C1, bidirectional controls, zero-width and other format characters, separators, surrogates left alone, private use, tags. */
const deceptive = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu;

/** Names that Windows opens as devices whatever the extension, spaces before it passed over. */
const deviceName = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$) *(?:\.|$)/i;

/** Leading dots hide a file; Windows drops trailing dots and spaces, so that `a.exe.` would become another name. */
function trimEnds(name: string): string {
  return withoutTrailing(name.replace(/^[\s.]+/, ''), /[\s.]/);
}

function shorten(name: string): string {
  const units = [...name];
  if (units.length <= MAX_LENGTH && octetLength(name) <= MAX_OCTETS) return name;
  const dot = units.lastIndexOf('.');
  const extension = dot > 0 && units.length - dot <= 12 ? units.slice(dot) : [];
  const stem = units.slice(0, Math.min(MAX_LENGTH, units.length) - extension.length);
  while (stem.length > 1 && octetLength(stem.join('') + extension.join('')) > MAX_OCTETS) stem.pop();
  return stem.join('').trimEnd() + extension.join('');
}

function octetLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
