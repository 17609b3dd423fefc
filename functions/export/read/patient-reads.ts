// Asks again, a few times, for a page without a usable answer, with the same token: reading twice does no harm, and one bad
// answer in a thousand must not end a run. The last failure is passed on as it is.

import type { Client, ReadAnswer } from '../../../shared/feishu/client.ts';
import type { ExportContext } from '../context.ts';

const tries = 4;
/** The first wait, as a share of BACK_OFF_MS; each later one is twice as long. Other windows are read meanwhile. */
const firstWaitShare = 0.1;

export function patientReads({ clock, random, settings }: ExportContext, client: Client): Client {
  return {
    ...client,
    async read(operation, request, options) {
      for (let tried = 1; ; tried += 1) {
        const answer = await client.read(operation, request, options);
        if (tried === tries || !mayPass(answer) || options.signal?.aborted) return answer;
        const waitMs = settings.BACK_OFF_MS * firstWaitShare * 2 ** (tried - 1);
        await clock.sleep(waitMs * (0.5 + random() / 2), options.signal);
      }
    },
  };
}

function mayPass(answer: ReadAnswer): boolean {
  switch (answer.kind) {
    case 'broken':
    case 'unknown_code':
    case 'unreachable':
    case 'unanswered':
      return true;
    case 'not_sent':
      return answer.why === 'no_token';
    case 'accepted':
    case 'refused':
    case 'throttled':
    case 'unauthorised':
    case 'barred':
      return false;
  }
}
