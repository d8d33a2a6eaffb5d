import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { launchChromium, withoutChromium } from '../chromium.ts';
import { readVectorInputs, SUITES, vectorsAreHere } from '../evidence/conformance/vectors.ts';
import { assessAll } from '../evidence/signed/assess-all.ts';
import { GOLDEN, readInputs, readLetterKeys } from '../evidence/signed/inputs.ts';
import { nodeCrypto } from '../evidence/support/assess.ts';

it('the signed letters get the golden results in Chromium', { skip: withoutChromium, timeout: 120_000 }, async (t) => {
  const script = await bundle();
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: script });
    const call = `verifier.assessAll(${JSON.stringify(readInputs())}, ${JSON.stringify(readLetterKeys())}, verifier.pureCrypto)`;
    assert.equal(await page.evaluate(call), readFileSync(GOLDEN, 'utf8'));
    t.diagnostic(`Chromium ${browser.version()}; ${script.length} characters of script`);
  } finally {
    await browser.close();
  }
});

it('the vectors of other verifiers get in Chromium what they get in Node', { skip: withoutChromium, timeout: 120_000 }, async (t) => {
  if (!vectorsAreHere) return t.skip('../shared/vectors is not here');
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: await bundle() });
    await page.context().setOffline(true);
    const vectors = SUITES.flatMap(readVectorInputs);
    assert.ok(vectors.length >= 100);
    for (const { name, octets, keys, failures } of vectors) {
      const inputs = [{ name, base64: Buffer.from(octets).toString('base64'), hasOriginalOctets: true }];
      const call = `verifier.assessAll(${JSON.stringify(inputs)}, ${JSON.stringify(keys)}, verifier.pureCrypto, ${JSON.stringify([...failures])})`;
      assert.equal(await page.evaluate(call), assessAll(inputs, keys, nodeCrypto, [...failures]), name);
    }
    t.diagnostic(`${vectors.length} vectors`);
  } finally {
    await browser.close();
  }
});

/** The verifier as one script for a browser: a Node module in it would fail to build. */
async function bundle(): Promise<string> {
  const resolveDir = fileURLToPath(new URL('../evidence/signed/', import.meta.url));
  const contents = "export { assessAll } from './assess-all.ts'; export { pureCrypto } from '../../../src/verify.ts';";
  const { outputFiles } = await build({
    stdin: { contents, resolveDir, loader: 'ts' },
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'iife',
    globalName: 'verifier',
    target: 'es2024',
    charset: 'utf8',
    minify: true,
  });
  return outputFiles[0]?.text ?? '';
}
