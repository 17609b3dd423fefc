// Starts the sandbox as a process of its own and calls its controls, for tests, `npm start` and benches.

import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';

import { keyHeader, keyVariable } from './gateway/key.ts';

const loggedCall = v.object({
  n: v.number(),
  arrived_ms: v.number(),
  api: v.nullable(v.string()),
  path: v.string(),
  app_id: v.nullable(v.string()),
  log_id: v.string(),
  status: v.nullable(v.number()),
  code: v.nullable(v.number()),
  records: v.number(),
  fault: v.nullable(v.string()),
  answered_ms: v.nullable(v.number()),
});
const record = v.record(v.string(), v.unknown());
const ready = v.object({ baseUrl: v.string(), appId: v.string(), appSecret: v.string() });

export type SandboxCall = v.InferOutput<typeof loggedCall>;
export type StoredRecord = v.InferOutput<typeof record>;

export interface SandboxOptions {
  /** Calls a second for each API and app. 0 lifts the limit. Default 10. */
  readonly rate?: number;
  readonly latencyMs?: number;
  readonly latencyTailMs?: number;
  readonly tokenLifeSeconds?: number;
  readonly catalogueFile?: string;
  readonly dbFile?: string;
  /** The sandbox's time of day in UTC+8: `2026-11-20 09:00:00`. Default: now. */
  readonly now?: string;
  readonly randomSeed?: number;
  readonly switches?: Record<string, string>;
  readonly faults?: Record<string, number>;
  readonly port?: number;
  /**
   * True: the control endpoints ask for a key that only this process and the sandbox have, and the secrets of the apps
   * are random. Default false.
   */
  readonly isPrivate?: boolean;
}

export interface FaultChange {
  readonly random?: Record<string, number>;
  readonly next?: { api?: string; fault: string; times?: number }[];
  readonly latency_ms?: number;
  readonly latency_tail_ms?: number;
  readonly slow_body_ms?: number;
  readonly throttle_ms?: number;
}

export interface Sandbox extends AsyncDisposable {
  readonly baseUrl: string;
  readonly appId: string;
  readonly appSecret: string;
  /** The calls in the order of their arrival. */
  calls(filter?: { api?: string; app_id?: string }): Promise<SandboxCall[]>;
  records(resource?: 'lump_sum_payment' | 'recurring_payment'): Promise<StoredRecord[]>;
  setFaults(change: FaultChange): Promise<void>;
  setSwitches(change: Record<string, string>): Promise<void>;
  /** Marks these details, and all details of these records, as paid, as a payroll run does. */
  pay(paid: { record_ids?: string[]; detail_ids?: string[] }): Promise<void>;
  moveClock(to: { now: string } | { advance_ms: number }): Promise<void>;
  /** The catalogue of the tenant: apps, people, items, currencies, countries and pay groups. */
  catalogue(): Promise<unknown>;
  /** Removes all records, also those that a database file had at the start, and restores all else as it was at the start. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const key = options.isPrivate === true ? randomBytes(20).toString('hex') : undefined;
  const child = fork(fileURLToPath(new URL('main.ts', import.meta.url)), flagsOf(options), {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    // Flags of this process, such as those of a debugger or test runner, are not for the sandbox.
    execArgv: [],
    // eslint-disable-next-line node/no-process-env -- what this process has, and the key beside it
    env: key === undefined ? process.env : { ...process.env, [keyVariable]: key },
  });
  const complaints = child.stderr ? text(child.stderr) : Promise.resolve('');
  child.stderr?.pipe(process.stderr);
  const message = await Promise.race([
    once(child, 'message').then(([first]: unknown[]) => first),
    once(child, 'exit').then(async () => new Error(`the sandbox did not start: ${await complaints}`)),
  ]);
  if (message instanceof Error) throw message;
  const { baseUrl, appId, appSecret } = v.parse(ready, message);

  const ask = async (path: string, body?: unknown): Promise<string> => {
    const headers = key === undefined ? {} : { [keyHeader]: key };
    const init = body === undefined ? { headers } : { method: 'POST', body: JSON.stringify(body), headers };
    const response = await fetch(`${baseUrl}/_sandbox/${path}`, init);
    const said = await response.text();
    if (!response.ok) throw new Error(`the sandbox refused /_sandbox/${path}: ${said}`);
    return said;
  };
  const tell = async (path: string, body: unknown): Promise<void> => void (await ask(path, body));
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    await gone;
  };

  return {
    baseUrl,
    appId,
    appSecret,
    calls: async (filter = {}) =>
      lines(loggedCall, await ask(`calls?${new URLSearchParams(filter).toString()}`)),
    records: async (resource = 'lump_sum_payment') =>
      lines(record, await ask(`records?resource=${resource}`)),
    setFaults: (change) => tell('faults', change),
    setSwitches: (change) => tell('switches', change),
    pay: (paid) => tell('pay', paid),
    moveClock: (to) => tell('clock', to),
    catalogue: async () => JSON.parse(await ask('catalogue')),
    reset: () => tell('reset', {}),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

function flagsOf({ switches = {}, faults = {}, isPrivate: _, ...options }: SandboxOptions): string[] {
  const single: [string, string | number | undefined][] = [
    ['port', options.port],
    ['rate', options.rate],
    ['latency-ms', options.latencyMs],
    ['latency-tail-ms', options.latencyTailMs],
    ['token-life-s', options.tokenLifeSeconds],
    ['catalogue', options.catalogueFile],
    ['db', options.dbFile],
    ['now', options.now],
    ['random-seed', options.randomSeed],
  ];
  return [
    ...single.filter(([, value]) => value !== undefined).map(([flag, value]) => `--${flag}=${value}`),
    ...Object.entries(switches).map(([name, value]) => `--switch=${name}=${value}`),
    ...Object.entries(faults).map(([name, share]) => `--fault=${name}=${share}`),
  ];
}

const lines = <Schema extends v.GenericSchema>(schema: Schema, ndjson: string): v.InferOutput<Schema>[] =>
  ndjson
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => v.parse(schema, JSON.parse(line)));
