// How much of the allowed rate deliver uses at which latency and with how many lanes, beside loops without a timetable.

import type { Case, Part } from './case.ts';
import { carryByFerry } from './deliver/by-ferry.ts';
import { carryByLoops, type Loops } from './deliver/by-loops.ts';
import { simulate } from './deliver/simulate.ts';
import { slotsAllow } from './deliver/slots-allow.ts';
import { smallFiles } from './deliver/small-file.ts';

const allowedPerSecond = 10;
const recordsPerCall = 500;
const fewestCalls = 6;
const latenciesMs = [50, 300, 1000, 3000, 5000];
const lanesTried = [1, 10, 20, 40];
/** Ten in flight each, as the plain loop has. */
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
  const latencies = quick ? [50, 1000] : latenciesMs;
  return latencies
    .flatMap((latencyMs): readonly Case[] => [
      ...lanesTried.map((lanes) => ({
        name: `ferry, ${latencyMs} ms, ${lanes} lanes`,
        run: () => carryByFerry(latencyMs, lanes, recordsFor(slotsAllow(latencyMs, lanes))),
      })),
      ...others.map((loops) => ({
        name: `${loops.by}, ${latencyMs} ms`,
        run: () => {
          const atMost = (loops.inFlight * loops.processes * 1000) / latencyMs;
          return carryByLoops(loops, latencyMs, recordsFor(Math.min(allowedPerSecond, atMost)));
        },
      })),
      ...lanesTried.flatMap((lanes) =>
        [1, 10].map((messages) => ({
          name: `simulated, ${latencyMs} ms, ${lanes} lanes, ${messages} at once`,
          run: () => simulate(latencyMs, lanes, messages),
        })),
      ),
    ])
    .concat({ name: 'small file', run: () => smallFiles(quick ? 3 : 20) });
};
