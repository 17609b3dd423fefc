/**
 * The kinds of findings:
 * - lost: a row or a job without an outcome
 * - doubled: a payment that is stored twice
 * - wrong: a report that differs from what Feishu holds
 */
export interface Finding {
  readonly kind: 'lost' | 'doubled' | 'wrong';
  readonly count: number;
  readonly what: string;
}

export const wrong = (what: string): Finding => ({ kind: 'wrong', count: 1, what });
export const lost = (what: string, count = 1): Finding => ({ kind: 'lost', count, what });
export const doubled = (what: string, count = 1): Finding => ({ kind: 'doubled', count, what });
