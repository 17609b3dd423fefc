// What the gateway's thread and the tenant's thread say to each other.
import type { Api } from '../endpoints.ts';
import type { App } from '../gateway/authorize.ts';
import type { FaultName } from '../gateway/fault-table.ts';
import type { Switches } from '../switches.ts';

export type Start = { catalogueFile: string | undefined; dbFile: string | undefined; switches: Switches };

export type ServiceCall = {
  api: Api;
  appId: string;
  search: string;
  contentType: string | undefined;
  body: Uint8Array;
  nowMs: number;
  logId: string;
  /** A fault that changes the answer, if one struck. */
  twist: FaultName | undefined;
};
export type ServiceAnswer = {
  status: number;
  code: number;
  records: number;
  /** Whether the twist found something to strike. */
  twisted: boolean;
  body: Uint8Array;
};

export type Resource = 'lump_sum_payment' | 'recurring_payment';
export type Stored = { resource: Resource; after: number; limit: number };
export type Paid = { record_ids: string[]; detail_ids: string[] };

/** Every question the tenant answers, with its answer. */
export type Dialogue = {
  call: [ServiceCall, ServiceAnswer];
  switches: [Switches, null];
  /** A slice of what is stored, as NDJSON, and where the next slice begins. */
  stored: [Stored, { ndjson: string; next: number | undefined }];
  counts: [null, { lump_sum_payment: number; lump_sum_payment_detail: number; recurring_payment: number }];
  pay: [Paid, { paid_details: number }];
  /** As JSON in UTF-8: large, and not to be read again on its way out. */
  catalogue: [null, Uint8Array];
  reset: [null, null];
  close: [null, null];
};

export type Question = { [K in keyof Dialogue]: { kind: K; ask: Dialogue[K][0] } }[keyof Dialogue];
export type FromTenant =
  | { kind: 'ready'; apps: App[] }
  | { kind: 'fault'; sentence: string }
  | { kind: 'answer'; n: number; answer: unknown };

export type Tenant = {
  apps: App[];
  ask<K extends keyof Dialogue>(kind: K, ask: Dialogue[K][0]): Promise<Dialogue[K][1]>;
};
