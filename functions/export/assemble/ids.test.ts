import { expect, it } from 'vitest';

import { Ids } from './ids.ts';

it('ids are numbered as they come, and each keeps its number, whatever the table they stand in', () => {
  const ids = new Ids();
  const count = 400_000;
  let kept = 0;
  for (let n = 0; n < count; n += 1) kept += Number(ids.numberOf(`7397033607${n}`) === n);
  expect(kept).toBe(count);
  expect(ids.count).toBe(count);
  for (const n of [0, 1, 183_500, 183_501, 399_999]) expect(ids.numberOf(`7397033607${n}`)).toBe(n);
  expect(ids.count).toBe(count);
});
