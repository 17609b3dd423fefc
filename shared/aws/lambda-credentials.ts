// Stands in the bundles for @aws-sdk/credential-provider-node (see build.mjs). Lambda gives a function its role's credentials in the
// environment. The SDK's chain of providers looks there first, and brings the clients of all other ways along, a fifth of a zip.
// https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime

import { PlainError } from '../errors.ts';

interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

/** Named and called as the SDK's own. */
export function defaultProvider(): () => Promise<Credentials> {
  // eslint-disable-next-line node/no-process-env -- an edge: the SDK's own provider reads it here too
  const { env } = process;
  return async () => {
    const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = env;
    if (!accessKeyId || !secretAccessKey) throw new PlainError('the environment has no credentials of AWS');
    return { accessKeyId, secretAccessKey, sessionToken: env['AWS_SESSION_TOKEN'] };
  };
}
