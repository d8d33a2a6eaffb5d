import { fileURLToPath } from 'node:url';

/** Makes one script, for any browser, of `src/browser/main.ts` and all that it needs. A Node module in it would fail to build. */
export async function bundleVerifier(): Promise<string> {
  // Not needed, and perhaps not there, where the script comes built.
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../browser/main.ts', import.meta.url))],
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'iife',
    target: 'es2023',
    charset: 'utf8',
    minify: true,
    legalComments: 'none',
    logLevel: 'silent',
  });
  const [output] = outputFiles;
  if (output === undefined) throw new Error('esbuild gave no script.');
  return output.text;
}
