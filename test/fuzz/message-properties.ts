// What comes over the queues: envelopes in envelopes, events of S3, and anything else that somebody may put there.

import fc from 'fast-check';
import * as v from 'valibot';

import { laneMessageSchema } from '../../functions/deliver/open-batch.ts';
import { readIntake } from '../../functions/split/door/intake.ts';
import { readInboxKey } from '../../functions/split/inbox-key.ts';
import { jobOfMessage } from '../../functions/split/job-id.ts';
import { readOptions } from '../../functions/split/options.ts';
import { readExportMessage, runOf } from '../../shared/export-message.ts';
import { isJsonObject, readJson, type JsonObject } from '../../shared/json.ts';
import { damage } from './damage.ts';
import { jsonObject, jsonValue, nasty } from './json-text.ts';
import { check, type Property } from './property.ts';
import { operation } from './record-files.ts';
import { checkSentence } from './sentence.ts';

type Wrap = (body: string) => string;
const envelopes: readonly Wrap[] = [
  (body) => JSON.stringify({ Type: 'Notification', MessageId: 'm', TopicArn: 'arn', Message: body }),
  (body) => `{"version":"0","detail-type":"Payroll","source":"payroll","detail":${body}}`,
];
const wrapping = (most: number) =>
  fc.array(fc.constantFrom(...envelopes), { maxLength: most }).map((all) => ({
    count: all.length,
    wrap: Object.assign((body: string) => all.reduce((inner, one) => one(inner), body), {
      [fc.toStringMethod]: () => all.map((one) => one('0')).join(' in '),
    }),
  }));

const valueOf = jsonValue.map(({ text }) => readJson(text));
const request = fc
  .record(
    {
      operation: fc.constantFrom('lump_sum_payment.batch_create', 'nothing'),
      records: fc.array(
        jsonObject.map(({ text }) => readJson(text)),
        { maxLength: 4 },
      ),
      job: fc.string({ minLength: 1, maxLength: 6 }),
      expected_total: fc.dictionary(fc.string({ maxLength: 4 }), valueOf, { maxKeys: 2 }),
      dry_run: valueOf,
    },
    { requiredKeys: ['operation', 'records'] },
  )
  .map((content): JsonObject => content);

const wrapped: Property = {
  name: 'a message is the same job, with the same records, in up to five envelopes, and unreadable in more',
  property: fc.asyncProperty(request, wrapping(8), (content, { count, wrap }) => {
    const text = JSON.stringify(content);
    const [bare, inside] = [readIntake(text), readIntake(wrap(text))];
    check(bare.kind === 'job', `bare it is ${bare.kind}`);
    if (count > 5) check(inside.kind === 'unreadable', `in ${count} envelopes it is ${inside.kind}`);
    else
      check(
        JSON.stringify(inside) === JSON.stringify(bare),
        `in ${count} envelopes it is another: ${JSON.stringify(inside)}`,
      );
    if (bare.kind !== 'job') return Promise.resolve();
    const { message } = bare;
    check(message.records === JSON.stringify(content.records), 'the records are changed');
    check(
      /^intake-[a-z0-9-]+-[0-9a-f]{16}$/.test(jobOfMessage(message.key, message.content)),
      'no name for a job',
    );
    const usual = { userIdType: 'open_id', maxRejectedPercent: 20 } as const;
    const options = readOptions(message.options, operation, usual);
    if (options.kind === 'wrong') for (const fault of options.faults) checkSentence(fault);
    return Promise.resolve();
  }),
};

const key = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 5 }),
      fc.constantFrom('a b', 'a+b', '100%', '%41', '工资', 'dry_run=true'),
    ),
    {
      minLength: 1,
      maxLength: 5,
    },
  )
  .map((segments) => segments.join('/'))
  .filter((text) => Buffer.byteLength(text) <= 1024);

const uploads: Property = {
  name: 'an upload is found under its key, whichever event tells of it and in however many envelopes',
  property: fc.asyncProperty(
    key,
    wrapping(5),
    fc.constantFrom('null', 'v1', undefined),
    (name, { wrap }, versionId) => {
      const encoded = encodeURIComponent(name).replaceAll('%20', '+').replaceAll('%2F', '/');
      const notification = {
        Records: [
          {
            eventSource: 'aws:s3',
            eventName: 'ObjectCreated:Put',
            s3: {
              bucket: { name: 'inbox' },
              object: { key: encoded, ...(versionId === undefined ? {} : { versionId }) },
            },
          },
        ],
      };
      const event = {
        source: 'aws.s3',
        'detail-type': 'Object Created',
        detail: {
          bucket: { name: 'inbox' },
          object: { key: name, ...(versionId === undefined ? {} : { 'version-id': versionId }) },
        },
      };
      const expected = { bucket: 'inbox', key: name, ...(versionId === 'v1' ? { versionId } : {}) };
      for (const told of [notification, event]) {
        const intake = readIntake(wrap(JSON.stringify(told)));
        check(intake.kind === 'objects', `it is ${intake.kind}`);
        if (intake.kind !== 'objects') continue;
        check(
          JSON.stringify(intake.objects) === JSON.stringify([expected]),
          `it is ${JSON.stringify(intake.objects)}`,
        );
      }
      readInboxKey(name);
      return Promise.resolve();
    },
  ),
};

const exportRequest = fc
  .record(
    {
      dataset: fc.oneof(fc.constant('nightly'), valueOf),
      resource: fc.oneof(
        fc.constantFrom('lump_sum_payment', 'recurring_payment', '__proto__', 'toString'),
        valueOf,
      ),
      scheduled_at: fc.oneof(fc.constantFrom('2026-11-20T02:00:00Z', '2026-99-99T99:99:99Z'), valueOf),
      filters: fc.oneof(
        fc.constantFrom<JsonObject>(
          { user_ids: ['a'] },
          { ids: [] },
          { create_time_gte: '2026-11-20 00:00:00' },
        ),
        valueOf,
      ),
      mode: valueOf,
      format: fc.constantFrom('ndjson', 'csv', 'xlsx'),
      v: fc.constantFrom(1, 2),
    },
    { requiredKeys: ['resource', 'dataset', 'scheduled_at'] },
  )
  .map((content) => JSON.stringify(content));

const anything: Property = {
  name: 'whatever is put on a queue is read or told with a sentence',
  property: fc.asyncProperty(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      jsonValue.map(({ text }) => text),
      nasty,
      request.map((content) => JSON.stringify(content)),
      exportRequest,
      fc
        .record({ v: fc.constant(1), resume: valueOf, job: valueOf, batch: valueOf, lanes: valueOf })
        .map((content) => JSON.stringify(content)),
    ),
    wrapping(7),
    fc.option(damage, { nil: undefined }),
    (content, { wrap }, spoil) => {
      for (const body of [content, wrap(content)]) {
        const text = spoil ? spoil(Buffer.from(body)).toString() : body;
        const intake = readIntake(text);
        if (intake.kind === 'unreadable') checkSentence(intake.reason);
        const lane = v.safeParse(laneMessageSchema, readJson(text));
        if (lane.success) check(isJsonObject(lane.output), 'a message of a lane is no object');
        const read = readExportMessage(text, 'open_id');
        if (read.kind === 'wrong') for (const fault of read.faults) checkSentence(fault);
        else check(/^\d{8}T\d{6}Z-[\w-]+-[0-9a-f]{16}$/.test(runOf(read.message)), runOf(read.message));
      }
      return Promise.resolve();
    },
  ),
};

export const messageProperties: readonly Property[] = [wrapped, uploads, anything];
