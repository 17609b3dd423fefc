/** What came of one invocation, as whoever asked for it learns it. */
export type Outcome =
  /** The handler's result, once through JSON: an undefined one is null. */
  | { readonly kind: 'ok'; readonly result: unknown }
  /** The handler threw, could not be loaded, or took its environment down with it. */
  | { readonly kind: 'error'; readonly type: string; readonly message: string }
  | { readonly kind: 'timed_out' }
  | { readonly kind: 'killed' }
  /** As many environments as the function may have are busy: it never ran. */
  | { readonly kind: 'throttled' };
