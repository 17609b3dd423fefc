// A function of Lambda in this process. Its environments are cold, warm or busy, and serve one invocation at a time. An
// environment that died is not used again.

import type { Outcome } from '../../../local/lambda/invocation-outcome.ts';
import { Environment, type EnvironmentSettings } from './environment.ts';

export interface VirtualFunction {
  readonly arn: string;
  invoke(event: unknown): Promise<Outcome>;
  /** How many invocations are under way. */
  running(): number;
}

/** Milliseconds until a cold environment begins its first invocation. */
const coldMs = { least: 200, most: 900 };
/** Lambda's own limit of an account. */
const mostAtOnce = 1000;

export function virtualFunction(settings: EnvironmentSettings): VirtualFunction {
  const { name, around } = settings;
  const warm: Environment[] = [];
  let running = 0;
  let invoked = 0;

  async function cold(): Promise<Environment> {
    await around.clock.sleep(around.draws.between(`cold start of ${name}`, coldMs.least, coldMs.most));
    return new Environment(settings);
  }

  return {
    arn: `arn:aws:lambda:us-east-1:000000000000:function:${name}`,
    running: () => running,
    async invoke(event) {
      if (running >= mostAtOnce) return { kind: 'throttled' };
      running += 1;
      invoked += 1;
      const requestId = `${name}-${invoked}`;
      const environment = warm.pop() ?? (await cold());
      const outcome = await environment.run(requestId, event);
      if (environment.isAlive()) warm.push(environment);
      running -= 1;
      return outcome;
    },
  };
}
