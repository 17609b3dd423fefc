// All calls to Feishu go through this client: records out, verdicts and pages back, for any entry of the table of operations.

import * as v from 'valibot';

import { isJsonObject, type JsonObject } from '../values/json.ts';
import type { Accepted, InDoubt, NotProcessed } from './answer.ts';
import { createCaller, type Caller, type CallerOptions, type NotSent } from './call.ts';
import type { Operation, QueryOperation, WriteOperation } from './operation.ts';
import type { UserIdType } from './operations/parameters.ts';
import { readPage, type Needed, type Page } from './page.ts';
import type { Reader } from './reading.ts';
import type { Unread } from './unread.ts';
import { readResults, resultsField, type RecordVerdict } from './results.ts';
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

export interface ReadOptions extends CallOptions {
  /** Undefined: every field must be as the operation's schema says. */
  readonly needed?: Needed | undefined;
}

export type Failure = NotProcessed | InDoubt | NotSent;

/** `verdicts`: one for each record, in their order. `unread`: the first field that kept a record from its verdict; else absent. */
export type WriteAnswer =
  | (Accepted & { readonly verdicts: readonly RecordVerdict[]; readonly unread?: Unread | undefined })
  | Failure;
export type ReadAnswer = (Accepted & { readonly page: Page }) | Failure;

export interface Client extends Pick<Caller, 'feishuClock' | 'meetClock'> {
  write(
    operation: WriteOperation,
    records: readonly JsonObject[],
    options: CallOptions,
  ): Promise<WriteAnswer>;
  read(operation: QueryOperation, request: PageRequest, options: ReadOptions): Promise<ReadAnswer>;
}

export function createClient(options: CallerOptions): Client {
  const caller = createCaller(options);

  return {
    feishuClock: caller.feishuClock,
    meetClock: (wait) => caller.meetClock(wait),

    async write(operation, records, { lane, userIdType, ...wait }) {
      if (records.length > operation.recordsPerCall) {
        throw new RangeError(
          `${operation.name} takes ${operation.recordsPerCall} records, not ${records.length}`,
        );
      }
      const path = pathOf(operation, { user_id_type: userIdType });
      const body = JSON.stringify(operation.body(records));
      const read = verdictsOf(operation, records);
      const answer = await caller.call({ operation, path, body, records: records.length, lane, read }, wait);
      return answer.kind === 'accepted' ? { ...answer, verdicts: answer.value } : answer;
    },

    async read(operation, { filters, pageSize, pageToken }, { lane, userIdType, needed, ...wait }) {
      const path = pathOf(operation, {
        page_size: pageSize,
        page_token: pageToken,
        user_id_type: userIdType,
      });
      const body = JSON.stringify(filters);
      const answer = await caller.call(
        { operation, path, body, records: 0, lane, read: pageOf(operation, needed) },
        wait,
      );
      return answer.kind === 'accepted' ? { ...answer, page: answer.value } : answer;
    },
  };
}

function verdictsOf(
  operation: WriteOperation,
  records: readonly JsonObject[],
): Reader<readonly RecordVerdict[]> {
  return (body) => {
    const verdicts = readResults(operation, records, body);
    if (verdicts) {
      const bent = verdicts.find((verdict) => verdict.kind === 'no_result');
      return { kind: 'read', value: verdicts, unread: bent?.unread };
    }
    const isThere = isJsonObject(body.data) && body.data.operate_results !== undefined;
    return { kind: 'unreadable', field: resultsField, why: isThere ? 'bent' : 'missing' };
  };
}

function pageOf(operation: QueryOperation, needed: Needed | undefined): Reader<Page> {
  return (body) => {
    const page = readPage(operation, body, needed);
    return page.kind === 'page' ? { kind: 'read', value: page } : page;
  };
}

/** The path with its query: only parameters that the operation takes. Throws for a value that it does not allow. */
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
