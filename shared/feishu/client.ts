// The one door to Feishu: records out, verdicts and pages back, for any entry of the table of operations.

import * as v from 'valibot';

import type { JsonObject } from '../json.ts';
import type { Accepted, InDoubt, NotProcessed } from './answer.ts';
import { createCaller, type CallerOptions, type NotSent } from './call.ts';
import type { Operation, QueryOperation, WriteOperation } from './operation.ts';
import type { UserIdType } from './operations/parameters.ts';
import { readPage, type Page } from './page.ts';
import { readResults, type RecordVerdict } from './results.ts';
import type { Lane, Wait } from './timetable.ts';

export interface CallOptions extends Wait {
  readonly lane: Lane;
  readonly userIdType: UserIdType;
}

export interface PageRequest {
  readonly filters: JsonObject;
  readonly pageSize: number;
  readonly pageToken?: string | undefined;
}

export type Failure = NotProcessed | InDoubt | NotSent;

/** One verdict for each record, in their order. */
export type WriteAnswer = (Accepted & { readonly verdicts: readonly RecordVerdict[] }) | Failure;
export type ReadAnswer = (Accepted & { readonly page: Page }) | Failure;

export interface Client {
  write(
    operation: WriteOperation,
    records: readonly JsonObject[],
    options: CallOptions,
  ): Promise<WriteAnswer>;
  read(operation: QueryOperation, request: PageRequest, options: CallOptions): Promise<ReadAnswer>;
}

export function createClient(options: CallerOptions): Client {
  const call = createCaller(options);

  return {
    async write(operation, records, { lane, userIdType, ...wait }) {
      if (records.length > operation.recordsPerCall) {
        throw new RangeError(
          `${operation.name} takes ${operation.recordsPerCall} records, not ${records.length}`,
        );
      }
      const path = pathOf(operation, { user_id_type: userIdType });
      const body = JSON.stringify(operation.body(records));
      const answer = await call({ operation, path, body, records: records.length, lane }, wait);
      if (answer.kind !== 'accepted') return answer;
      const verdicts = readResults(operation, records, answer.body);
      return verdicts ? { ...answer, verdicts } : unreadable(answer, 'the answer holds no list of results');
    },

    async read(operation, { filters, pageSize, pageToken }, { lane, userIdType, ...wait }) {
      const path = pathOf(operation, {
        page_size: pageSize,
        page_token: pageToken,
        user_id_type: userIdType,
      });
      const answer = await call({ operation, path, body: JSON.stringify(filters), records: 0, lane }, wait);
      if (answer.kind !== 'accepted') return answer;
      const page = readPage(operation, answer.body);
      return page.kind === 'page' ? { ...answer, page } : unreadable(answer, page.why);
    },
  };
}

/** Only what the operation takes goes out; a value that it does not allow is a bug of the caller's. */
function pathOf(
  { path, query }: Operation,
  values: Readonly<Record<string, string | number | undefined>>,
): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(v.parse(v.object(query), values))) {
    if (typeof value === 'string' || typeof value === 'number') parameters.set(name, `${value}`);
  }
  return parameters.size === 0 ? path : `${path}?${parameters.toString()}`;
}

/** Accepted, but what it says cannot be read. */
function unreadable({ status, code, logId }: Accepted, message: string): InDoubt {
  return { kind: 'broken', status, code, logId, message };
}
