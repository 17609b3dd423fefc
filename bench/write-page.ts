// Writes docs/performance.md and its plots (npm run docs); with --check it only says whether they are current.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { performancePages } from './page/page.ts';
import { parts } from './parts.ts';
import { partNames, readResults, resultsFile } from './results.ts';

const docs = join(import.meta.dirname, '../docs');
const results = readResults(resultsFile);
const notMeasured = Object.fromEntries(
  partNames.map((part) => {
    const names = parts[part]({ quick: false }).map(({ name }) => name);
    return [part, names.filter((name) => !Object.hasOwn(results[part], name))];
  }),
);

for (const [name, content] of performancePages(results, notMeasured)) {
  const file = join(docs, name);
  if (!process.argv.includes('--check')) {
    writeFileSync(file, content);
    console.log(`wrote docs/${name}`);
  } else if (!existsSync(file) || readFileSync(file, 'utf8') !== content) {
    console.error(`docs/${name} is not what bench/results.json says: run npm run docs and commit it.`);
    process.exitCode = 1;
  }
}
