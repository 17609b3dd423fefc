// How the ferry may be deployed: a story is played on one of these. A world keeps its deployment for many stories, as
// environments stay warm for many events.

export interface Deployment {
  readonly name: string;
  readonly lanes: number;
  readonly callsPerSecond: number;
  /** An app without the read scope. */
  readonly writesOnly: boolean;
  /** Shorter than an invocation may run: its message is seen again while it is still at work. */
  readonly visibilityMs: number;
  readonly functionTimeoutMs: number;
  readonly patienceMs: number;
}

/**
 * Waiting times at a hundredth or less, where the machine is at rest; a busy one runs all of them longer, by its pace.
 * A second of the queue lasts as long as two looks are apart.
 */
export const lookAgainMs = 120;
export const backOffMs = 30;
export const callTimeoutMs = 500;
export const sweepAfterMs = 900;

const usual: Deployment = {
  name: 'usual',
  lanes: 2,
  callsPerSecond: 100,
  writesOnly: false,
  visibilityMs: 2700,
  functionTimeoutMs: 2500,
  patienceMs: 600_000,
};

/** By weight. In each an invocation runs long enough for two turns of a lane to look something up. */
export const deployments: readonly (readonly [weight: number, deployment: Deployment])[] = [
  [6, usual],
  [4, { ...usual, name: 'four lanes', lanes: 4 }],
  [2, { ...usual, name: 'one lane', lanes: 1, callsPerSecond: 40 }],
  [
    2,
    {
      ...usual,
      name: 'ten calls a second',
      lanes: 1,
      callsPerSecond: 10,
      visibilityMs: 7200,
      functionTimeoutMs: 7000,
    },
  ],
  [2, { ...usual, name: 'short visibility', visibilityMs: 400 }],
  [1, { ...usual, name: 'no read scope', writesOnly: true }],
  [1, { ...usual, name: 'short patience', patienceMs: 1500 }],
];

/** What it may be deployed with in the middle of a story, and still have those two turns: one in ten slots is a lane's. */
export function lanesFor({ callsPerSecond, functionTimeoutMs }: Deployment): readonly number[] {
  const slotMs = 1050 / callsPerSecond;
  return [1, 2, 3, 5].filter((lanes) => 2 * (lanes * 10 * slotMs + callTimeoutMs) < functionTimeoutMs);
}

export const hasOneInvocationPerLane = ({ visibilityMs, functionTimeoutMs }: Deployment): boolean =>
  visibilityMs > functionTimeoutMs;
