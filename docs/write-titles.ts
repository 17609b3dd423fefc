// Writes docs/zh/titles.md (npm run docs). With --check it only reports whether the file is current (npm run check).

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { tableOperations } from '../shared/feishu/titles/table-operations.ts';
import { titlesPage } from './titles-page.ts';

const file = join(import.meta.dirname, 'zh/titles.md');
const page = titlesPage(tableOperations);

if (!process.argv.includes('--check')) {
  writeFileSync(file, page);
  console.log('wrote docs/zh/titles.md');
} else if (!existsSync(file) || readFileSync(file, 'utf8') !== page) {
  console.error('docs/zh/titles.md is not what shared/feishu/titles says: run npm run docs and commit it.');
  process.exitCode = 1;
}
