// Bundles each function for Lambda: functions/<name>/handler.ts becomes dist/<name>/index.mjs, one ES module with
// everything that the function needs. So a function's zip holds nothing else.

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
  // Names are kept, because a person must recognise them in stack traces. esbuild's keepNames would restore them each time
  // that a function is created, which costs a third of the time of a record.
  minifyIdentifiers: false,
  legalComments: 'none',
  // The ES modules of the AWS SDK: unused code is left out of them.
  mainFields: ['module', 'main'],
  // A function has its credentials in its environment, so the SDK's other ways to them are left out.
  alias: {
    '@aws-sdk/credential-provider-node': join(import.meta.dirname, 'shared/aws/lambda-credentials.ts'),
  },
  // CommonJS inside the bundle still loads Node's own modules with require.
  banner: {
    js: "import { createRequire as payferryRequire } from 'node:module'; const require = payferryRequire(import.meta.url);",
  },
};

/** Builds all functions, or only `which`. Answers with the names of the functions that were built. */
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
