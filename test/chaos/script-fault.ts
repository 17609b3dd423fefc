// Appends a fault for the next call of an API. The sandbox only accepts the whole list, so appends run one after the other:
// two at once would lose one.

import * as v from 'valibot';

import type { Sandbox } from '../../local/sandbox/start.ts';

const plan = v.looseObject({
  next: v.array(v.object({ api: v.string(), fault: v.string(), times: v.number() })),
});

export function createScript(sandbox: Sandbox): (api: string, fault: string) => Promise<void> {
  let last: Promise<void> = Promise.resolve();

  async function append(api: string, fault: string): Promise<void> {
    const answer = await fetch(`${sandbox.baseUrl}/_sandbox/faults`);
    const { next } = v.parse(plan, await answer.json());
    await sandbox.setFaults({ next: [...next, { api, fault }] });
  }

  return (api, fault) => (last = last.then(() => append(api, fault)));
}
