// Writes docs/outcomes.md (npm run docs). With --check it only reports whether the file is current (npm run check).

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { queryOperations } from '../shared/feishu/operations/queries.ts';
import { writeOperations } from '../shared/feishu/operations/writes.ts';
import { outcomesPage } from './outcomes-page.ts';

const file = join(import.meta.dirname, 'outcomes.md');
const page = outcomesPage(writeOperations, queryOperations);

if (!process.argv.includes('--check')) {
  writeFileSync(file, page);
  console.log('wrote docs/outcomes.md');
} else if (readFileSync(file, 'utf8') !== page) {
  console.error('docs/outcomes.md is not what the table of operations says: run npm run docs and commit it.');
  process.exitCode = 1;
}
