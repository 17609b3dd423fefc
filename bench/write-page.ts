// Writes docs/performance.md (npm run docs). With --check it only reports whether the file is current.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { performancePage } from './page/page.ts';
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

const page = performancePage(results, notMeasured);
const file = join(docs, 'performance.md');
if (!process.argv.includes('--check')) {
  writeFileSync(file, page);
  console.log('wrote docs/performance.md');
} else if (!existsSync(file) || readFileSync(file, 'utf8') !== page) {
  console.error('docs/performance.md is not what bench/results.json says: run npm run docs and commit it.');
  process.exitCode = 1;
}
