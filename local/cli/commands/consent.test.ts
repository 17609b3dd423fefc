import { describe, expect, it } from 'vitest';

import type { Plan } from '../../../shared/job/plan.ts';
import { aPlan } from '../../../test/plan.ts';
import type { Language } from '../../language.ts';
import type { Destination } from '../flags/destination.ts';
import { createScreen } from '../screen/screen.ts';
import { say } from '../words/say.ts';
import { consents, type Planned } from './consent.ts';

const sandbox: Destination = { kind: 'sandbox' };
const service: Destination = {
  kind: 'service',
  baseUrl: 'https://open.feishu.cn',
  appId: 'cli_a',
  appSecret: 'hush',
  isLive: true,
};
const hold: Plan['hold'] = [
  { kind: 'columns', say: say('file.header_wrong', { row: 1, faults: 'x' }) },
  { kind: 'hidden_rows', say: say('file.empty') },
];
const held: Planned = {
  shown: 'held.csv',
  plan: { ...aPlan({}), state: 'await_approval', hold },
  callsDone: undefined,
};
const other: Planned = { ...held, shown: 'other.csv', plan: { ...aPlan({}), state: 'await_approval' } };

describe('a held file, without a terminal to ask at', () => {
  it.each([
    [sandbox, []],
    [sandbox, ['columns']],
    [service, []],
  ] as const)('stops all files unless --accept names each reason: to the %o with %j', async (to, accept) => {
    const { answer, lines } = await asked({ to, accept, planned: [other, held] });
    const missing = ['columns', 'hidden_rows'].filter((kind) => !accept.some((one) => one === kind));
    expect(answer).toBe('not accepted');
    expect(lines.map((line) => line.trim()).slice(-4)).toEqual([
      'held.csv is held until somebody has looked:',
      'columns: the header (row 1) is wrong: x',
      'hidden_rows: the file is empty',
      `held.csv was not sent: look at it, and add --accept ${missing.join(',')} if it is right as it is`,
    ]);
  });

  it.each([sandbox, service])('goes on where it does: %o', async (to) => {
    const { answer, lines } = await asked({ to, accept: ['hidden_rows', 'columns'], planned: [held] });
    expect(answer).toBe('yes');
    expect(lines.map((line) => line.trim())).toContain('columns: the header (row 1) is wrong: x');
  });

  it('is told in the language of the screen', async () => {
    const { lines } = await asked({ to: sandbox, accept: [], planned: [held], language: 'zh' });
    expect(lines).toEqual([
      'held.csv 暂缓提交，需要先人工核对：',
      '  columns：表头（第 1 行）有误：x',
      '  hidden_rows：文件是空的',
      'held.csv 没有提交：请先核对，确认无误后加上 --accept columns,hidden_rows 再运行一次',
    ]);
  });
});

it.each<[string, Planned]>([
  ['was begun by an earlier run, and so accepted then', { ...held, callsDone: 1 }],
  ['is refused whole', { ...held, plan: { ...held.plan, state: 'rejected', batches: [] } }],
  ['has nothing to send', { ...held, plan: { ...held.plan, batches: [] } }],
])('nothing is asked of a held file that %s', async (_, file) => {
  expect((await asked({ to: sandbox, accept: [], planned: [file] })).answer).toBe('yes');
});

it('a dry run lists what a file would be held for, and asks nothing', async () => {
  const dry = { ...held, plan: { ...held.plan, state: 'dry_run' } } as const;
  const { answer, lines } = await asked({ to: sandbox, accept: [], planned: [dry] });
  expect(answer).toBe('yes');
  expect(lines).toEqual([
    'held.csv would be held until somebody has looked:',
    '  columns: the header (row 1) is wrong: x',
    '  hidden_rows: the file is empty',
  ]);
});

interface Case {
  readonly to: Destination;
  readonly accept: readonly string[];
  readonly planned: readonly Planned[];
  readonly language?: Language;
}

/** Of a command with --yes and without a terminal. */
async function asked({ to, accept, planned, language = 'en' }: Case) {
  const lines: string[] = [];
  const screen = createScreen({ write: (text: string) => lines.push(text.trimEnd()) }, () => 0, language);
  const answer = await consents(
    { baseUrl: 'https://open.feishu.cn', appId: 'cli_a' },
    { destination: to, yes: true, accept, isTerminal: false },
    planned,
    { screen, stopping: new AbortController().signal },
  );
  return { answer, lines };
}
