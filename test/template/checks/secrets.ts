// The app's secret is in Secrets Manager and nowhere else.

import { at } from '../at.ts';
import type { Deployed } from '../deployed.ts';
import type { Expected } from './safety.ts';

/** Names of settings that must be references to a secret. */
const secretNames = /SECRET|PASSWORD|TOKEN|PRIVATE|API_?KEY/i;

export function checkSecrets(deployed: Deployed, { kmsKeyArn }: Expected): readonly string[] {
  const faults: string[] = [];
  const secret = deployed.get('FeishuAppSecret');
  if (secret?.type !== 'AWS::SecretsManager::Secret') return ['there is no place for the app secret'];
  for (const property of ['SecretString', 'GenerateSecretString']) {
    if (secret.properties[property] !== undefined)
      faults.push('the template holds a secret, or makes one up');
  }
  if (secret.properties['KmsKeyId'] !== kmsKeyArn)
    faults.push('FeishuAppSecret is encrypted with another key');
  for (const { id, properties } of deployed.ofType('AWS::Lambda::Function')) {
    for (const [name, value] of Object.entries(at(properties, 'Environment', 'Variables') ?? {})) {
      if (secretNames.test(name) && value !== deployed.arnOf('FeishuAppSecret'))
        faults.push(`${id}: ${name} is more than a reference to a secret`);
    }
  }
  return faults;
}
