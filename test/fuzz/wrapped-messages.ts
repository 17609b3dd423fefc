// Messages for split, in the envelopes that other services put around them.

import fc from 'fast-check';

import { readJson, type JsonObject } from '../../shared/values/json.ts';
import { jsonObject, jsonValue } from './json-text.ts';

type Wrap = (body: string) => string;
const envelopes: readonly Wrap[] = [
  (body) => JSON.stringify({ Type: 'Notification', MessageId: 'm', TopicArn: 'arn', Message: body }),
  (body) => `{"version":"0","detail-type":"Payroll","source":"payroll","detail":${body}}`,
];
export const wrapping = (most: number) =>
  fc.array(fc.constantFrom(...envelopes), { maxLength: most }).map((all) => ({
    count: all.length,
    wrap: Object.assign((body: string) => all.reduce((inner, one) => one(inner), body), {
      [fc.toStringMethod]: () => all.map((one) => one('0')).join(' in '),
    }),
  }));

export const valueOf = jsonValue.map(({ text }) => readJson(text));
export const request = fc
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
