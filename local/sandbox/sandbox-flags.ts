// Reads the flags of `payferry sandbox`. The result is settings, or a sentence about each flag that is wrong.

import { pageOf, readArgs } from '../command-line.ts';
import { say, type Say } from '../words.ts';
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
  { name: 'port', value: 'N', says: say('sandbox.flag_port') },
  { name: 'host', value: 'NAME', says: say('sandbox.flag_host') },
  { name: 'rate', value: 'N', says: say('sandbox.flag_rate') },
  { name: 'token-life-s', value: 'N', says: say('sandbox.flag_token_life') },
  { name: 'latency-ms', value: 'N', says: say('sandbox.flag_latency') },
  { name: 'latency-tail-ms', value: 'N', says: say('sandbox.flag_latency_tail') },
  {
    name: 'catalogue',
    value: 'FILE',
    says: say('sandbox.flag_catalogue'),
  },
  { name: 'db', value: 'FILE', says: say('sandbox.flag_db') },
  { name: 'now', value: '"DATE TIME"', says: say('sandbox.flag_now') },
  {
    name: 'fault',
    value: 'NAME=SHARE',
    many: true,
    says: say('sandbox.flag_fault'),
  },
  { name: 'switch', value: 'NAME=VALUE', many: true, says: say('sandbox.flag_switch') },
  { name: 'random-seed', value: 'N', says: say('sandbox.flag_random_seed') },
] as const;

export const sandboxSpec = {
  typed: 'payferry sandbox',
  says: say('sandbox.what_it_is'),
  flags: sandboxFlags,
};

export const usage = pageOf(sandboxSpec);

type FlagName = (typeof sandboxFlags)[number]['name'];

export type Flags =
  | { kind: 'settings'; settings: Settings }
  | { kind: 'help' }
  | { kind: 'faults'; sentences: (Say | string)[] };

export function readFlags(args: readonly string[]): Flags {
  const read = readArgs(sandboxSpec, args);
  if (read.kind === 'help') return { kind: 'help' };
  if (read.kind === 'wrong') return { kind: 'faults', sentences: [...read.sentences] };
  const { flags } = read.given;
  const one = (flag: FlagName): string | undefined => flags.get(flag)?.[0];
  const all = (flag: FlagName): readonly string[] => flags.get(flag) ?? [];

  const sentences: (Say | string)[] = [];
  const number = (flag: FlagName, otherwise: number, most = Number.MAX_SAFE_INTEGER): number => {
    const given = one(flag);
    if (given === undefined) return otherwise;
    const value = Number(given);
    if (/^\d+$/.test(given) && value <= most) return value;
    sentences.push(say('sandbox.no_whole_number', { flag, most, given }));
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
    sentences.push(say('sandbox.no_time', { given: now }));
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
