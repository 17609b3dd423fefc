// Writes the pictures of docs/zh/ (npm run docs). test/docs/pictures.test.ts makes them again and compares.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { makePictures } from './pictures.ts';

const folder = join(import.meta.dirname, 'zh/pictures');
mkdirSync(folder, { recursive: true });
for (const [name, picture] of await makePictures()) writeFileSync(join(folder, name), picture);
console.log('wrote docs/zh/pictures/');
