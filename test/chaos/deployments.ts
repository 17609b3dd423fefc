// The deployments on which a story may be played. A world keeps its deployment for many stories, because environments stay
// warm for many events.

export interface Deployment {
  readonly name: string;
  readonly lanes: number;
  readonly callsPerSecond: number;
  /** The app has no read scope. */
  readonly writesOnly: boolean;
  /** The app lacks the scopes of single fields, so a query does not show them. */
  readonly hidesFields?: boolean;
  /** Milliseconds. If it is shorter than `functionTimeoutMs`, SQS redelivers a message while its invocation still runs. */
  readonly visibilityMs: number;
  readonly functionTimeoutMs: number;
  readonly patienceMs: number;
}

/**
 * Waiting times, a hundredth of the deployed ones or less, for a machine without other load. A busy machine multiplies all
 * of them by its pace. `lookAgainMs` is also the length of a queue's second.
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

/** By weight. In each deployment an invocation runs long enough for a lane to get two turns, as a look-up needs. */
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

/**
 * The lane counts for a redeployment in the middle of a story that still leave a lane those two turns. Of every ten slots
 * of a query API one is for look-ups of creates, and the lanes get it one after the other.
 */
export function lanesFor({ callsPerSecond, functionTimeoutMs }: Deployment): readonly number[] {
  const slotMs = 1050 / callsPerSecond;
  return [1, 2, 3, 5].filter((lanes) => 2 * (lanes * 10 * slotMs + callTimeoutMs) < functionTimeoutMs);
}

/** False: the patience of a job may end while the faults strike. */
export const isPatient = ({ patienceMs }: Deployment): boolean => patienceMs >= 60_000;

export const hasOneInvocationPerLane = ({ visibilityMs, functionTimeoutMs }: Deployment): boolean =>
  visibilityMs > functionTimeoutMs;
