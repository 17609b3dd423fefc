// Messages between the gateway's thread and the tenant's thread.

import type { Api } from '../endpoints.ts';
import type { App } from '../gateway/authorize.ts';
import type { FaultName } from '../gateway/fault-table.ts';
import type { Switches } from '../switches.ts';

export interface Start {
  readonly catalogueFile: string | undefined;
  readonly dbFile: string | undefined;
  readonly switches: Switches;
}

export interface ServiceCall {
  readonly api: Api;
  readonly appId: string;
  readonly search: string;
  readonly contentType: string | undefined;
  readonly body: Uint8Array;
  readonly nowMs: number;
  readonly logId: string;
  /** The fault that is to change the good answer (twist.ts). Undefined: none. */
  readonly twist: FaultName | undefined;
}
export interface ServiceAnswer {
  readonly status: number;
  readonly code: number;
  readonly records: number;
  /** False: there was no twist, or the answer had nothing for it to change. */
  readonly twisted: boolean;
  readonly body: Uint8Array;
}

export type Resource = 'lump_sum_payment' | 'recurring_payment';
export interface Stored {
  readonly resource: Resource;
  readonly after: number;
  readonly limit: number;
}
export interface Paid {
  readonly record_ids: string[];
  readonly detail_ids: string[];
}

/** Every question to the tenant, with its answer. */
export interface Dialogue {
  readonly call: [ServiceCall, ServiceAnswer];
  readonly switches: [Switches, null];
  /**
   * A slice of the stored records as NDJSON, and the key after which the next slice begins. `next` undefined: it was
   * the last.
   */
  readonly stored: [Stored, { ndjson: string; next: number | undefined }];
  readonly counts: [
    null,
    { lump_sum_payment: number; lump_sum_payment_detail: number; recurring_payment: number },
  ];
  readonly pay: [Paid, { paid_details: number }];
  /** JSON as UTF-8 bytes, because it is large and passed on unread. */
  readonly catalogue: [null, Uint8Array];
  readonly reset: [null, null];
  readonly close: [null, null];
}

export type Question = { [Kind in keyof Dialogue]: { kind: Kind; ask: Dialogue[Kind][0] } }[keyof Dialogue];
export type FromTenant =
  | { kind: 'ready'; apps: App[] }
  | { kind: 'fault'; sentence: string }
  | { kind: 'answer'; n: number; answer: unknown };

export interface Tenant {
  readonly apps: App[];
  ask<Kind extends keyof Dialogue>(kind: Kind, ask: Dialogue[Kind][0]): Promise<Dialogue[Kind][1]>;
}
