// The command line: flags to settings, or one sentence for each flag that is wrong.
import { parseArgs } from 'node:util';
import { parseChinaTime } from './china-time.ts';
import { changePlan, noFaults } from './gateway/fault-plan.ts';
import type { FaultPlan } from './gateway/fault-plan.ts';
import { defaultSwitches, turnSwitch } from './switches.ts';
import type { Switches } from './switches.ts';

export type Settings = {
  port: number;
  host: string;
  callsPerSecond: number;
  tokenLifeMs: number;
  randomSeed: number;
  catalogueFile: string | undefined;
  dbFile: string | undefined;
  nowMs: number | undefined;
  switches: Switches;
  faults: FaultPlan;
};

export const usage = `npm run sandbox -- [flags]

  --port N               port to listen on; 0 (the default) takes a free one
  --host NAME            address to listen on (127.0.0.1)
  --rate N               calls a second for each API and app (10); 0 lifts the limit
  --token-life-s N       life of an access token in seconds (7200)
  --latency-ms N         time every call waits (0)
  --latency-tail-ms N    scale of a long tail of waiting on top of it (0)
  --catalogue FILE       apps, employees, items … as JSON, instead of the built-in ones
  --db FILE              keep the records in this SQLite file, instead of in memory
  --now "DATE TIME"      the sandbox's time of day at its start, in UTC+8
  --fault NAME=SHARE     strike this share (0 to 1) of calls with a fault; can be repeated
  --switch NAME=VALUE    choose a behaviour that is not documented; can be repeated
  --random-seed N        seed of the faults (1)
  --help                 this page; docs/sandbox.md tells the rest
`;

const text = { type: 'string' } as const;
const many = { type: 'string', multiple: true } as const;
const options = {
  port: text,
  host: text,
  rate: text,
  'token-life-s': text,
  'latency-ms': text,
  'latency-tail-ms': text,
  catalogue: text,
  db: text,
  now: text,
  fault: many,
  switch: many,
  'random-seed': text,
  help: { type: 'boolean' },
} as const;

export type Flags =
  | { kind: 'settings'; settings: Settings }
  | { kind: 'help' }
  | { kind: 'faults'; sentences: string[] };

export function readFlags(args: readonly string[]): Flags {
  let values;
  try {
    ({ values } = parseArgs({ args: [...args], options }));
  } catch (cause) {
    return { kind: 'faults', sentences: [cause instanceof Error ? cause.message : String(cause)] };
  }
  if (values.help) return { kind: 'help' };

  const sentences: string[] = [];
  const number = (flag: keyof typeof values, otherwise: number, most = Number.MAX_SAFE_INTEGER): number => {
    const given = values[flag];
    if (typeof given !== 'string') return otherwise;
    const value = Number(given);
    if (/^\d+$/.test(given) && value <= most) return value;
    sentences.push(`--${flag} must be a whole number up to ${most}, not "${given}"`);
    return otherwise;
  };

  let switches = defaultSwitches();
  for (const pair of values.switch ?? []) {
    const turned = turnSwitch(switches, ...splitPair(pair));
    if (typeof turned === 'string') sentences.push(turned);
    else switches = turned;
  }
  const random = Object.fromEntries(
    (values.fault ?? []).map(splitPair).map(([name, share]) => [name, Number(share || NaN)]),
  );
  const latency = { latency_ms: number('latency-ms', 0), latency_tail_ms: number('latency-tail-ms', 0) };
  const plan = changePlan(noFaults(), { random, ...latency });
  if (typeof plan === 'string') sentences.push(plan);
  const nowMs = values.now === undefined ? undefined : parseChinaTime(values.now);
  if (values.now !== undefined && nowMs === undefined) {
    sentences.push(`--now must look like "2026-11-20 09:00:00", not "${values.now}"`);
  }
  const settings: Settings = {
    port: number('port', 0, 65_535),
    host: values.host ?? '127.0.0.1',
    callsPerSecond: number('rate', 10),
    tokenLifeMs: number('token-life-s', 7200) * 1000,
    randomSeed: number('random-seed', 1),
    catalogueFile: values.catalogue,
    dbFile: values.db,
    nowMs,
    switches,
    faults: typeof plan === 'string' ? noFaults() : plan,
  };
  return sentences.length > 0 ? { kind: 'faults', sentences } : { kind: 'settings', settings };
}

function splitPair(pair: string): [string, string] {
  const [name = '', ...rest] = pair.split('=');
  return [name, rest.join('=')];
}
