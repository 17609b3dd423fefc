// The share of the allowed rate that deliver uses, by latency and number of lanes, compared with loops without a timetable.

import type { Case, Part } from './case.ts';
import { carryByFerry } from './deliver/by-ferry.ts';
import { carryByLoops, type Loops } from './deliver/by-loops.ts';
import type { BenchFeishu } from './deliver/feishu.ts';
import { simulate } from './deliver/simulate.ts';
import { slotsAllow } from './deliver/slots-allow.ts';
import { smallFiles } from './deliver/small-file.ts';

const allowedPerSecond = 10;
const recordsPerCall = 500;
const fewestCalls = 6;
const latenciesMs = [50, 300, 1000, 3000, 5000];
/** The strictest reading of the rate: a refused call counts in the next second too. */
const strict: BenchFeishu = { latency_ms: 300, refused_count: true };
const usualLanes = 20;
const lanesTried = [1, 10, 20, 40];
/** How many calls each process of a loop has in flight, also with a token bucket. */
const inFlight = 10;
const others: readonly Loops[] = [
  { by: 'one at a time', inFlight: 1, processes: 1 },
  { by: 'ten in flight', inFlight, processes: 1 },
  { by: 'bucket per process', inFlight, processes: 4, bucket: allowedPerSecond },
];

export const deliverCases: Part = ({ quick }) => {
  const seconds = quick ? 3 : 20;
  const recordsFor = (callsPerSecond: number) =>
    Math.max(fewestCalls, Math.ceil(callsPerSecond * seconds)) * recordsPerCall;
  const byFerry = (feishu: BenchFeishu, lanes: number): Case => ({
    name: `ferry, ${nameOf(feishu)}, ${lanes} lanes`,
    run: () => carryByFerry(feishu, lanes, recordsFor(slotsAllow(feishu.latency_ms, lanes))),
  });
  const byLoops = (loops: Loops, feishu: BenchFeishu): Case => ({
    name: `${loops.by}, ${nameOf(feishu)}`,
    run: () => {
      const atMost = (loops.inFlight * loops.processes * 1000) / feishu.latency_ms;
      return carryByLoops(loops, feishu, recordsFor(Math.min(allowedPerSecond, atMost)));
    },
  });
  return [
    ...(quick ? [50, 1000] : latenciesMs).flatMap((latency_ms): readonly Case[] => [
      ...lanesTried.map((lanes) => byFerry({ latency_ms }, lanes)),
      ...others.map((loops) => byLoops(loops, { latency_ms })),
      ...lanesTried.flatMap((lanes) =>
        [1, 10].map((messages) => ({
          name: `simulated, ${latency_ms} ms, ${lanes} lanes, ${messages} at once`,
          run: () => simulate(latency_ms, lanes, messages),
        })),
      ),
    ]),
    byFerry(strict, usualLanes),
    ...others.map((loops) => byLoops(loops, strict)),
    { name: 'small file', run: () => smallFiles(quick ? 3 : 20) },
  ];
};

function nameOf({ latency_ms, refused_count }: BenchFeishu): string {
  return `${latency_ms} ms${refused_count ? ', refused calls count' : ''}`;
}
