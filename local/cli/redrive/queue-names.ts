// The queues that have dead letters to redrive, by the name that a person gives, and where their dead letters go.

const service = 'payferry';

export const redriveQueues = ['intake', 'lanes', 'exports', 'drops'] as const;
export type RedriveQueue = (typeof redriveQueues)[number];

/** Queues whose order counts within a message group. */
const fifo: ReadonlySet<RedriveQueue> = new Set(['lanes', 'exports']);

export interface Route {
  /** Name of the queue of dead letters. */
  readonly from: string;
  /** Name of the queue that takes them. */
  readonly to: string;
  readonly isFifo: boolean;
}

/**
 * Only S3 may send to the queue of drops. The intake queue takes its dead letters, because split reads S3's notifications
 * there too. The job's id depends on bucket, key and version only, so it stays the same.
 */
export function routeOf(queue: RedriveQueue, stage: string): Route {
  const isFifo = fifo.has(queue);
  const ending = isFifo ? '.fifo' : '';
  const target = queue === 'drops' ? 'intake' : queue;
  return {
    from: `${service}-${stage}-${queue}-dead${ending}`,
    to: `${service}-${stage}-${target}${ending}`,
    isFifo,
  };
}

/** The form of a stage's name. The template's bucket names leave room for 18 characters. */
export function isStage(text: string): boolean {
  return /^[a-z0-9-]{1,18}$/.test(text);
}
