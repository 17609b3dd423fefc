// What an operation of Feishu's API is to the ferry: one entry of data. Split, deliver, report, export and the
// docs read the same entry, so a new endpoint is a new entry and no change anywhere else.

import type { GenericSchema, ObjectEntries } from 'valibot';

import type { JsonObject } from '../values/json.ts';
import type { CallCodes, RecordCodes } from './codes/code.ts';
import type { Rule } from './rules/fault.ts';

interface Endpoint {
  /** `resource.action`, as in an inbox key. */
  readonly name: string;
  readonly method: 'POST';
  readonly path: string;
  /** The API's own pages. Where there are two, the newer one is last. */
  readonly pages: readonly [string, ...string[]];
  readonly scope: string;
  /** Per API, app and tenant: https://open.feishu.cn/document/ukTMukTMukTM/uUzN04SN3QjL1cDN */
  readonly callsPerSecond: number;
  /** Query parameters by name. */
  readonly query: ObjectEntries;
  /** Codes of the whole call. They belong to the operation: on other APIs 2290001 and 2290002 swap their meaning. */
  readonly callCodes: CallCodes;
}

/** How it is found out what became of records whose call nobody answered. */
export interface Recovery {
  readonly query: QueryOperation;
  /** The filter that takes identities. */
  readonly filter: 'unique_ids' | 'ids';
  /**
   * - unique: a second create is answered by `conflictCode`, so it may be sent again.
   * - overlap: it may be, or a second record may come of it: only after two empty looks, and then `conflictCode` is
   *   looked up too.
   * - rewrite: what was written can be told from what was there before.
   * - absence: what is not there any more was removed.
   */
  readonly kind: 'unique' | 'overlap' | 'rewrite' | 'absence';
  /** What Feishu says of a record that is there already, or of one that is not there (any more). */
  readonly conflictCodes: readonly number[];
}

/** Carries up to `recordsPerCall` records; answers with one result a record (partial success). */
export interface WriteOperation extends Endpoint {
  readonly kind: 'write';
  readonly recordsPerCall: number;
  /** How many calls may wait for their answers at once; one where the order of calls matters. */
  readonly lanes: number;
  /** Judges a record; what is sent is the record itself, unknown fields and their order included. */
  readonly record: GenericSchema;
  /** What concerns more than one field of a record. */
  readonly rules: readonly Rule[];
  /** The field that names a record in the input and in the results. */
  readonly identity: 'unique_id' | 'id';
  readonly amount: string | undefined;
  /** A field that all records of one call share, because the call has it once. */
  readonly sharedField: string | undefined;
  /** What has happened to a record whose result has code 0. */
  readonly done: 'created' | 'updated' | 'removed';
  readonly body: (records: readonly JsonObject[]) => JsonObject;
  readonly recovery: Recovery;
  /** One element of `data.operate_results`. */
  readonly result: GenericSchema;
  readonly codes: RecordCodes;
}

/** Pages through the records that match its filters, `recordsPerCall` a page at most. */
export interface QueryOperation extends Endpoint {
  readonly kind: 'query';
  readonly recordsPerCall: number;
  readonly filters: GenericSchema;
  /** One element of `data.records`. */
  readonly record: GenericSchema;
  readonly identity: 'id';
  /** Fields that come only when the app holds the scope: https://open.feishu.cn/document/home/introduction-to-scope-and-authorization/overview */
  readonly fieldScopes: Readonly<Record<string, string>>;
}

export type Operation = WriteOperation | QueryOperation;
