// The client against the sandbox. The sandbox was written from the API's pages alone, so both must understand the API
// alike.

import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { startSandbox, type Sandbox } from '../../local/sandbox/start.ts';
import { systemClock } from '../../shared/clock.ts';
import type { RequestLine } from '../../shared/feishu/call.ts';
import { createClient, type CallOptions, type Client } from '../../shared/feishu/client.ts';
import { lumpSumCreate } from '../../shared/feishu/operations/lump-sum-create.ts';
import { lumpSumQueryDetail } from '../../shared/feishu/operations/lump-sum-query-detail.ts';
import { lumpSumQuery } from '../../shared/feishu/operations/lump-sum-query.ts';
import { lumpSumRemove } from '../../shared/feishu/operations/lump-sum-remove.ts';
import { lumpSumUpdate } from '../../shared/feishu/operations/lump-sum-update.ts';
import { recurringCreate } from '../../shared/feishu/operations/recurring-create.ts';
import { recurringQuery } from '../../shared/feishu/operations/recurring-query.ts';
import { recurringRemove } from '../../shared/feishu/operations/recurring-remove.ts';
import { recurringUpdate } from '../../shared/feishu/operations/recurring-update.ts';
import type { QueryOperation } from '../../shared/feishu/operation.ts';
import { readPages } from '../../shared/feishu/pages.ts';
import { judgeRecord } from '../../shared/feishu/rules/judge.ts';
import { allSlots, laneSlots } from '../../shared/feishu/slots.ts';
import { createTimetable } from '../../shared/feishu/timetable.ts';
import type { JsonObject } from '../../shared/values/json.ts';
import { apps } from '../../local/sandbox/test/caller.ts';
import {
  aBonus,
  aBonusChange,
  anAllowance,
  anAllowanceChange,
  aDetail,
  person,
} from '../../local/sandbox/test/payments.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ rate: 0 });
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.stop());

function connect({
  app = apps.everything,
  timeoutMs = 5000,
  callsPerSecond = 1000,
  owns = allSlots.owns,
} = {}) {
  const lines: RequestLine[] = [];
  const client = createClient({
    baseUrl: sandbox.baseUrl,
    appId: app.app_id,
    appSecret: () => Promise.resolve(app.app_secret),
    clock: systemClock,
    fetch,
    timeoutMs,
    onRequest: (line) => lines.push(line),
  });
  const lane = createTimetable(systemClock, { callsPerSecond }).lane(owns);
  const options: CallOptions = { lane, userIdType: 'people_corehr_id', deadlineMs: Infinity };
  return { client, options, lines };
}

async function readAll(
  client: Client,
  operation: QueryOperation,
  options: CallOptions,
  filters: JsonObject = {},
  pageSize = 500,
) {
  const records: JsonObject[] = [];
  for await (const page of readPages(client, operation, filters, { ...options, pageSize }))
    records.push(...page.records);
  return records;
}

const kindsOf = (answer: Awaited<ReturnType<Client['write']>>) =>
  answer.kind === 'accepted'
    ? answer.verdicts.map((verdict) => ('code' in verdict ? verdict.code : verdict.kind))
    : answer.kind;

describe('payments come and go', () => {
  it('lump sums: created, read, corrected, read in detail, removed', async () => {
    const { client, options } = connect();
    const bonuses = [
      aBonus(),
      aBonus({
        issuance_frequency: 2,
        total_amount: '30.5',
        details: [aDetail({ issuance_amount: '10.25' }), aDetail({ issuance_amount: '20.25' })],
      }),
    ];
    expect(bonuses.map((bonus) => judgeRecord(lumpSumCreate, bonus))).toEqual([[], []]);
    const created = await client.write(lumpSumCreate, bonuses, options);
    expect(kindsOf(created)).toEqual(['done', 'done']);
    expect(kindsOf(await client.write(lumpSumCreate, bonuses, options))).toEqual([21270202, 21270202]);

    const stored = await readAll(client, lumpSumQuery, options);
    expect(stored.map(({ unique_id }) => unique_id)).toEqual(bonuses.map(({ unique_id }) => unique_id));
    const id = String(stored[0]?.id);
    const [detail] = await readAll(client, lumpSumQueryDetail, options, { record_ids: [id] });
    const change = aBonusChange(id, String(detail?.id), { remark: '更正' });
    expect(judgeRecord(lumpSumUpdate, change)).toEqual([]);
    expect(kindsOf(await client.write(lumpSumUpdate, [change], options))).toEqual(['done']);
    expect(await readAll(client, lumpSumQuery, options, { ids: [id] })).toMatchObject([
      { id, remark: '更正' },
    ]);

    expect(kindsOf(await client.write(lumpSumRemove, [{ id }, { id: 'none' }], options))).toEqual([
      'done',
      21270201,
    ]);
    expect(await readAll(client, lumpSumQuery, options)).toHaveLength(1);
  });

  it('recurring payments too', async () => {
    const { client, options } = connect();
    const allowance = anAllowance();
    expect(judgeRecord(recurringCreate, allowance)).toEqual([]);
    expect(kindsOf(await client.write(recurringCreate, [allowance], options))).toEqual(['done']);
    const [stored] = await readAll(client, recurringQuery, options);
    const id = String(stored?.id);
    const change = anAllowanceChange(id, { each_amount: '30.00' });
    expect(judgeRecord(recurringUpdate, change)).toEqual([]);
    expect(kindsOf(await client.write(recurringUpdate, [change], options))).toEqual(['done']);
    expect(await readAll(client, recurringQuery, options)).toMatchObject([{ id, each_amount: '30.00' }]);
    expect(kindsOf(await client.write(recurringRemove, [{ id }], options))).toEqual(['done']);
  });

  it('page by page, whatever the size of a page', async () => {
    const { client, options } = connect();
    const bonuses = Array.from({ length: 25 }, () => aBonus());
    await client.write(lumpSumCreate, bonuses, options);
    for (const pageSize of [1, 7, 25, 500]) {
      const read = await readAll(client, lumpSumQuery, options, {}, pageSize);
      expect(read.map(({ unique_id }) => unique_id)).toEqual(bonuses.map(({ unique_id }) => unique_id));
    }
  });
});

describe('what is refused as a whole', () => {
  it('names the record whose person is unknown', async () => {
    const { client, options } = connect();
    const records = [aBonus({ user_id: person(1).open_id }), aBonus({ user_id: 'ou_nobody' })];
    expect(await client.write(lumpSumCreate, records, { ...options, userIdType: 'open_id' })).toMatchObject({
      kind: 'refused',
      code: 99992351,
      violations: [{ value: 'ou_nobody' }],
    });
    expect(await sandbox.records()).toEqual([]);
  });

  it('for a scope that the app lacks, names the scope', async () => {
    const { client, options } = connect({ app: apps.writesOnly });
    await expect(readAll(client, lumpSumQuery, options)).rejects.toMatchObject({
      kind: 'barred',
      code: 99991672,
    });
    expect(await client.read(lumpSumQuery, { filters: {}, pageSize: 1 }, options)).toMatchObject({
      kind: 'barred',
      missingScopes: ['corehr:compensation.lump_sum_payment:read'],
    });
  });

  it('for a wrong secret, before anything is sent', async () => {
    const { client, options } = connect({ app: { ...apps.everything, app_secret: 'wrong' } });
    expect(await client.write(lumpSumCreate, [aBonus()], options)).toMatchObject({
      kind: 'barred',
      code: 10014,
    });
    expect(await sandbox.calls({ api: 'lump_sum_payment.batch_create' })).toEqual([]);
  });
});

describe('a fault of the sandbox', () => {
  const api = lumpSumCreate.name;

  it.each([
    ['no_answer_before', 'unanswered', 0],
    ['no_answer_after', 'unanswered', 1],
    ['cut_before', 'unanswered', 0],
    ['cut_after', 'unanswered', 1],
    ['cut_mid_answer', 'unanswered', 1],
    ['server_error_before', 'broken', 0],
    ['server_error_after', 'broken', 1],
    ['busy_before', 'broken', 0],
    ['busy_after', 'broken', 1],
    ['html_502_after', 'broken', 1],
    ['html_200_after', 'broken', 1],
    ['html_200_before', 'broken', 0],
    ['unknown_code_before', 'unknown_code', 0],
    ['unknown_code_after', 'unknown_code', 1],
    ['slow_body', 'unanswered', 1],
  ])('%s leaves the record in doubt (%s), and %i of it stored', async (fault, kind, stored) => {
    const { client, options } = connect({ timeoutMs: 300 });
    await sandbox.setFaults({ next: [{ api, fault }], slow_body_ms: 5000 });
    expect((await client.write(lumpSumCreate, [aBonus()], options)).kind).toBe(kind);
    expect(await sandbox.records()).toHaveLength(stored);
  });

  it.each(['throttled', 'token_withdrawn'])(
    '%s was not processed: the call goes out again and is accepted once',
    async (fault) => {
      const { client, options } = connect();
      await sandbox.setFaults({ next: [{ api, fault }], throttle_ms: 20 });
      expect(kindsOf(await client.write(lumpSumCreate, [aBonus()], options))).toEqual(['done']);
      expect(await sandbox.records()).toHaveLength(1);
      expect(await sandbox.calls({ api })).toHaveLength(2);
    },
  );

  it.each(['quota_used_up', 'ip_refused'])('%s bars the app', async (fault) => {
    const { client, options } = connect();
    await sandbox.setFaults({ next: [{ api, fault }] });
    expect((await client.write(lumpSumCreate, [aBonus()], options)).kind).toBe('barred');
    expect(await sandbox.records()).toEqual([]);
  });

  it('shuffled results go to their records; a missing one leaves its record in doubt alone', async () => {
    const { client, options } = connect();
    const bonuses = Array.from({ length: 20 }, () => aBonus());
    await sandbox.setFaults({ next: [{ api, fault: 'shuffled_results' }] });
    const answer = await client.write(lumpSumCreate, bonuses, options);
    const stored = new Map((await sandbox.records()).map((record) => [record.unique_id, record.id]));
    const verdicts = answer.kind === 'accepted' ? answer.verdicts : [];
    expect(verdicts).toEqual(bonuses.map(({ unique_id }) => ({ kind: 'done', id: stored.get(unique_id) })));

    await sandbox.setFaults({ next: [{ api, fault: 'missing_result' }] });
    const kinds = kindsOf(await client.write(lumpSumCreate, [aBonus(), aBonus(), aBonus()], options));
    expect(Array.isArray(kinds) && kinds.filter((kind) => kind === 'no_result')).toHaveLength(1);
  });

  it('a code of a record that nobody knows is kept as it came', async () => {
    const { client, options } = connect();
    await sandbox.setFaults({ next: [{ api, fault: 'unknown_record_code' }] });
    const answer = await client.write(lumpSumCreate, [aBonus()], options);
    expect(answer.kind === 'accepted' && answer.verdicts[0]?.kind).toBe('unknown_code');
  });

  it('fields that nobody knows come through a page', async () => {
    const { client, options } = connect();
    await client.write(lumpSumCreate, [aBonus()], options);
    const [plain] = await readAll(client, lumpSumQuery, options);
    await sandbox.setFaults({ next: [{ api: lumpSumQuery.name, fault: 'unknown_fields' }] });
    const [grown] = await readAll(client, lumpSumQuery, options);
    expect(Object.keys(grown ?? {}).length).toBeGreaterThan(Object.keys(plain ?? {}).length);
    expect(grown).toMatchObject({ ...plain, details: [{}] });
  });

  it('an empty page_token on the last page is its end, and one with more to come an error', async () => {
    const { client, options } = connect();
    await client.write(
      lumpSumCreate,
      Array.from({ length: 5 }, () => aBonus()),
      options,
    );
    await sandbox.setFaults({ next: [{ api: lumpSumQuery.name, fault: 'empty_page_token' }] });
    expect(await readAll(client, lumpSumQuery, options)).toHaveLength(5);
    await sandbox.setFaults({ next: [{ api: lumpSumQuery.name, fault: 'lost_page_token' }] });
    await expect(readAll(client, lumpSumQuery, options, {}, 2)).rejects.toMatchObject({ kind: 'broken' });
  });
});

describe('two readings of the same pages', () => {
  const dates = ['2026-02-29', '2026-12-10', '2026-12-11', '2026/12/10'];
  const values = ['', 'x', 'x'.repeat(256), 'paid', 'not_issued', 'with_cash', 'with_stock'];
  const amounts = ['0', '0.00', '-1', '1', '2000', '2000.0', '2,000', '1e3'];
  const texts = fc.constantFrom(...dates, ...values, ...amounts);
  const anything = fc.oneof(texts, fc.constantFrom<unknown>(null, 0, 1, 2, -1, 1.5, 2 ** 31, true, [], {}));
  // The identity is never emptied. The page's length range would allow an empty one, and the rules refuse it on purpose.
  const bent = ({ unique_id: named, ...good }: JsonObject) =>
    fc
      .dictionary(fc.constantFrom(...Object.keys(good)), anything, { maxKeys: 2 })
      .map((changes): JsonObject => ({
        ...(named === undefined ? {} : { unique_id: named }),
        ...good,
        ...changes,
      }));
  const bonuses = fc
    .tuple(bent(aBonus()), fc.array(bent(aDetail()), { minLength: 1, maxLength: 3 }))
    .map(([bonus, details]): JsonObject => ({ ...bonus, details }));

  it.each([
    ['bonus', lumpSumCreate, fc.oneof(bent(aBonus()), bonuses)],
    ['allowance', recurringCreate, bent(anAllowance())],
  ] as const)(
    'a %s that the rules refuse, the sandbox refuses too: no refusal is false',
    async (_, operation, records) => {
      const { client, options } = connect({ callsPerSecond: 100_000 });
      let refused = 0;
      await fc.assert(
        fc.asyncProperty(records, async (record) => {
          const faults = judgeRecord(operation, record);
          if (faults.length === 0) return;
          refused += 1;
          const answer = await client.write(operation, [record], options);
          expect(['accepted', 'refused']).toContain(answer.kind);
          expect(kindsOf(answer), JSON.stringify({ faults, record })).not.toEqual(['done']);
        }),
        { numRuns: 400 },
      );
      expect(refused).toBeGreaterThan(100);
      expect(await sandbox.records()).toEqual([]);
    },
    30_000,
  );
});

describe("the rate, by the sandbox's own strict second", () => {
  it('three lanes at full speed: each call starts early in a slot of its lane, and what is refused is sent again', async () => {
    await using strict = await startSandbox({ rate: 10 });
    const starts: { readonly lane: number; readonly startedMs: number }[] = [];
    const lanes = [0, 1, 2].map((lane) => {
      const client = createClient({
        baseUrl: strict.baseUrl,
        appId: strict.appId,
        appSecret: () => Promise.resolve(strict.appSecret),
        clock: systemClock,
        fetch,
        timeoutMs: 5000,
        onRequest: ({ operation, startedMs }) => {
          if (operation === lumpSumCreate.name) starts.push({ lane, startedMs });
        },
      });
      const options: CallOptions = {
        lane: createTimetable(systemClock, { callsPerSecond: 10 }).lane(laneSlots(lane, 3)),
        userIdType: 'people_corehr_id',
        deadlineMs: Infinity,
      };
      return { client, options };
    });
    const answers = await Promise.all(
      lanes.flatMap(({ client, options }) =>
        Array.from({ length: 14 }, () => client.write(lumpSumCreate, [aBonus()], options)),
      ),
    );
    expect(new Set(answers.map(({ kind }) => kind))).toEqual(new Set(['accepted']));

    const slotMs = 105;
    const slots = starts.map(({ startedMs }) => Math.floor(startedMs / slotMs));
    expect(slots.map((slot) => slot % 3)).toEqual(starts.map(({ lane }) => lane));
    expect(new Set(slots).size).toBe(slots.length);
    // 50 ms, and the time from the turn to the request.
    expect(Math.max(...starts.map(({ startedMs }) => startedMs % slotMs))).toBeLessThan(60);

    // Whether calls arrive as punctually as they start depends on the machine. The simulation shows how much the timetable
    // tolerates.
    const calls = await strict.calls({ api: lumpSumCreate.name });
    expect(calls).toHaveLength(starts.length);
    expect(calls.filter(({ status }) => status !== 429)).toHaveLength(42);
  }, 30_000);
});
