import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { splitSettings } from '../functions/split/settings.ts';

const page = readFileSync('docs/settings.md', 'utf8');

describe('docs/settings.md', () => {
  it.each(Object.keys(splitSettings.entries))('says what %s is', (name) => {
    expect(page).toContain(`| \`${name}\` | `);
  });

  it('speaks of no setting that there is not', () => {
    const named = [...page.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name);
    expect(new Set(named)).toEqual(new Set(Object.keys(splitSettings.entries)));
  });
});
