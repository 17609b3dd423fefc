/** The end of one invocation. */
export type Outcome =
  /** The handler's result after a round trip through JSON. Undefined becomes null. */
  | { readonly kind: 'ok'; readonly result: unknown }
  /**
   * The handler threw, its result is nothing that JSON can hold, its module did not load or exports no handler, or its
   * thread ended by itself.
   */
  | { readonly kind: 'error'; readonly type: string; readonly message: string }
  | { readonly kind: 'timed_out' }
  | { readonly kind: 'killed' }
  /** As many invocations were under way as `concurrency` allows. This one never ran. */
  | { readonly kind: 'throttled' };
