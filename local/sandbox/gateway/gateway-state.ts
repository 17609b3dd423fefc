// State that the gateway keeps between calls.

import type { Switches } from '../switches.ts';
import { createCallLog, type CallLog } from './call-log.ts';
import { createClock, type Clock, type Time } from './clock.ts';
import type { FaultPlan } from './fault-plan.ts';
import { createFaults, type Faults } from './faults.ts';
import { createRateLimit, type RateLimit } from './rate-limit.ts';
import { createTokens, type Tokens } from './tokens.ts';

export interface GatewayState {
  readonly time: Time;
  /** Makes the end of a log id, a new one each time. */
  readonly logIdRest: () => string;
  readonly calls: CallLog;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly rateLimit: RateLimit;
  readonly tokens: Tokens;
  switches: Switches;
  readonly callsPerSecond: number;
  /** Incremented by every reset. A call that arrived before a reset stores nothing after it. */
  generation: number;
  /** The key that the controls ask for. Undefined: none. */
  readonly key: string | undefined;
}

export interface GatewaySettings extends Pick<
  GatewayState,
  'time' | 'logIdRest' | 'callsPerSecond' | 'switches' | 'key'
> {
  readonly tokenLifeMs: number;
  readonly randomSeed: number;
  /** The sandbox's time of day at its start. Undefined: the true time. */
  readonly nowMs: number | undefined;
  readonly faults: FaultPlan;
}

export function createGatewayState(settings: GatewaySettings): GatewayState {
  const { time, logIdRest, callsPerSecond, switches, key } = settings;
  const clock = createClock(settings.nowMs, time);
  return {
    time,
    logIdRest,
    calls: createCallLog(),
    clock,
    faults: createFaults(settings.randomSeed, settings.faults),
    rateLimit: createRateLimit(callsPerSecond),
    tokens: createTokens(settings.tokenLifeMs, () => clock.now()),
    switches,
    callsPerSecond,
    generation: 0,
    key,
  };
}
