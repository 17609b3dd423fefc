// Names of currencies by their ids, from the built-in sandbox. For a service, ids are shown: Feishu tells names only to
// apps with a further scope.

import * as v from 'valibot';

import type { Sandbox } from '../../sandbox/start.ts';
import type { NameOfCurrency } from '../screen/tell-result.ts';
import { say } from '../words/say.ts';

const catalogue = v.object({
  currencies: v.array(v.object({ currency_id: v.string(), currency_alpha_3_code: v.string() })),
});

const withoutName: NameOfCurrency = (id) => say('result.currency_without_name', { id });

export async function currencyNames(sandbox: Sandbox | undefined): Promise<NameOfCurrency> {
  if (!sandbox) return withoutName;
  const { currencies } = v.parse(catalogue, await sandbox.catalogue());
  const names = new Map(
    currencies.map(({ currency_id, currency_alpha_3_code }) => [currency_id, currency_alpha_3_code]),
  );
  return (id) => names.get(id) ?? withoutName(id);
}
