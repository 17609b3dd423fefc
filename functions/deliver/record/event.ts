// What happens to a record: an answer, a look-up, a stop, an invocation that died. next.ts makes the next state of it.

import type { RecordVerdict } from '../../../shared/feishu/results.ts';
import type { LastSaid, WhyNotLooked } from '../../../shared/job/record-state.ts';
import type { Comparison } from './same-content.ts';

/** What a look-up needs to be judged: when it was, and whether the record broke every call that carried it. */
export interface LookedAt {
  readonly nowMs: number;
  /** Looks closer together than this count as one. */
  readonly apartMs: number;
  readonly isPoison: boolean;
}

/** Whether a record was created since the first call that may have carried it, as far as Feishu shows its time. */
export type Age = 'young' | 'old' | 'unknown';

/** Epoch milliseconds, by our clock and by Feishu's. The latter is the least that it may have been. */
export interface Moment {
  readonly ourMs: number;
  readonly feishuMs: number;
}

/** `called`: when the call began. */
interface Called {
  readonly called: Moment;
}

/** `perhaps_done`: as it was to become, as far as Feishu shows it. */
export type ImageShows = 'absent' | 'done' | 'perhaps_done' | 'not_done';

export type RecordEvent =
  /** No call carried the record yet: its before-image was still to be taken. */
  | { readonly kind: 'not_called' }
  /** `shows`: how far the before-image is as the record is to become. Comes before the record is sent for the first time. */
  | { readonly kind: 'image'; readonly shows: ImageShows }
  | (Called & {
      readonly kind: 'answered';
      readonly verdict: RecordVerdict;
      readonly logId?: string | undefined;
    })
  /** Feishu refused a whole call because of this record. */
  | { readonly kind: 'refused'; readonly said: LastSaid }
  /** A call ended without a usable answer. `alone`: it carried only this record. */
  | (Called & { readonly kind: 'broke'; readonly alone: boolean; readonly said: LastSaid })
  /** The invocation that worked on the record died. It called at `called` at the earliest. */
  | (Called & { readonly kind: 'lost' })
  | (LookedAt & {
      readonly kind: 'found';
      readonly fits: Comparison;
      readonly id: string | undefined;
      readonly age: Age;
      /** It is as the before-image shows it. */
      readonly isAsBefore: boolean;
    })
  /** `wasThere`: as the before-image shows; undefined where there is none. */
  | (LookedAt & { readonly kind: 'not_found'; readonly wasThere: boolean | undefined })
  | { readonly kind: 'not_looked'; readonly why: WhyNotLooked; readonly isPoison: boolean }
  /** The job was stopped before the record was sent. */
  | { readonly kind: 'stopped' };
