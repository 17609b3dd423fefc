// Any message on a queue, given to the reader of each queue.

import fc from 'fast-check';

import { readLaneMessage } from '../../shared/job/lane-message.ts';
import { readMessage } from '../../functions/split/trigger/read-message.ts';
import { readExportMessage, runOf } from '../../shared/run/message.ts';
import { isJsonObject, readJson, type JsonObject } from '../../shared/values/json.ts';
import { damage } from './damage.ts';
import { jsonValue, nasty } from './json-text.ts';
import { check, type Property } from './property.ts';
import { checkSentence } from './sentence.ts';
import { request, valueOf, wrapping } from './wrapped-messages.ts';

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
        const intake = readMessage(text);
        if (intake.kind === 'unreadable') checkSentence(intake.reason);
        const lane = readLaneMessage(text);
        if (lane) check(isJsonObject(readJson(text)), 'a message of a lane is no object');
        const read = readExportMessage(text, 'open_id');
        if (read.kind === 'wrong') for (const fault of read.faults) checkSentence(fault);
        else check(/^\d{8}T\d{6}Z-[\w-]+-[0-9a-f]{16}$/.test(runOf(read.message)), runOf(read.message));
      }
      return Promise.resolve();
    },
  ),
};

export const queueProperties: readonly Property[] = [anything];
