// npm run check:package. Packages twice in two places, with the defaults and with the settings of a new account, and runs
// all checks on both results.

import { createHash } from 'node:crypto';

import { check } from './checks/index.ts';
import { packageCopy, type Package } from './project-copy.ts';

/** An account that may run ten functions at once: docs/deploy.md. */
const newAccount = {
  lanes: '2',
  deliverConcurrency: '2',
  dropsConcurrency: '2',
  intakeConcurrency: '2',
  exportConcurrency: '2',
};

const first = await packageCopy();
const second = await packageCopy(newAccount);

const sha256 = (bytes: Buffer | undefined) =>
  createHash('sha256')
    .update(bytes ?? '')
    .digest('hex');
const differing = [...first.zips].filter(([name, zip]) => sha256(zip) !== sha256(second.zips.get(name)));
const again = differing.map(([name]) => `${name}.zip: the same sources gave other bytes`);
const found = [
  ...(await check(first)),
  ...(await check(second)).map((one) => ({ ...one, check: `${one.check}, for a new account` })),
  ...(again.length > 0 ? [{ check: 'reproducible', faults: again }] : []),
];

for (const { check: name, faults } of found) for (const fault of faults) console.error(`${name}: ${fault}`);
if (found.length > 0) process.exitCode = 1;
else console.log(`package: ${sizesOf(first)}; template and zips hold.`);

function sizesOf({ zips }: Package): string {
  return [...zips].map(([name, zip]) => `${name}.zip ${Math.round(zip.length / 1000)} KB`).join(', ');
}
