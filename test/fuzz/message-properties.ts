// Valid messages and events: any envelope gives the same job, and an upload is found under its key.

import fc from 'fast-check';

import { readMessage } from '../../functions/split/trigger/read-message.ts';
import { readInboxKey } from '../../functions/split/trigger/inbox-key.ts';
import { jobOfMessage } from '../../shared/job/job-id.ts';
import { readOptions } from '../../functions/split/trigger/options.ts';
import { check, type Property } from './property.ts';
import { operation } from './record-files.ts';
import { tableOperationOf } from './read-file.ts';
import { checkSentence } from './sentence.ts';
import { request, wrapping } from './wrapped-messages.ts';

const wrapped: Property = {
  name: 'a message is the same job, with the same records, in up to five envelopes, and unreadable in more',
  property: fc.asyncProperty(request, wrapping(8), (content, { count, wrap }) => {
    const text = JSON.stringify(content);
    const [bare, inside] = [readMessage(text), readMessage(wrap(text))];
    check(bare.kind === 'job', `bare it is ${bare.kind}`);
    if (count > 5) check(inside.kind === 'unreadable', `in ${count} envelopes it is ${inside.kind}`);
    else
      check(
        // An envelope takes only the sender's name away.
        JSON.stringify(inside) === JSON.stringify({ ...bare, isWrapped: count > 0 }),
        `in ${count} envelopes it is another: ${JSON.stringify(inside)}`,
      );
    if (bare.kind !== 'job') return Promise.resolve();
    const { message } = bare;
    check(message.records === JSON.stringify(content.records), 'the records are changed');
    check(
      /^intake-[a-z0-9-]+-[0-9a-f]{16}$/.test(jobOfMessage(message.key, message.content)),
      'no name for a job',
    );
    const usual = { userIdType: 'open_id', maxRejectedPercent: 20, language: 'en' } as const;
    const options = readOptions(message.options, tableOperationOf(operation.name), 'json', usual);
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
        const intake = readMessage(wrap(JSON.stringify(told)));
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

export const messageProperties: readonly Property[] = [wrapped, uploads];
