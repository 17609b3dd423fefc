import { describe, expect, it } from 'vitest';

import { createScreen } from './screen.ts';
import { readStep } from './steps.ts';
import { tellTrouble } from './trouble.ts';

const barred = { step: 'barred', job: 'a-job', code: 10014, log_id: 'l-1' };
const handedBack = (why: string) => ({
  step: 'handed_back',
  group: 'g',
  why,
  messages: 1,
  delay_ms: 900_000,
});

describe('an app that Feishu does not let in', () => {
  it.each([
    ['by a call', [barred], 'Feishu does not let the app in: The app secret is wrong (10014)'],
    [
      'by a call whose message goes back',
      [barred, handedBack('barred')],
      'Feishu does not let the app in: The app secret is wrong (10014)',
    ],
    [
      'by a page of an export',
      [{ step: 'cut_off', run: 'a-run', kind: 'barred', code: 10014, log_id: 'l-1' }, handedBack('barred')],
      'Feishu does not let the app in: The app secret is wrong (10014)',
    ],
    ['by whatever gave its message back', [handedBack('barred')], 'Feishu does not let the app in'],
  ])('%s stops the job, for waiting does not help', (_, lines, sentence) => {
    expect(reasonAfter(lines)).toBe(`${sentence}; docs/outcomes.md says what to do`);
  });

  it.each(['look_again', 'outage', 'deadline', 'held'])('%s is waited for', (why) => {
    expect(reasonAfter([handedBack(why)])).toBeUndefined();
  });

  it('a page that was cut off for another reason is waited for', () => {
    expect(reasonAfter([{ step: 'cut_off', kind: 'broken', code: 2290002 }])).toBeUndefined();
  });
});

/** Why the job was stopped after these log lines, if it was. */
function reasonAfter(lines: readonly object[]): string | undefined {
  const stopping = new AbortController();
  const ending = {
    signal: stopping.signal,
    wasInterrupted: () => false,
    stopJob: (reason: Error) => stopping.abort(reason),
    onInterrupt: () => undefined,
  };
  const onStep = tellTrouble(
    createScreen({ write: () => true }, () => 0),
    ending,
  );
  for (const line of lines) {
    const step = readStep(JSON.stringify(line));
    if (step) onStep(step);
  }
  const reason: unknown = stopping.signal.reason;
  return reason instanceof Error ? reason.message : undefined;
}
