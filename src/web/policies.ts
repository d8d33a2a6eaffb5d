import { createHash } from 'node:crypto';

/*
 * What a browser may do with what it is given. Every answer carries the common headers; each kind of content adds its own policy.
 * Nothing may load anything from elsewhere, and
 * nothing may run but our own verifier, on the two kinds of page that are for it.
 */

/** On every answer, whatever it is. */
export const commonHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=(), interest-cohort=()',
  'X-DNS-Prefetch-Control': 'off',
};

/** Of the archive's own pages: one stylesheet, a form that searches, the frame of a mail's HTML. No script at all. */
export const pagePolicy =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; frame-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Of a page on which a message of the archive is verified: the one script, and what it fetches from here. */
export const verifyAgainPolicy = pagePolicy.replace("default-src 'none';", "default-src 'none'; script-src 'self'; connect-src 'self';");

/**
 * Of the page that verifies any mail: its own script and style by their hashes, and no way to send anything anywhere. It stands in the
 * page as well, for a copy that was saved has no server.
 */
export function onePagePolicy(script: string, style: string): string {
  return `default-src 'none'; script-src '${hashSource(script)}'; style-src '${hashSource(style)}'; img-src data:; connect-src 'none'; form-action 'self'; base-uri 'none'`;
}

/** @see CSP Level 3 §2.3.1 */
function hashSource(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

/**
 * Of a mail's own HTML, over and above its sanitising: `sandbox` without a permission takes away its origin, scripts, forms and
 * navigation; only colours and pictures that the document itself carries are left.
 */
export const mailHtmlPolicy =
  "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/** Of a stranger's file: should a browser show it in spite of `attachment`, it can do nothing. */
export const filePolicy = "sandbox; default-src 'none'; frame-ancestors 'none'";
