// The readers of Feishu's answers: no answer makes them throw, and none is called done without saying so.

import fc from 'fast-check';

import { readAnswer } from '../../shared/feishu/answer.ts';
import type { WriteOperation } from '../../shared/feishu/operation.ts';
import { writeOperations } from '../../shared/feishu/operations/writes.ts';
import { lumpSumCreate } from '../../shared/feishu/operations/lump-sum-create.ts';
import { readResults } from '../../shared/feishu/results.ts';
import { numberOf } from '../../shared/values/json.ts';
import { bend, bent, codes, envelope, kinds, objectOf, valueOf } from './bent-answers.ts';
import { jsonValue, nasty } from './json-text.ts';
import { check, type Property } from './property.ts';

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

export const answerProperties: readonly Property[] = [answers, results];
