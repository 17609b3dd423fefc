// Each answer of AWS leads to its verdict, and what a question has made is removed again, also after a failure.

import { describe, expect, it } from 'vitest';

import { china } from '../../serverless/first-hour/questions/china.ts';
import { firstReceive } from '../../serverless/first-hour/questions/first-receive.ts';
import { handBack } from '../../serverless/first-hour/questions/hand-back.ts';
import { questions } from '../../serverless/first-hour/questions/index.ts';
import { jitter } from '../../serverless/first-hour/questions/jitter.ts';
import { keyChange } from '../../serverless/first-hour/questions/key-change.ts';
import { scheduleRole } from '../../serverless/first-hour/questions/schedule-role.ts';
import { exitCodeOf, summaryOf } from '../../serverless/first-hour/run.ts';
import { aWorld, refused, type Answers } from './tools.ts';

const inChina = {
  account: '1',
  partition: 'aws-cn',
  inbox: 'i',
  records: 'r',
  feishuBaseUrl: 'https://open.feishu.cn',
};
const noRole = refused('ValidationException', 'The execution role you provide must allow AWS EventBridge');

describe('1: a schedule with a new role', () => {
  it.each([
    ['is accepted', [undefined], 'as expected', 'accepted at the first try'],
    ['is accepted later', [noRole, noRole, undefined], 'differs', 'refused 2 times, accepted after 6 s'],
    ['is never accepted', [noRole], 'differs', 'refused for two minutes'],
    ['may not be made', [refused('AccessDeniedException')], 'could not be asked', 'AccessDeniedException'],
  ])('%s', async (_, created, verdict, seen) => {
    const world = aWorld({}, { 'scheduler create-schedule': created });
    const answer = await world.ask(scheduleRole);
    expect(answer).toEqual({ verdict, seen: expect.stringContaining(seen), left: [] });
    expect(world.commands().slice(-2)).toEqual(['scheduler delete-schedule', 'iam delete-role']);
  });

  it('has the trust of ScheduleRole, is disabled, and can send nothing', async () => {
    const world = aWorld({}, {});
    await world.ask(scheduleRole);
    const [role, schedule] = world.calls;
    expect(JSON.parse(String(role?.options['assume-role-policy-document'])).Statement[0].Condition).toEqual({
      StringEquals: {
        'aws:SourceAccount': '111122223333',
        'aws:SourceArn': 'arn:aws:scheduler:us-east-1:111122223333:schedule-group/payferry-test',
      },
    });
    expect(schedule?.options).toMatchObject({ state: 'DISABLED', 'group-name': 'payferry-test' });
    expect(world.commands().filter((command) => command.includes('policy'))).toEqual([]);
  });

  it('the role is removed too if it could not be made for sure', async () => {
    const world = aWorld({}, { 'iam create-role': [refused('Unknown', 'Connection was closed')] });
    expect((await world.ask(scheduleRole)).verdict).toBe('could not be asked');
    expect(world.commands()).toEqual(['iam create-role', 'iam delete-role']);
  });
});

describe('4: a message that is handed back', () => {
  it('comes after 60 seconds, and the one behind it not before', async () => {
    const world = aWorld();
    const answer = await world.ask(handBack);
    expect(answer.seen).toMatch(/^the second after 60\.\d s, the third after 6\d\.\d s$/);
    expect(answer).toMatchObject({ verdict: 'as expected', left: [] });
    expect(world.made.size).toBe(0);
  });

  it('differs if the one behind it comes first', async () => {
    const world = aWorld({}, {}, { locks: false });
    expect(await world.ask(handBack)).toMatchObject({
      verdict: 'differs',
      seen: expect.stringMatching(/^the third after 0\.0 s/),
    });
  });

  it('cannot be asked if no receive has two', async () => {
    const world = aWorld({}, {}, { most: 1 });
    expect(await world.ask(handBack)).toMatchObject({ verdict: 'could not be asked', left: [] });
    expect(world.made.size).toBe(0);
  });
});

describe('5: the first receive', () => {
  it.each([
    [10, 'as expected', '10 messages of 10 groups'],
    [1, 'differs', '3 messages of 1 groups'],
    [0, 'could not be asked', 'the receive was empty'],
  ])('of %i groups at most', async (mostGroups, verdict, seen) => {
    const world = aWorld({}, {}, { mostGroups });
    const answer = await world.ask(firstReceive);
    expect(answer).toMatchObject({ verdict, left: [] });
    if (mostGroups !== 10) expect(answer.seen).toBe(seen);
    else expect(answer.seen).toMatch(/^10 messages of \d+ groups$/);
    expect(world.made.size).toBe(0);
  });
});

describe('6: the way to Feishu', () => {
  const metrics = (calls: number, throttled: number): Answers => ({
    'cloudwatch get-metric-statistics': [
      { Datapoints: calls === 0 ? [] : [{ SampleCount: calls }] },
      { Datapoints: throttled === 0 ? [] : [{ Sum: throttled }] },
      { Datapoints: [{ ExtendedStatistics: { p50: 180.4, p99: 900 } }] },
    ],
  });
  const uneven = () => {
    let at = 0;
    return { roundTrip: async () => ((at += 1) % 5 === 0 ? 90 : 10) };
  };

  it.each([
    ['few were throttled', 1000, 50, false, 'as expected', '50 throttled (5.0 %), call_latency p50 180 ms'],
    ['many were throttled', 1000, 51, false, 'differs', '51 throttled'],
    ['it made no calls', 0, 0, false, 'could not be asked', 'run it in CloudShell in us-east-1'],
    [
      'it made none, and this is the region',
      0,
      0,
      true,
      'as expected',
      'in us-east-1: round trips p50 10 ms',
    ],
  ])('of a stage of which %s', async (_, calls, throttled, isInRegion, verdict, seen) => {
    const world = aWorld({ isInRegion }, metrics(calls, throttled));
    expect(await world.ask(jitter)).toMatchObject({ verdict, seen: expect.stringContaining(seen) });
  });

  it('counts if it is uneven in the region, and is only told from elsewhere', async () => {
    const there = aWorld({ isInRegion: true, ...uneven() }, metrics(100, 0));
    expect((await there.ask(jitter)).verdict).toBe('differs');
    const elsewhere = aWorld({ isInRegion: false, ...uneven() }, metrics(100, 0));
    const answer = await elsewhere.ask(jitter);
    expect(answer.verdict).toBe('as expected');
    expect(answer.seen).toContain(
      'from this machine, which is not the region: round trips p50 10 ms, p95 90 ms',
    );
  });

  it('that leads nowhere cannot be measured', async () => {
    const world = aWorld({ roundTrip: () => Promise.reject(new Error('fetch failed')) });
    expect(await world.ask(jitter)).toMatchObject({ verdict: 'could not be asked', seen: 'fetch failed' });
  });
});

describe('7: a key of its own', () => {
  const kmsKey = 'arn:aws:kms:us-east-1:1:key/k';

  it('is asked only with --kms-key', async () => {
    const world = aWorld();
    expect(await world.ask(keyChange)).toMatchObject({ verdict: 'could not be asked' });
    expect(world.made.size).toBe(0);
  });

  it('takes over in place', async () => {
    const world = aWorld({ kmsKey });
    expect(await world.ask(keyChange)).toMatchObject({
      verdict: 'as expected',
      seen: `key ${kmsKey}, SSE-SQS false, received: after, before`,
      left: [],
    });
  });

  it('differs where the queue keeps its own', async () => {
    const world = aWorld({ kmsKey });
    const { queues } = world.tools;
    const tools = { ...world.tools, queues: { ...queues, setAttributes: () => Promise.resolve() } };
    const answer = await world.clock.until(keyChange.ask(tools));
    expect(answer).toMatchObject({ verdict: 'differs', seen: expect.stringContaining('SSE-SQS true') });
  });
});

describe('8: China', () => {
  const role = 'arn:aws-cn:iam::1:role/r';
  const noMove = refused('AWS.SimpleQueueService.UnsupportedOperation');

  it('is asked only there', async () => {
    const world = aWorld({ role });
    expect(await world.ask(china)).toMatchObject({ verdict: 'could not be asked' });
    expect(world.calls).toEqual([]);
  });

  it.each([
    ['both as expected', role, undefined, noMove, 'as expected', 'the move task was refused'],
    ['no arm64', role, refused('X', 'architectures'), noMove, 'differs', 'the function was refused: X'],
    ['a move task', role, undefined, undefined, 'differs', 'the move task was accepted'],
    ['no role', undefined, undefined, noMove, 'could not be asked', 'needs --role ARN'],
    ['no right', role, refused('AccessDenied'), noMove, 'could not be asked', 'the move task was refused'],
    [
      'no right to move',
      role,
      undefined,
      refused('AccessDenied'),
      'could not be asked',
      'the move task: Acc',
    ],
  ])('%s', async (_, given, created, moved, verdict, seen) => {
    const answers = { 'lambda create-function': [created], 'sqs start-message-move-task': [moved] };
    const world = aWorld({ stack: inChina, role: given }, answers);
    expect(await world.ask(china)).toEqual({ verdict, seen: expect.stringContaining(seen), left: [] });
    expect(world.made.size).toBe(0);
    expect(world.commands().includes('lambda delete-function')).toBe(given !== undefined);
  });
});

describe('what a question has made', () => {
  it.each(
    [handBack, firstReceive, keyChange].flatMap((question) =>
      ['create', 'send', 'receive'].map((action) => [question.number, action, question] as const),
    ),
  )('%i is removed if %s fails', async (_, action, question) => {
    const world = aWorld({ kmsKey: 'k' });
    world.faults.on = (done) => {
      if (done === action) throw new Error('connection lost');
    };
    expect(await world.ask(question)).toEqual({
      verdict: 'could not be asked',
      seen: 'connection lost',
      left: [],
    });
    expect(world.made.size).toBe(0);
  });

  it('is removed after Ctrl-C, and no other question is asked', async () => {
    const world = aWorld();
    world.faults.on = (done) => {
      if (done === 'receive') world.stopping.abort(new Error('it was stopped'));
    };
    expect(await world.ask(handBack)).toMatchObject({ verdict: 'could not be asked', left: [] });
    expect(world.made.size).toBe(0);
    expect(await world.ask(firstReceive)).toMatchObject({ seen: 'it was stopped before' });
  });

  it('is named if it cannot be removed, and the others are removed', async () => {
    const world = aWorld(
      { stack: inChina, role: 'r' },
      { 'lambda delete-function': [refused('AccessDenied')] },
    );
    const { left } = await world.ask(china);
    expect(left).toEqual(['function payferry-first-hour-abcd1234 (AccessDenied: no)']);
    expect(world.made.size).toBe(0);
  });
});

describe('the end', () => {
  const [first, second] = questions;
  if (!first || !second) throw new Error('there are no questions');
  const expected = { question: first, answer: { verdict: 'as expected', seen: 'x' } } as const;
  const other = { question: second, answer: { verdict: 'differs', seen: 'why' } } as const;
  const unasked = { question: second, answer: { verdict: 'could not be asked', seen: 'why' } } as const;

  it('has a line for each question, and what is left', () => {
    expect(summaryOf({ asked: [expected, other], left: ['queue q (no)'] })).toEqual([
      '',
      '1  as expected',
      '2  differs: why',
      '',
      'Could not be removed, please remove it by hand:',
      '  queue q (no)',
    ]);
  });

  it.each([
    [0, [expected, unasked], [], false],
    [1, [expected, other], [], false],
    [1, [expected], ['queue q'], false],
    [130, [expected], [], true],
  ])('has exit code %i', (code, asked, left, wasStopped) => {
    expect(exitCodeOf({ asked, left }, wasStopped)).toBe(code);
  });

  it('is the end of eight questions, each with what is expected and what to do', () => {
    expect(questions.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
});
