// Reads the flags of `payferry sandbox`. The result is settings, or a sentence about each flag that is wrong.

import { readArgs, usageOf } from '../command-line.ts';
import { parseChinaTime } from './china-time.ts';
import { changePlan, noFaults, type FaultPlan } from './gateway/fault-plan.ts';
import { defaultSwitches, turnSwitch, type Switches } from './switches.ts';

export interface Settings {
  readonly port: number;
  readonly host: string;
  readonly callsPerSecond: number;
  readonly tokenLifeMs: number;
  readonly randomSeed: number;
  readonly catalogueFile: string | undefined;
  readonly dbFile: string | undefined;
  readonly nowMs: number | undefined;
  readonly switches: Switches;
  readonly faults: FaultPlan;
}

const sandboxFlags = [
  { name: 'port', value: 'N', says: 'port to listen on; 0 (the default) takes a free one' },
  { name: 'host', value: 'NAME', says: 'address to listen on (127.0.0.1)' },
  { name: 'rate', value: 'N', says: 'calls a second for each API and app (10); 0 lifts the limit' },
  { name: 'token-life-s', value: 'N', says: 'life of an access token in seconds (7200)' },
  { name: 'latency-ms', value: 'N', says: 'time every call waits (0)' },
  { name: 'latency-tail-ms', value: 'N', says: 'scale of a long tail of waiting on top of it (0)' },
  {
    name: 'catalogue',
    value: 'FILE',
    says: 'apps, employees, items … as JSON, instead of the built-in ones',
  },
  { name: 'db', value: 'FILE', says: 'keep the records in this SQLite file, instead of in memory' },
  { name: 'now', value: '"DATE TIME"', says: "the sandbox's time of day at its start, in UTC+8" },
  {
    name: 'fault',
    value: 'NAME=SHARE',
    many: true,
    says: 'strike this share (0 to 1) of calls with a fault',
  },
  { name: 'switch', value: 'NAME=VALUE', many: true, says: 'choose a behaviour that is not documented' },
  { name: 'random-seed', value: 'N', says: 'seed of the faults (1)' },
] as const;

export const sandboxSpec = {
  typed: 'payferry sandbox',
  says: "Feishu's payment API on this machine, as strict as the real one; docs/sandbox.md tells the rest.",
  flags: sandboxFlags,
};

export const usage = usageOf(sandboxSpec);

type FlagName = (typeof sandboxFlags)[number]['name'];

export type Flags =
  | { kind: 'settings'; settings: Settings }
  | { kind: 'help' }
  | { kind: 'faults'; sentences: string[] };

export function readFlags(args: readonly string[]): Flags {
  const read = readArgs(sandboxSpec, args);
  if (read.kind === 'help') return { kind: 'help' };
  if (read.kind === 'wrong') return { kind: 'faults', sentences: [...read.sentences] };
  const { flags } = read.given;
  const one = (flag: FlagName): string | undefined => flags.get(flag)?.[0];
  const all = (flag: FlagName): readonly string[] => flags.get(flag) ?? [];

  const sentences: string[] = [];
  const number = (flag: FlagName, otherwise: number, most = Number.MAX_SAFE_INTEGER): number => {
    const given = one(flag);
    if (given === undefined) return otherwise;
    const value = Number(given);
    if (/^\d+$/.test(given) && value <= most) return value;
    sentences.push(`--${flag} must be a whole number up to ${most}, not "${given}"`);
    return otherwise;
  };

  let switches = defaultSwitches();
  for (const pair of all('switch')) {
    const turned = turnSwitch(switches, ...splitPair(pair));
    if (typeof turned === 'string') sentences.push(turned);
    else switches = turned;
  }
  const random = Object.fromEntries(
    all('fault')
      .map(splitPair)
      .map(([name, share]) => [name, Number(share || NaN)]),
  );
  const latency = { latency_ms: number('latency-ms', 0), latency_tail_ms: number('latency-tail-ms', 0) };
  const plan = changePlan(noFaults(), { random, ...latency });
  if (typeof plan === 'string') sentences.push(plan);
  const now = one('now');
  const nowMs = now === undefined ? undefined : parseChinaTime(now);
  if (now !== undefined && nowMs === undefined) {
    sentences.push(`--now must look like "2026-11-20 09:00:00", not "${now}"`);
  }
  const settings: Settings = {
    port: number('port', 0, 65_535),
    host: one('host') ?? '127.0.0.1',
    callsPerSecond: number('rate', 10),
    tokenLifeMs: number('token-life-s', 7200) * 1000,
    randomSeed: number('random-seed', 1),
    catalogueFile: one('catalogue'),
    dbFile: one('db'),
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
