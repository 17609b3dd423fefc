// The settings of deliver; docs/settings.md says what each one is.

import type * as v from 'valibot';

import { withOneAppSecret } from '../../shared/aws/secret.ts';
import { setting } from '../../shared/settings.ts';

export const deliverSettings = withOneAppSecret({
  RECORDS_BUCKET: setting.filled,
  LANES_QUEUE_URL: setting.filled,
  FEISHU_BASE_URL: setting.url,
  FEISHU_APP_ID: setting.filled,
  FEISHU_CALLS_PER_SECOND: setting.callsPerSecond,
  FEISHU_CALL_TIMEOUT_MS: setting.whole('30000', 1),
  LOOK_AGAIN_MS: setting.whole('60000', 1),
  BACK_OFF_MS: setting.whole('10000', 1),
  PATIENCE_MS: setting.whole(String(24 * 3_600_000), 1),
  METRICS_NAMESPACE: setting.metricsNamespace,
});

export type DeliverSettings = v.InferOutput<typeof deliverSettings>;
