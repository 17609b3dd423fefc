// The app's secret: a plain setting on a person's own machine, in Secrets Manager on AWS. From Secrets Manager it is read again for
// each token (usually some two hours apart), so that a rotated secret is taken up without a deployment.
// https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html

import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as v from 'valibot';

import { isJsonObject, readJson } from '../values/json.ts';
import { setting } from '../settings.ts';

/** The two settings for the secret: a function that calls Feishu must have exactly one of them. */
const appSecretSettings = {
  FEISHU_APP_SECRET: v.optional(setting.filled),
  FEISHU_APP_SECRET_ARN: v.optional(setting.filled),
};

export interface AppSecretSettings {
  readonly FEISHU_APP_SECRET?: string | undefined;
  readonly FEISHU_APP_SECRET_ARN?: string | undefined;
}

export function withOneAppSecret<Entries extends v.ObjectEntries>(entries: Entries) {
  return v.pipe(
    v.object({ ...entries, ...appSecretSettings }),
    v.rawCheck(({ dataset, addIssue }) => {
      const given = v.safeParse(v.object(appSecretSettings), dataset.value);
      if (given.success && Object.keys(given.output).length !== 1) addIssue({ message: oneOfTwo });
    }),
  );
}

const oneOfTwo = 'either FEISHU_APP_SECRET or FEISHU_APP_SECRET_ARN, and not both';

/** Only the name of this error is logged, never its text. */
class UnreadableAppSecret extends Error {
  override readonly name = 'UnreadableAppSecret';
}

/** Answers with a function that reads the secret. If Secrets Manager gives none, `onTrouble` is called with the error's name. */
export function appSecretOf(
  { FEISHU_APP_SECRET, FEISHU_APP_SECRET_ARN }: AppSecretSettings,
  secrets: SecretsManagerClient,
  onTrouble: (cause: string) => void,
): () => Promise<string> {
  if (FEISHU_APP_SECRET !== undefined) return () => Promise.resolve(FEISHU_APP_SECRET);
  return async () => {
    try {
      const get = new GetSecretValueCommand({ SecretId: FEISHU_APP_SECRET_ARN });
      const { SecretString } = await secrets.send(get);
      return secretIn(SecretString ?? '');
    } catch (error) {
      onTrouble(error instanceof Error ? error.name : 'unknown');
      throw error;
    }
  };
}

/** The secret is text, or JSON as the console's editor of keys and values writes it: `{"app_secret":"…"}`. */
function secretIn(text: string): string {
  const content = readJson(text);
  const secret = isJsonObject(content) ? content.app_secret : text.trim();
  if (typeof secret !== 'string' || secret === '') {
    throw new UnreadableAppSecret('the secret is neither text nor JSON with a text app_secret');
  }
  return secret;
}
