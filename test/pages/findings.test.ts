import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Finding } from '../../src/evidence/findings/finding.ts';
import { type FindingsView, findingsPage } from '../../src/pages/findings.ts';
import type { HitView } from '../../src/pages/results.ts';
import { findingsPerPage } from '../../src/views/findings.ts';
import { findingStates } from './finding-states.ts';
import { site } from './sample-views.ts';

const message = (number: number, changes: Partial<HitView> = {}): HitView => ({
  number,
  verdict: 'verified',
  date: { epochSeconds: 1_463_061_720 },
  from: [{ name: 'Lena Brandt', address: 'lena@halden.example' }],
  to: [{ address: 'otto@weiss.example' }],
  subject: [{ text: 'The budget', found: false }],
  snippet: [],
  attachments: 0,
  ...changes,
});
const finding: Finding = {
  kind: 'duplicate-differs',
  weight: 'strong',
  messages: [17, 12],
  reasons: [
    { code: 'identifier-signed', values: { number: 17 } },
    { code: 'unsent-copy', values: { number: 12 } },
  ],
  values: { own: '4,500', quoted: '45,000' },
};
const view: FindingsView = {
  page: 1,
  pages: 1,
  total: 1,
  held: 0,
  kinds: { 'duplicate-differs': 1, dispute: 4 },
  findings: [{ finding, messages: [message(17), message(12, { verdict: 'contradicted' })] }],
};

describe('the page of findings', () => {
  it('says what does not fit, what makes it telling and what could explain it, beside both messages', () => {
    const page = findingsPage(view, site);
    assert.match(page, /Two copies of what should be one message differ inside: № 17 has “4,500” where № 12 has “45,000”\./);
    assert.match(page, /What makes it telling<\/dt><dd><ul><li>The signature of № 17 covers its Message-ID\.<\/li><\/ul>/);
    assert.match(page, /What could explain it<\/dt><dd><ul><li>№ 12 went through no server: .*?<\/li><li>A draft beside what was sent/);
    for (const number of [17, 12]) assert.ok(page.includes(`<a href="/messages/${number}">`));
    assert.match(page, /v-verified.*v-contradicted/s);
    assert.match(page, /aria-current="page">Findings<\/a>/);
  });

  it('leads to the kinds that there are, each with its number, and keeps message and kind while pages are turned', () => {
    const page = findingsPage({ ...view, message: 12, kind: 'dispute', page: 2, pages: 3 }, site);
    assert.match(page, /href="\/findings\?message=12&amp;kind=duplicate-differs">Copies that differ <span class="count">1</);
    assert.match(page, /href="\/findings\?message=12&amp;kind=dispute" aria-current="true">/);
    assert.match(page, /href="\/findings\?message=12&amp;kind=dispute&amp;page=3" rel="next"/);
    assert.match(page, /rel="canonical" href="\/findings\?message=12&amp;kind=dispute&amp;page=2"/);
  });

  it('tells how many are held back, and says so where there are none', () => {
    assert.match(findingsPage({ ...view, held: 9_995 }, site), /9,995 more concern messages that stand here five times already/);
    assert.match(findingsPage({ ...view, total: 0, kinds: {}, findings: [] }, site), /Nothing here speaks against anything else/);
  });

  it('shows what strangers wrote as text, and marks that reorder it by name', () => {
    const hostile = '<script>alert(1)</script>\u202e';
    const page = findingsPage(
      {
        ...view,
        findings: [
          {
            finding: { ...finding, kind: 'false-attribution', values: { named: hostile, sender: hostile } },
            messages: [
              message(17, { subject: [{ text: hostile, found: false }] }),
              message(12, { from: [{ name: hostile, address: hostile }] }),
            ],
          },
        ],
      },
      site,
    );
    assert.doesNotMatch(page, /<script>alert/);
    assert.doesNotMatch(page, /\u202e/);
    assert.equal(page.match(/⟦RLO⟧/g)?.length, 4);
  });

  it('stays light, whatever stands in the mail', () => {
    const long = 'ж'.repeat(10_000);
    const heavy = message(1, {
      subject: [{ text: long.slice(0, 300), found: false }],
      from: [{ name: long, address: `${long.slice(0, 300)}@x.example` }],
      to: [{ name: long, address: `${long.slice(0, 300)}@x.example` }],
    });
    const told: Finding = {
      ...finding,
      kind: 'false-attribution',
      values: { named: long.slice(0, 200), sender: `${long.slice(0, 300)}@x.example` },
    };
    const findings = Array.from({ length: findingsPerPage }, () => ({ finding: told, messages: [heavy, heavy] as const }));
    const octets = Buffer.byteLength(findingsPage({ ...view, findings }, site));
    assert.ok(octets < 100_000, String(octets));
  });

  it('is made in every state', () => {
    for (const page of findingStates(site)) assert.match(page, /^<!doctype html>/);
  });
});
