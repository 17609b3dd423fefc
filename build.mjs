// Bundles each function for Lambda: functions/<name>/handler.ts becomes dist/<name>/index.mjs, one ES module with all
// that it needs, so that a function's zip holds nothing else.

import { globSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import { build } from 'esbuild';

/** @type {import('esbuild').BuildOptions} */
export const bundling = {
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  minifyWhitespace: true,
  minifySyntax: true,
  // Not the names: stack traces keep those that a person knows from the source. esbuild's keepNames would give them back
  // each time that a function is made, which costs a record a third of its time.
  minifyIdentifiers: false,
  legalComments: 'none',
  // The ES modules of the AWS SDK, of which what nobody uses is left out.
  mainFields: ['module', 'main'],
  // What is CommonJS inside the bundle still asks for node's own modules by require.
  banner: {
    js: "import { createRequire as payferryRequire } from 'node:module'; const require = payferryRequire(import.meta.url);",
  },
};

/** The names of the functions that were built: all of them, or the one that is named. */
export async function buildFunctions(root, out = join(root, 'dist'), which = '*') {
  const handlers = globSync(`functions/${which}/handler.ts`, { cwd: root });
  const names = handlers.map((handler) => basename(dirname(handler)));
  await rm(out, { recursive: true, force: true });
  for (const name of names) {
    await build({
      entryPoints: [join(root, 'functions', name, 'handler.ts')],
      outfile: join(out, name, 'index.mjs'),
      ...bundling,
    });
  }
  return names;
}

if (import.meta.main) {
  const names = await buildFunctions(import.meta.dirname);
  if (names.length === 0) {
    console.error('build: there is no functions/<name>/handler.ts yet, nothing to build.');
    process.exitCode = 1;
  } else {
    console.log(`built ${names.map((name) => `dist/${name}/index.mjs`).join(', ')}`);
  }
}
