// Makes the client of Feishu for deliver and export from their settings. Each request to Feishu leaves a log line and metrics, and
// so does each error in reading the app's secret.

import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

import { appSecretOf, type AppSecretSettings } from './secret.ts';
import type { Clock } from '../clock.ts';
import type { RequestLine } from '../feishu/call.ts';
import { createClient, type Client } from '../feishu/client.ts';
import type { Fetch } from '../feishu/exchange.ts';
import type { Log } from '../log.ts';
import type { Metrics } from './metrics.ts';

interface FeishuSettings extends AppSecretSettings {
  readonly FEISHU_BASE_URL: string;
  readonly FEISHU_APP_ID: string;
  readonly FEISHU_CALL_TIMEOUT_MS: number;
}

interface Edges {
  readonly secrets: SecretsManagerClient;
  readonly clock: Clock;
  readonly fetch: Fetch;
  readonly log: Log;
  readonly metrics: Metrics;
}

export function feishuClient(settings: FeishuSettings, edges: Edges): Client {
  const { secrets, clock, fetch, log, metrics } = edges;
  return createClient({
    baseUrl: settings.FEISHU_BASE_URL,
    appId: settings.FEISHU_APP_ID,
    appSecret: appSecretOf(settings, secrets, (cause) => {
      log('no_secret', { cause });
      metrics.count('no_secret', 1);
    }),
    clock,
    fetch,
    timeoutMs: settings.FEISHU_CALL_TIMEOUT_MS,
    onRequest: (line) => tell(line, edges),
  });
}

function tell(line: RequestLine, { log, metrics }: Edges): void {
  const { operation, records, kind, status, code, logId, why, cause, field, tookMs } = line;
  log('call', { operation, records, kind, status, code, log_id: logId, why, cause, field, took_ms: tookMs });
  metrics.count('calls', 1, { operation, kind });
  metrics.time('call_latency', tookMs);
  if (kind === 'throttled') metrics.count('throttled', 1);
}
