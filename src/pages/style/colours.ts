import { VERDICTS } from '../../evidence/verdict.ts';
import { papers } from '../accent.ts';

/*
 * Colour means a verdict and nothing else: whatever is no verdict is ink on paper, but for the lines of the masthead, which an archive
 * may have in a colour of its own. Each pair of text and ground has a contrast of 4.5 or more in both schemes (WCAG 2.2 §1.4.3), each
 * bar of a chart one of 3 or more on paper (§1.4.11).
 */
export const light = `
--paper:${papers.light};--ground:#f5f1e8;--rule:#d8d1c2;--ink:#1c1a17;--quiet:#5d574d;--found:#ece3cd;
--verified:#1b6e37;--verified-ground:#e9f3ea;--recovered:#0b6a6e;--recovered-ground:#e3f2f2;
--partly:#855800;--partly-ground:#faf0d9;--partly-fill:#c08a00;
--altered:#a84508;--altered-ground:#fbebdf;--altered-fill:#c2450c;
--corroborated:#1f4e9c;--corroborated-ground:#e6edf8;--untested:#625d54;--untested-ground:#f1eee7;
--against:#b3001b;--against-ground:#fbe7e9;--against-band:#b3001b;--on-against:#fff`;

export const dark = `
--paper:${papers.dark};--ground:#211f1c;--rule:#423e37;--ink:#ebe6da;--quiet:#b4ada0;--found:#463f2e;
--verified:#7fcb93;--verified-ground:#17291c;--recovered:#6fcbcb;--recovered-ground:#12292a;
--partly:#e3b64f;--partly-ground:#2d2513;--partly-fill:#e3b64f;
--altered:#f19a5e;--altered-ground:#301f14;--altered-fill:#dd6a2c;
--corroborated:#93b9f3;--corroborated-ground:#182335;--untested:#a9a396;--untested-ground:#24221e;
--against:#ff8d8d;--against-ground:#33161a;--against-band:#ad1a30;--on-against:#fff`;

/** Which colour a verdict has. Repaired is verified, hatched; headers-verified is altered, outlined, and its word is plain ink. */
const colourOf: Readonly<Record<(typeof VERDICTS)[number], string>> = {
  verified: 'verified',
  'verified-repaired': 'verified',
  'verified-recovered': 'recovered',
  'verified-partly': 'partly',
  'headers-verified': 'altered',
  corroborated: 'corroborated',
  unverified: 'untested',
  failed: 'altered',
  contradicted: 'against',
};

/** Bars stand side by side without a word: amber and orange lie further apart in them than in text. */
const fillOf: Readonly<Partial<Record<(typeof VERDICTS)[number], string>>> = { 'verified-partly': 'partly', failed: 'altered' };

export const toneRules = VERDICTS.map((verdict) => {
  const colour = colourOf[verdict];
  const fill = fillOf[verdict];
  return `.v-${verdict}{--tone:var(--${colour});--tone-ground:var(--${colour}-ground)${fill === undefined ? '' : `;--fill:var(--${fill}-fill)`}}`;
}).join('\n');
