// Compares docs/sandbox.md with the tables that it describes.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { endpoints } from '../endpoints.ts';
import { controls } from '../gateway/controls.ts';
import { faultTable } from '../gateway/fault-table.ts';
import { defaultOf, switchTable } from '../switches.ts';
import { defaultCatalogue } from '../tenant/default-catalogue.ts';

const page = readFileSync(join(import.meta.dirname, '../../../docs/sandbox.md'), 'utf8');

/** Cells of the first table under a heading, row by row. */
function rowsUnder(heading: string): string[][] {
  const section = page.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  const lines = section
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2);
  return lines.map((line) => line.slice(2, -2).split(' | '));
}

describe('docs/sandbox.md', () => {
  it('lists every switch with its default, its other values and its sentence', () => {
    const switches = Object.entries(switchTable).map(([name, entry]) => {
      const values: string | readonly string[] = entry.values;
      const others =
        typeof values === 'string'
          ? 'a number of seconds'
          : values
              .slice(1)
              .map((value) => `\`${value}\``)
              .join(', ');
      return [`\`${name}\``, `\`${defaultOf(entry)}\``, others, entry.says];
    });
    expect(rowsUnder('Switches')).toEqual(switches);
  });

  it('lists every fault with the calls it can happen to and its sentence', () => {
    const faults = Object.entries(faultTable).map(([name, { on, says }]) => [`\`${name}\``, on, says]);
    expect(rowsUnder('Faults')).toEqual(faults);
  });

  it('lists every endpoint with its scope', () => {
    const listed = rowsUnder('Endpoints').slice(1);
    expect(listed).toEqual(
      Object.entries(endpoints).map(([api, { method, path, scope }]) => [
        `\`${api}\``,
        `${method} \`${path.replace('/open-apis', '')}\``,
        `\`${scope}\``,
      ]),
    );
  });

  it('lists every control endpoint', () => {
    const listed = rowsUnder('Control endpoints').flatMap(([endpoint = '']) => {
      const [methods = '', path = ''] = endpoint.split(' `');
      return methods.split(', ').map((method) => `${method} ${path.replace('`', '')}`);
    });
    expect(listed.toSorted((a, b) => a.localeCompare(b))).toEqual(
      Object.keys(controls).toSorted((a, b) => a.localeCompare(b)),
    );
  });

  it('names every item of the built-in catalogue', () => {
    for (const { id } of defaultCatalogue().items) expect(page).toContain(`\`${id}\``);
  });
});
