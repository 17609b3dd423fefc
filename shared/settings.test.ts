import * as v from 'valibot';
import { describe, expect, it } from 'vitest';

import { readSettings, setting } from './settings.ts';

const schema = v.object({
  BUCKET: setting.filled,
  URL: setting.url,
  LANES: setting.lanes,
  SHARE: setting.percent('20'),
  SECRET: setting.filled,
  KIND: setting.userIdType,
});
const good = { BUCKET: 'b', URL: 'https://open.feishu.cn/', SECRET: 's' };

describe('settings', () => {
  it('have what is usual where nothing is said', () => {
    expect(readSettings(schema, good)).toEqual({
      BUCKET: 'b',
      URL: 'https://open.feishu.cn',
      LANES: 20,
      SHARE: 20,
      SECRET: 's',
      KIND: 'open_id',
    });
  });

  it('are told all their faults at once, by name and without values', () => {
    const bad = { URL: 'here', LANES: 'many', SHARE: '120', SECRET: '', KIND: 'email' };
    const read = () => readSettings(schema, bad);
    expect(read).toThrow(/BUCKET.*URL.*LANES.*SHARE.*SECRET.*KIND/);
    expect(read).not.toThrow(/here|many|120|email/);
  });

  it.each(['0', '-1', '1.5', '', ' 5', '61'])('%j is no number of lanes', (LANES) => {
    expect(() => readSettings(schema, { ...good, LANES })).toThrow('LANES');
  });
});
