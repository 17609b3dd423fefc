import { describe, expect, it } from 'vitest';

import { say } from '../words/say.ts';
import { answers } from './approved.ts';

const planned_at = '2026-11-28T04:00:00.900Z';
const hold = [{ kind: 'columns' as const, say: say('file.empty') }];
const at = (time: string) => Date.parse(`2026-11-28T${time}Z`);

describe('an approval', () => {
  it.each([
    ['after the plan of a file that is held', hold, '04:00:01', true],
    ['in the second of that plan, for S3 tells whole seconds', hold, '04:00:00', true],
    ['before that plan, whose reasons nobody could have seen', hold, '03:59:59', false],
    ['before the plan of a file that only asks for approval', [], '03:59:59', true],
    ['before a plan without reasons', undefined, '03:59:59', true],
  ])('%s', (_, reasons, time, expected) => {
    expect(answers(at(time), { planned_at, hold: reasons })).toBe(expected);
  });
});
