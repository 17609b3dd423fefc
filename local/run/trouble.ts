// Feishu does not take what it is sent: says so, and gives the job up where waiting does not help. On AWS a job waits for
// a day; here somebody sits in front of it.

import type { CallCodes } from '../../shared/feishu/codes/code.ts';
import { gatewayCodes, tokenCodes } from '../../shared/feishu/codes/gateway.ts';
import type { Ending } from './ending.ts';
import { Infrastructure } from './infrastructure.ts';
import type { Screen } from './screen.ts';
import type { Step } from './steps.ts';

const patienceMs = 5 * 60_000;
const codes: CallCodes = { ...gatewayCodes, ...tokenCodes };

export function tellTrouble(screen: Screen, ending: Ending): (step: Step) => void {
  let outageSinceMs: number | undefined;
  let lastSaid = '';
  const sayOnce = (text: string) => {
    if (text !== lastSaid) screen.say(text);
    lastSaid = text;
  };

  const stopBarred = (why: string) => {
    if (ending.signal.aborted) return;
    ending.stopJob(
      new Infrastructure(`Feishu does not let the app in${why}; docs/outcomes.md says what to do`),
    );
  };

  return (step) => {
    switch (step.step) {
      case 'settled':
      case 'window':
        outageSinceMs = undefined;
        lastSaid = '';
        return;
      case 'barred':
      case 'cut_off': {
        const code = codes[step.code ?? 0];
        const said = code ? `${code.en} (${step.code})` : `code ${step.code ?? 'unknown'}`;
        stopBarred(`: ${said}`);
        return;
      }
      case 'handed_back': {
        const seconds = Math.ceil(step.delay_ms / 1000);
        if (step.why === 'look_again') sayOnce(`  some records are looked up again in ${seconds} s`);
        // A line with the code comes first where there is one: it tells more.
        if (step.why === 'barred') stopBarred('');
        if (step.why !== 'outage') return;
        outageSinceMs ??= Date.now();
        sayOnce(`  Feishu does not answer; trying again in ${seconds} s. Ctrl-C stops`);
        if (Date.now() - outageSinceMs > patienceMs && !ending.signal.aborted)
          ending.stopJob(new Infrastructure('Feishu did not answer for five minutes'));
      }
    }
  };
}
