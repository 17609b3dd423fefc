// An operation of Feishu's API (an endpoint) as one entry of data. Split, deliver, report, export and the docs all read the same
// entry, so a new endpoint needs a new entry and no change to them.

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
  /** Feishu's limit for each API, app and tenant: https://open.feishu.cn/document/ukTMukTMukTM/uUzN04SN3QjL1cDN */
  readonly callsPerSecond: number;
  /** Query parameters by name. */
  readonly query: ObjectEntries;
  /** Codes of the whole call. They belong to the operation: on another API 2290001 and 2290002 swap their meaning. */
  readonly callCodes: CallCodes;
}

/** How deliver finds out what became of records whose call was not answered. */
export interface Recovery {
  readonly query: QueryOperation;
  /** The filter that takes identities. */
  readonly filter: 'unique_ids' | 'ids';
  /**
   * - unique: Feishu refuses a second create with a conflict code, so it is safe to send again.
   * - overlap: a second create may be refused or make a second record. It is sent again only after two look-ups that found nothing.
   * - rewrite: a look-up shows whether the record was written. If it was not, and `needsBeforeImage` says so, the record is also
   *   compared with what was there before.
   * - absence: a record that was there before and is not there any more was removed.
   */
  readonly kind: 'unique' | 'overlap' | 'rewrite' | 'absence';
  /**
   * Feishu's codes for a create of a record that is there already, or for a remove of one that is not there. The first means
   * nothing else; a later one may. Empty for updates.
   */
  readonly conflictCodes: readonly number[];
  /** True for a record whose lost answer can only be explained by what was there before the call. */
  readonly needsBeforeImage: (record: JsonObject) => boolean;
  /** The slots of the query API in which the operation's lanes look up. */
  readonly slots: LookUpSlots;
}

/** Carries up to `recordsPerCall` records; answers with one result a record (partial success). */
export interface WriteOperation extends Endpoint {
  readonly kind: 'write';
  readonly recordsPerCall: number;
  /**
   * 1 if calls must be made one after the other, in the order of their batches. Any other number leaves it to the setting LANES.
   */
  readonly lanes: number;
  /** The schema that judges a record. The record is sent as it came, with unknown fields and in the order of its fields. */
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
  /** The code with which a record is rejected whose identity an earlier record of the file has. */
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
  /** What an export's message calls the records: the value of its field `resource`. */
  readonly resource: string;
  readonly recordsPerCall: number;
  readonly filters: GenericSchema;
  /** One element of `data.records`. */
  readonly record: GenericSchema;
  readonly identity: 'id';
  /** The field that is summed. */
  readonly amount: string;
  readonly slots: ReadSlots;
  /**
   * Scopes without which the app is not shown a field, by field:
   * https://open.feishu.cn/document/home/introduction-to-scope-and-authorization/overview
   */
  readonly fieldScopes: Readonly<Record<string, string>>;
}

/** How a record that was sent is compared with the record that Feishu holds. Fields of details are named without a path. */
export interface ComparedFields {
  /** Compared by value: 2000 equals 2000.00. */
  readonly amounts: readonly string[];
  /** Compared by value, too; they are no money. */
  readonly decimals: readonly string[];
  /** If Feishu shows no value of one of these or of an amount, nobody can tell whether two payments are the same. */
  readonly needed: readonly string[];
  /** Fields that a query need not show: its page, or a copy of its page, does not have them. */
  readonly unshown: readonly string[];
  /** Those of them that belong to the call and are kept nowhere. */
  readonly ofCall: readonly string[];
  /** Fields of Feishu's own, which a stored record has and a sent one need not have. */
  readonly ignored: readonly string[];
  /** By field: payroll may change the value `from` to one that is not `listed`. That still counts as what was sent. */
  readonly movesOn: Readonly<Record<string, { readonly from: string; readonly listed: readonly string[] }>>;
}

export type Operation = WriteOperation | QueryOperation;
