// An operation of Feishu's API as one entry of data. Split, deliver, report, export and the docs read the same entry, so a new
// endpoint is a new entry and no change anywhere else.

import type { GenericSchema, ObjectEntries } from 'valibot';

import type { JsonObject } from '../values/json.ts';
import type { CallCodes, RecordCodes } from './codes/code.ts';
import type { Rule } from './rules/fault.ts';
import type { LookUpSlots, ReadSlots } from './slots.ts';

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

/** How deliver finds out what became of records whose call was not answered. */
export interface Recovery {
  readonly query: QueryOperation;
  /** The filter that takes identities. */
  readonly filter: 'unique_ids' | 'ids';
  /**
   * - unique: Feishu refuses a second create with a conflict code, so it is safe to send again.
   * - overlap: a second create may be refused or make a second record. It is sent again only after two empty looks, and a
   *   conflict code is looked up too.
   * - rewrite: the record shows whether it was written, compared with what was there before.
   * - absence: a record that is not there any more was removed.
   */
  readonly kind: 'unique' | 'overlap' | 'rewrite' | 'absence';
  /** Feishu's codes for a record that is there already, or for one that is not there (any more). */
  readonly conflictCodes: readonly number[];
  /** True for a record whose lost answer can only be explained by what was there before the call. */
  readonly needsBeforeImage: (record: JsonObject) => boolean;
  /** The slots of the query API that the operation's lanes look up in. */
  readonly slots: LookUpSlots;
}

/** Carries up to `recordsPerCall` records; answers with one result a record (partial success). */
export interface WriteOperation extends Endpoint {
  readonly kind: 'write';
  readonly recordsPerCall: number;
  /** How many calls may be in flight at once; one where the order of calls matters. */
  readonly lanes: number;
  /** Judges a record. The record itself is sent, with its unknown fields and their order. */
  readonly record: GenericSchema;
  /** Rules about more than one field of a record. */
  readonly rules: readonly Rule[];
  /** The field that names a record in the input and in the results. */
  readonly identity: 'unique_id' | 'id';
  /** The field that is summed; undefined for an operation without money. */
  readonly amount: string | undefined;
  /** A field that the call has once, so all of its records share it; undefined where there is none. */
  readonly sharedField: string | undefined;
  /** The outcome of a record whose result has code 0. */
  readonly done: 'created' | 'updated' | 'removed';
  /** The code of a second record of one identity in a file. */
  readonly repeatedCode: number;
  readonly compared: ComparedFields;
  readonly body: (records: readonly JsonObject[]) => JsonObject;
  readonly recovery: Recovery;
  /** One element of `data.operate_results`. */
  readonly result: GenericSchema;
  readonly codes: RecordCodes;
}

/** Pages through the records that match its filters, at most `recordsPerCall` a page. */
export interface QueryOperation extends Endpoint {
  readonly kind: 'query';
  /** What an export calls its records: `resource` of its message, and of a schedule. */
  readonly resource: string;
  readonly recordsPerCall: number;
  readonly filters: GenericSchema;
  /** One element of `data.records`. */
  readonly record: GenericSchema;
  readonly identity: 'id';
  /** The field that is summed. */
  readonly amount: string;
  readonly slots: ReadSlots;
  /** Fields that come only when the app holds the scope: https://open.feishu.cn/document/home/introduction-to-scope-and-authorization/overview */
  readonly fieldScopes: Readonly<Record<string, string>>;
}

/** How a record that was sent is compared with the record that Feishu holds. Fields of details are named without a path. */
export interface ComparedFields {
  /** Compared by value: 2000 equals 2000.00. */
  readonly amounts: readonly string[];
  /** Compared by value, too; they are no money. */
  readonly decimals: readonly string[];
  /** Without one of these or an amount nobody can tell whether two payments are the same. */
  readonly needed: readonly string[];
  /** Fields that a query need not show: its page does not have them. */
  readonly unshown: readonly string[];
  /** Fields of Feishu's own, which a stored record has and a sent one need not have. */
  readonly ignored: readonly string[];
  /** Payroll changes the value `from` to one that no page lists: that is still what was sent. */
  readonly movesOn: Readonly<Record<string, { readonly from: string; readonly listed: readonly string[] }>>;
}

export type Operation = WriteOperation | QueryOperation;
