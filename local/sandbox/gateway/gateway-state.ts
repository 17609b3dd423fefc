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
  /** Incremented by every reset. A call that arrived before a reset stores nothing after it. */
  generation: number;
  /** The key that the controls ask for. Undefined: none. */
  readonly key: string | undefined;
}
