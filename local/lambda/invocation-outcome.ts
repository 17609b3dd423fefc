/** The end of one invocation. */
export type Outcome =
  /** The handler's result after a round trip through JSON. Undefined becomes null. */
  | { readonly kind: 'ok'; readonly result: unknown }
  /** The handler threw, its module did not load, or its thread ended. */
  | { readonly kind: 'error'; readonly type: string; readonly message: string }
  | { readonly kind: 'timed_out' }
  | { readonly kind: 'killed' }
  /** `concurrency` environments are busy. The invocation never ran. */
  | { readonly kind: 'throttled' };
