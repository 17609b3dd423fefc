// The readers of Feishu's answers: whatever comes, nothing is thrown, and nothing is called done that was not said to be.

import fc from 'fast-check';

import { readAnswer, type Answer } from '../../shared/feishu/answer.ts';
import { createClient, type Client, type ReadAnswer, type WriteAnswer } from '../../shared/feishu/client.ts';
import type { WriteOperation } from '../../shared/feishu/operation.ts';
import { lumpSumCreate } from '../../shared/feishu/operations/lump-sum-create.ts';
import { createTimetable } from '../../shared/feishu/timetable.ts';
import { handClock } from '../hand-clock.ts';
import { writeOperations } from '../../shared/feishu/operations/index.ts';
import { lumpSumQuery } from '../../shared/feishu/operations/lump-sum-query.ts';
import { readPage } from '../../shared/feishu/page.ts';
import { PagesCutOff, readPages } from '../../shared/feishu/pages.ts';
import { readResults } from '../../shared/feishu/results.ts';
import { isJsonObject, numberOf, readJson, type JsonObject } from '../../shared/json.ts';
import { jsonObject, jsonValue, nasty } from './json-text.ts';
import { check, type Property } from './property.ts';

const valueOf = jsonValue.map(({ text }) => readJson(text));
const codes = fc.oneof(
  fc.constantFrom(0, 0, 2290001, 2290002, 99991400, 99991663, 99991672, 99992402, 21270202, 1500),
  fc.constantFrom('0', null, -0, 0.5, false, [0], {}),
  fc.integer(),
);

/** The answer of a good day, of which one thing is missing, another thing or a thing twice. */
const bent = (good: JsonObject): fc.Arbitrary<JsonObject> =>
  fc
    .array(
      fc.record({
        at: fc.array(fc.nat({ max: 12 }), { minLength: 1, maxLength: 5 }),
        how: fc.constantFrom('drop' as const, 'replace' as const, 'double' as const),
        by: valueOf,
      }),
      { maxLength: 3 },
    )
    .map((bends) =>
      bends.reduce<JsonObject>((body, { at, how, by }) => objectOf(bend(body, at, how, by)), good),
    );

function bend(
  value: unknown,
  [step = 0, ...path]: readonly number[],
  how: 'drop' | 'replace' | 'double',
  by: unknown,
): unknown {
  if (Array.isArray(value)) {
    if (value.length === 0) return value;
    const at = step % value.length;
    const inner: unknown = value[at];
    if (path.length > 0) return value.with(at, bend(inner, path, how, by));
    if (how === 'drop') return value.toSpliced(at, 1);
    return how === 'double' ? value.toSpliced(at, 0, inner) : value.with(at, by);
  }
  if (!isJsonObject(value)) return how === 'replace' ? by : value;
  const names = Object.keys(value);
  const name = names[step % Math.max(1, names.length)];
  if (name === undefined) return value;
  if (path.length > 0) return { ...value, [name]: bend(value[name], path, how, by) };
  if (how === 'drop') return Object.fromEntries(Object.entries(value).filter(([field]) => field !== name));
  return how === 'double' ? { ...value, again: value[name] } : { ...value, [name]: by };
}

function objectOf(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}

const envelope = fc.record({
  code: codes,
  msg: fc.oneof(fc.string(), valueOf),
  data: fc.oneof(
    jsonObject.map(({ text }) => readJson(text)),
    valueOf,
  ),
  error: fc.oneof(
    fc.record({
      log_id: valueOf,
      field_violations: fc.array(fc.record({ field: valueOf, value: valueOf })),
      permission_violations: fc.array(fc.oneof(fc.record({ subject: fc.string() }), valueOf)),
      helps: fc.array(fc.oneof(fc.record({ url: fc.string() }), valueOf)),
    }),
    valueOf,
  ),
});

const answers: Property = {
  name: 'an answer is one of the known kinds; accepted only with code 0 and HTTP 2xx, and nothing behind a 5xx is known',
  property: fc.asyncProperty(
    fc.integer({ min: 200, max: 599 }),
    fc.oneof(
      envelope.chain(bent).map((body) => JSON.stringify(body)),
      jsonValue.map(({ text }) => text),
      nasty,
      fc.string({ unit: 'binary' }),
      envelope.chain((body) => fc.nat({ max: 60 }).map((at) => JSON.stringify(body).slice(0, at))),
    ),
    fc.constantFrom('', '0', '1.5', '-3', 'NaN', '1e400', 'soon'),
    (status, body, reset) => {
      const headers = new Headers({ 'x-ogw-ratelimit-reset': reset });
      for (const operation of writeOperations) {
        const answer = readAnswer(operation.callCodes, { kind: 'response', status, headers, body });
        check(kinds.has(answer.kind), answer.kind);
        if (status >= 500) check(answer.kind === 'broken', `${status} is ${answer.kind}`);
        if (answer.kind === 'accepted')
          check(status < 300 && codeIn(body) === 0, `${status} ${body} is accepted`);
        if (answer.kind === 'throttled')
          check(
            answer.resetMs === undefined || (answer.resetMs >= 0 && answer.resetMs < Infinity),
            'a wait without end',
          );
      }
      return Promise.resolve();
    },
  ),
};

const ends: ReadonlySet<string> = new Set(['unreachable', 'unanswered', 'not_sent']);
const kinds: ReadonlySet<string> = new Set<Answer['kind']>([
  'accepted',
  'refused',
  'throttled',
  'unauthorised',
  'barred',
  'broken',
  'unknown_code',
]);

function codeIn(body: string): unknown {
  const value: unknown = JSON.parse(body);
  return typeof value === 'object' && value !== null && 'code' in value ? value.code : undefined;
}

const results: Property = {
  name: 'a record is done only where exactly one result names it and says so',
  property: fc.asyncProperty(
    fc.constantFrom(...writeOperations.map(({ name }) => name)),
    fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 5 }).chain((names) =>
      fc.record({
        names: fc.constant(names),
        results: fc.array(
          fc.record({
            name: fc.oneof(fc.constantFrom(...names), fc.string({ maxLength: 3 })),
            code: codes,
            id: valueOf,
            message: valueOf,
          }),
          { maxLength: 8 },
        ),
      }),
    ),
    fc.array(fc.nat({ max: 12 }), { minLength: 3, maxLength: 5 }),
    valueOf,
    (called, { names, results: said }, at, by) => {
      const operation = operationCalled(called);
      const { identity } = operation;
      const records = names.map((name) => ({ [identity]: name }));
      const good = {
        data: { operate_results: said.map(({ name, ...rest }) => ({ ...rest, [identity]: name })) },
      };
      for (const body of [good, objectOf(bend(good, [0, 0, ...at], 'replace', by))]) {
        const verdicts = readResults(operation, records, body);
        const list: unknown = objectOf(body.data).operate_results;
        if (!verdicts) {
          check(!Array.isArray(list), 'a list of results is not seen');
          continue;
        }
        check(verdicts.length === records.length, `${verdicts.length} verdicts`);
        for (const [index, verdict] of verdicts.entries()) {
          const own = (Array.isArray(list) ? list : []).filter(
            (one) => objectOf(one)[identity] === names[index],
          );
          const says = own.length === 1 ? objectOf(own[0]).code : undefined;
          if (verdict.kind === 'done')
            check(numberOf(says) === 0, `done, though it is said ${JSON.stringify(own)}`);
          if (verdict.kind === 'refused')
            check(says !== 0 && own.length === 1, `refused by ${JSON.stringify(own)}`);
        }
      }
      return Promise.resolve();
    },
  ),
};

function operationCalled(called: string): WriteOperation {
  return writeOperations.find(({ name }) => name === called) ?? lumpSumCreate;
}

/** One request's end: an answer, one that breaks off, or none. */
const reply = fc.record({
  kind: fc.constantFrom(
    'answer' as const,
    'answer' as const,
    'answer' as const,
    'cut' as const,
    'refuse' as const,
  ),
  status: fc.constantFrom(200, 200, 200, 204, 302, 400, 401, 404, 413, 429, 500, 502),
  reset: fc.constantFrom('', '0', '0.3', '-1', '1e9', 'NaN'),
  body: fc.oneof(
    envelope.chain(bent).map((body) => JSON.stringify(body)),
    fc.constantFrom(
      '{"code":0,"tenant_access_token":"t-1","expire":7200}',
      '{"code":0,"data":{"operate_results":[{"unique_id":"a","id":"1","code":0,"message":""}]}}',
      '{"code":0,"data":{"has_more":true,"page_token":"p","records":[{"id":"1"}]}}',
    ),
    fc.string({ unit: 'binary' }),
  ),
});

const calls: Property = {
  name: 'a call ends in time as one of the known kinds, whatever the server does',
  property: fc.asyncProperty(
    fc.array(reply, { minLength: 1, maxLength: 6 }),
    fc.boolean(),
    async (replies, writes) => {
      const clock = handClock();
      let asked = 0;
      const fetch = () => {
        const { kind, status, reset, body } = replies[asked % replies.length] ?? { kind: 'refuse' };
        asked += 1;
        if (kind === 'refuse') return Promise.reject(new TypeError('fetch failed'));
        const bytes = new ReadableStream({
          start(stream) {
            stream.enqueue(Buffer.from(body));
            if (kind === 'cut') stream.error(new TypeError('terminated'));
            else stream.close();
          },
        });
        const headers = { 'x-ogw-ratelimit-reset': reset };
        return Promise.resolve(new Response(status === 204 ? null : bytes, { status, headers }));
      };
      const client = createClient({
        baseUrl: 'http://127.0.0.1:1',
        appId: 'cli_fuzz',
        appSecret: () => Promise.resolve('secret'),
        clock,
        fetch,
        timeoutMs: 30_000,
      });
      const lane = createTimetable(clock, { callsPerSecond: 10 }).lane(() => true);
      const options = { lane, userIdType: 'open_id', deadlineMs: clock.now() + 60_000 } as const;
      const answer = await clock.until<ReadAnswer | WriteAnswer>(
        writes
          ? client.write(lumpSumCreate, [{ unique_id: 'a' }], options)
          : client.read(lumpSumQuery, { filters: {}, pageSize: 100 }, options),
      );
      check(kinds.has(answer.kind) || ends.has(answer.kind), answer.kind);
      check(clock.now() <= options.deadlineMs + 30_000, 'it took longer than it may');
      check(asked <= 700, `${asked} requests`);
      if ('verdicts' in answer) check(answer.verdicts.length === 1, `${answer.verdicts.length} verdicts`);
    },
  ),
};

const aRecord = fc
  .record({ id: fc.string({ minLength: 1, maxLength: 2 }), total_amount: fc.constantFrom('1.00', '2.10') })
  .map((record): JsonObject => record);
const aPage = fc
  .record({
    has_more: fc.boolean(),
    page_token: fc.option(fc.constantFrom('', 'a', 'b', 'c', 'd'), { nil: undefined }),
    records: fc.option(fc.array(aRecord, { maxLength: 3 }), { nil: null }),
  })
  .chain((data) =>
    fc.oneof({ weight: 4, arbitrary: fc.constant({ data }) }, { weight: 1, arbitrary: bent({ data }) }),
  );

const pages: Property = {
  name: 'a walk over pages ends: with the last page, or with an error; no token is asked for twice, no record made up',
  property: fc.asyncProperty(fc.array(aPage, { minLength: 1, maxLength: 7 }), async (bodies) => {
    const asked: (string | undefined)[] = [];
    const client: Client = {
      write: () => Promise.reject(new Error('nothing is written here')),
      read(operation, { pageToken }) {
        asked.push(pageToken);
        // For ever the same pages: only a token that was seen before ends the walk.
        const page = readPage(operation, bodies[(asked.length - 1) % bodies.length] ?? {});
        const said = { status: 200, code: 0, logId: undefined, message: '', body: {} };
        return Promise.resolve(
          page.kind === 'page'
            ? { ...said, kind: 'accepted', page }
            : { ...said, kind: 'broken', message: page.why },
        );
      },
    };
    const lane = { turn: () => Promise.resolve('go' as const), backOff: () => undefined };
    const found: JsonObject[] = [];
    let cutOff = false;
    try {
      const options = { lane, userIdType: 'open_id', deadlineMs: 0 } as const;
      for await (const { records } of readPages(client, lumpSumQuery, {}, options)) found.push(...records);
    } catch (error) {
      if (!(error instanceof PagesCutOff)) throw error;
      cutOff = true;
    }
    check(new Set(asked).size === asked.length, `asked for ${asked.join()}`);
    const last = objectOf(objectOf(bodies[(asked.length - 1) % bodies.length]).data);
    if (!cutOff) check(last.has_more === false, 'ended, though there is more');
    const shown = new Set(bodies.flatMap(({ data }) => objectOf(data).records ?? []));
    for (const record of found) check(shown.has(record), 'a record that nobody sent');
  }),
};

export const answerProperties: readonly Property[] = [answers, results, calls, pages];
