// State that the gateway keeps between calls.

import type { Switches } from '../switches.ts';
import type { CallLog } from './call-log.ts';
import type { Clock } from './clock.ts';
import type { Faults } from './faults.ts';
import type { RateLimit } from './rate-limit.ts';
import type { Tokens } from './tokens.ts';

export interface GatewayState {
  readonly calls: CallLog;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly rateLimit: RateLimit;
  readonly tokens: Tokens;
  switches: Switches;
  readonly callsPerSecond: number;
  /** Incremented by every reset. A call of an older generation stores nothing. */
  generation: number;
  /** Undefined: the controls ask for no key. */
  readonly key: string | undefined;
}
