// Tools for the cases of record codes. Most of them send payments through an operation, and return the code of the last.

import type { Sandbox } from '../start.ts';
import { codesOf, type Caller } from './caller.ts';
import { aBonusChange, anAllowanceChange, storeAllowance, storeBonus, type Fields } from './payments.ts';

/** A code, the request in words, and the function that sends it. */
export type CodeCase = [code: number, deserves: string, reach: (rig: CodeRig) => Promise<number | undefined>];
export type CodeRig = ReturnType<typeof aCodeRig>;

export function aCodeRig(sandbox: Sandbox, call: Caller) {
  /** The code of the last record. */
  const codeOf = async (api: string, body: Fields) => codesOf(await call(api, body)).at(-1);
  return {
    sandbox,
    call,
    createBonus: (...records: Fields[]) => codeOf('lump_sum_payment.batch_create', { records }),
    createAllowance: (...records: Fields[]) => codeOf('recurring_payment.batch_create', { records }),
    removeBonus: (id: string) => codeOf('lump_sum_payment.batch_remove', { record_ids: [id] }),
    async change(changes: Fields, detail: Fields = {}) {
      const { id, detailIds } = await storeBonus(call);
      const records = [aBonusChange(id, detailIds[0] ?? '', changes, detail)];
      return codeOf('lump_sum_payment.batch_update', { records });
    },
    async changeAllowance(changes: Fields) {
      const records = [anAllowanceChange(await storeAllowance(call), changes)];
      return codeOf('recurring_payment.batch_update', { records });
    },
  };
}
