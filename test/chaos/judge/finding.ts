/** - lost: a row or a job without its outcome · doubled: stored twice · wrong: told otherwise than it is. */
export interface Finding {
  readonly kind: 'lost' | 'doubled' | 'wrong';
  readonly count: number;
  readonly what: string;
}

export const wrong = (what: string): Finding => ({ kind: 'wrong', count: 1, what });
export const lost = (what: string, count = 1): Finding => ({ kind: 'lost', count, what });
export const doubled = (what: string, count = 1): Finding => ({ kind: 'doubled', count, what });
