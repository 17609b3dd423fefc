// The faults of a world, as a list: a failing seed can be shrunk to the few faults that matter.

import type { FeishuMoment, Moment, S3Moment } from './moments.ts';

export type FunctionName = 'split' | 'deliver' | 'report' | 'export';

export type Fault =
  /** The invocation's process dies, and nothing of it acts afterwards. */
  | { readonly kind: 'kill'; readonly fn: FunctionName; readonly at: Moment }
  | {
      readonly kind: 's3';
      readonly how: 'fail' | 'slow_down' | 'cut';
      readonly at: S3Moment;
      readonly times: number;
    }
  | { readonly kind: 's3_slow'; readonly at: S3Moment; readonly forMs: number }
  | {
      readonly kind: 'sqs';
      readonly action: string;
      readonly nth: number;
      readonly slowMs: number | undefined;
    }
  /** A fault of the sandbox's own list. */
  | { readonly kind: 'feishu'; readonly api: string; readonly nth: number; readonly fault: string }
  /** The call is held on its way. It also arrives if its caller has timed out by then. */
  | { readonly kind: 'feishu_late'; readonly at: FeishuMoment; readonly forMs: number }
  /** An S3 event that arrives twice, late or never: a delivery for each entry of `afterMs`. */
  | {
      readonly kind: 'event';
      readonly of: 'inbox' | 'approved' | 'complete';
      readonly nth: number;
      readonly afterMs: readonly number[];
    }
  /** A message that was processed is delivered once more. */
  | { readonly kind: 'message_again'; readonly file: number; readonly afterMs: number }
  | { readonly kind: 'abort'; readonly file: number; readonly at: S3Moment }
  /** Several sweepers run at once. */
  | { readonly kind: 'sweep'; readonly at: Moment; readonly times: number }
  | { readonly kind: 'clock_jump'; readonly fn: FunctionName; readonly at: Moment; readonly byMs: number }
  /** The story's record that Feishu cannot digest breaks its calls. */
  | { readonly kind: 'indigestible' }
  /** Feishu's clock is set. */
  | { readonly kind: 'feishu_clock'; readonly at: Moment; readonly byMs: number }
  | { readonly kind: 'deploy'; readonly at: Moment; readonly lanes: number };

export function tellFault(fault: Fault): string {
  return JSON.stringify(fault);
}
