import { createServer, type Server } from 'node:http';

import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterEach, describe, expect, it } from 'vitest';

import { appSecretOf, withOneAppSecret } from './secret.ts';
import { readSettings, setting } from '../settings.ts';

const arn = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:feishu-a1b2c3';
const settings = withOneAppSecret({ FEISHU_APP_ID: setting.filled });

let server: Server | undefined;
afterEach(() => server?.close());

interface Asked {
  readonly target: string | undefined;
  readonly body: unknown;
}

/** Secrets Manager's JSON protocol: one POST, with the action in a header. Gives `held.answer`, and records the requests. */
async function secretsManager(answer: { status: number; body: object }) {
  const asked: Asked[] = [];
  const held = { answer };
  server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (text += chunk));
    request.on('end', () => {
      const target = request.headers['x-amz-target'];
      asked.push({ target: String(target), body: JSON.parse(text) });
      response.writeHead(held.answer.status, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(JSON.stringify(held.answer.body));
    });
  });
  const listening = server;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const address = listening.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const client = new SecretsManagerClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
  const troubles: string[] = [];
  const appSecret = appSecretOf({ FEISHU_APP_SECRET_ARN: arn }, client, (cause) => troubles.push(cause));
  return { asked, held, troubles, appSecret };
}

const holds = (SecretString: string) => ({
  status: 200,
  body: { ARN: arn, Name: 'feishu', VersionId: 'v1', SecretString },
});

describe("the app's secret", () => {
  it.each([
    ['text', 'hush'],
    ['text from a file that ends in a line break', 'hush\n'],
    ["JSON, as the console's editor writes it", '{"app_secret":"hush"}'],
  ])('in Secrets Manager may be %s', async (_, stored) => {
    const { asked, appSecret } = await secretsManager(holds(stored));
    expect(await appSecret()).toBe('hush');
    expect(asked).toEqual([{ target: 'secretsmanager.GetSecretValue', body: { SecretId: arn } }]);
  });

  it('that was rotated is the next one that is asked for', async () => {
    const { held, appSecret } = await secretsManager(holds('old'));
    expect(await appSecret()).toBe('old');
    held.answer = holds('new');
    expect(await appSecret()).toBe('new');
  });

  it.each(['', ' \n', '{}', '{"app_secret":""}', '{"secret":"hush"}', '{"app_secret":7}'])(
    '%j is none, and its text is not told',
    async (stored) => {
      const { appSecret, troubles } = await secretsManager(holds(stored));
      const error: unknown = await appSecret().catch((caught: unknown) => caught);
      expect(error).toMatchObject({ name: 'UnreadableAppSecret' });
      expect(troubles).toEqual(['UnreadableAppSecret']);
      expect(String(error)).not.toContain('hush');
    },
  );

  it('that may not be read says so by name', async () => {
    const { appSecret, troubles } = await secretsManager({
      status: 400,
      body: { __type: 'AccessDeniedException', Message: 'no identity-based policy allows it' },
    });
    await expect(appSecret()).rejects.toMatchObject({ name: 'AccessDeniedException' });
    expect(troubles).toEqual(['AccessDeniedException']);
  });

  it('said outright needs no Secrets Manager', async () => {
    const nowhere = new SecretsManagerClient({ endpoint: 'http://127.0.0.1:1', region: 'us-east-1' });
    expect(await appSecretOf({ FEISHU_APP_SECRET: 'hush' }, nowhere, () => undefined)()).toBe('hush');
  });
});

describe('the settings', () => {
  it.each([{ FEISHU_APP_SECRET: 'hush' }, { FEISHU_APP_SECRET_ARN: arn }])('take %o', (one) => {
    expect(readSettings(settings, { FEISHU_APP_ID: 'cli_1', ...one })).toEqual({
      FEISHU_APP_ID: 'cli_1',
      ...one,
    });
  });

  it.each([{}, { FEISHU_APP_SECRET: 'hush', FEISHU_APP_SECRET_ARN: arn }])(
    'want exactly one of the two, and say so beside other faults: %o',
    (given) => {
      const read = () => readSettings(settings, given);
      expect(read).toThrow(
        /FEISHU_APP_ID: expected .*; expected either FEISHU_APP_SECRET or FEISHU_APP_SECRET_ARN/,
      );
      expect(read).not.toThrow('hush');
    },
  );

  it('want the one that is there filled in', () => {
    expect(() => readSettings(settings, { FEISHU_APP_ID: 'cli_1', FEISHU_APP_SECRET: '' })).toThrow(
      'the environment is not right: FEISHU_APP_SECRET: expected filled in',
    );
  });
});
