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

  return (step) => {
    switch (step.step) {
      case 'settled':
        outageSinceMs = undefined;
        lastSaid = '';
        return;
      case 'barred': {
        if (ending.signal.aborted) return;
        const code = codes[step.code ?? 0];
        const said = code ? `${code.en} (${step.code})` : `code ${step.code ?? 'unknown'}`;
        ending.stopJob(
          new Infrastructure(`Feishu does not let the app in: ${said}; docs/outcomes.md says what to do`),
        );
        return;
      }
      case 'handed_back': {
        const seconds = Math.ceil(step.delay_ms / 1000);
        if (step.why === 'look_again') sayOnce(`  some records are looked up again in ${seconds} s`);
        if (step.why !== 'outage') return;
        outageSinceMs ??= Date.now();
        sayOnce(`  Feishu does not answer; trying again in ${seconds} s. Ctrl-C stops`);
        if (Date.now() - outageSinceMs > patienceMs && !ending.signal.aborted)
          ending.stopJob(new Infrastructure('Feishu did not answer for five minutes'));
      }
    }
  };
}
