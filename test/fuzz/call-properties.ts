// The client's calls, and its reading of page after page: both end in time and invent nothing.

import fc from 'fast-check';

import { createClient, type Client, type ReadAnswer, type WriteAnswer } from '../../shared/feishu/client.ts';
import { lumpSumCreate } from '../../shared/feishu/operations/lump-sum-create.ts';
import { lumpSumQuery } from '../../shared/feishu/operations/lump-sum-query.ts';
import { readPage } from '../../shared/feishu/page.ts';
import { PagesCutOff, readPages } from '../../shared/feishu/pages.ts';
import { createTimetable } from '../../shared/feishu/timetable.ts';
import type { JsonObject } from '../../shared/values/json.ts';
import { handClock } from '../hand-clock.ts';
import { bent, envelope, kinds, objectOf } from './bent-answers.ts';
import { check, type Property } from './property.ts';

/** The end of one request: an answer, an answer that breaks off, or none. */
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

const ends: ReadonlySet<string> = new Set(['unreachable', 'unanswered', 'not_sent']);

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
    const client: Pick<Client, 'read'> = {
      read(operation, { pageToken }) {
        asked.push(pageToken);
        // The same pages come again and again: the reading ends only because it recognises a page token.
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

export const callProperties: readonly Property[] = [calls, pages];
