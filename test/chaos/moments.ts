// When something happens in a world: at the n-th request of a kind, or after a time.

export interface S3Moment {
  readonly on: 's3';
  /** The kind of object that is read or written, as `placeOf` names it: `plan.json`, `journal`, `outcomes`. */
  readonly object: string;
  readonly does: 'read' | 'write';
  readonly phase: 'before' | 'after';
  readonly nth: number;
  readonly file?: number;
}
export interface FeishuMoment {
  readonly on: 'feishu';
  readonly api: string;
  readonly phase: 'before' | 'after';
  readonly nth: number;
}
export interface SqsMoment {
  readonly on: 'sqs';
  readonly action: string;
  readonly nth: number;
}
export interface TimeMoment {
  readonly on: 'time';
  readonly afterMs: number;
}
export type Moment = S3Moment | FeishuMoment | SqsMoment | TimeMoment;

export type Seen =
  | (Omit<S3Moment, 'nth' | 'file'> & { readonly job: string | undefined })
  | Omit<FeishuMoment, 'nth'>
  | Omit<SqsMoment, 'nth'>;

/** The kind of object that a key of the records bucket names, and its job. Undefined: it belongs to no job. */
export function placeOf(key: string): { readonly object: string; readonly job: string | undefined } {
  const [folder = '', job, ...rest] = key.split('/');
  switch (folder) {
    case 'open':
    case 'before-images':
      return { object: folder, job };
    case 'jobs':
      return { object: rest[0] ?? '', job };
    case 'reports':
      return { object: rest[0]?.endsWith('.json') === true ? rest[0] : 'table', job };
    default:
      return { object: folder, job: undefined };
  }
}

export const isOfFile = (job: string | undefined, file: number): boolean =>
  job?.includes(`-f${file}-`) ?? false;

/** Answers with a test that counts the requests that fit. It is true for the n-th of them only. */
export function watchFor(moment: Exclude<Moment, TimeMoment>): (seen: Seen) => boolean {
  let left = moment.nth;
  return (seen) => fits(moment, seen) && (left -= 1) === 0;
}

function fits(moment: Exclude<Moment, TimeMoment>, seen: Seen): boolean {
  switch (moment.on) {
    case 's3':
      return (
        seen.on === 's3' &&
        seen.object === moment.object &&
        seen.does === moment.does &&
        seen.phase === moment.phase &&
        (moment.file === undefined || isOfFile(seen.job, moment.file))
      );
    case 'feishu':
      return seen.on === 'feishu' && seen.api === moment.api && seen.phase === moment.phase;
    case 'sqs':
      return seen.on === 'sqs' && seen.action === moment.action;
  }
}
