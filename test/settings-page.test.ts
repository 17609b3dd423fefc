import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { deliverSettings } from '../functions/deliver/settings.ts';
import { exportSettings } from '../functions/export/settings.ts';
import { reportSettings } from '../functions/report/settings.ts';
import { splitSettings } from '../functions/split/settings.ts';

const page = readFileSync('docs/settings.md', 'utf8');
const functions = {
  split: splitSettings,
  deliver: deliverSettings,
  report: reportSettings,
  export: exportSettings,
};
const rows = new Map(
  [...page.matchAll(/^\| `([A-Z_]+)` \| ([a-z, ]+) \|/gm)].map(([, name = '', of = '']) => [
    name,
    of.split(', '),
  ]),
);

describe('docs/settings.md', () => {
  it.each(Object.entries(functions))(
    "says what each setting of %s is, and that it is that function's",
    (name, { entries }) => {
      for (const setting of Object.keys(entries)) expect(rows.get(setting), setting).toContain(name);
    },
  );

  it('speaks of no setting that there is not', () => {
    for (const [setting, of] of rows) {
      for (const name of of) {
        const entries = Object.entries(functions).find(([known]) => known === name)?.[1].entries;
        expect(Object.keys(entries ?? {}), `${setting} of ${name}`).toContain(setting);
      }
    }
  });
});
