// The settings of split; docs/settings.md says what each one is.

import * as v from 'valibot';

import { setting } from '../../shared/settings.ts';

export const splitSettings = v.object({
  RECORDS_BUCKET: setting.filled,
  DROPS_QUEUE_URL: setting.filled,
  INTAKE_QUEUE_URL: setting.filled,
  LANES_QUEUE_URL: setting.filled,
  LANES: setting.lanes,
  DEFAULT_USER_ID_TYPE: setting.userIdType,
  LANGUAGE: setting.language,
  MAX_REJECTED_PERCENT: setting.percent('20'),
  MAX_FILE_BYTES: setting.whole(String(2 * 1024 ** 3), 1),
  RETRY_MS: setting.whole('60000', 1),
  FEISHU_BASE_URL: setting.url,
  FEISHU_APP_ID: setting.filled,
  FEISHU_CALLS_PER_SECOND: setting.callsPerSecond,
  METRICS_NAMESPACE: setting.metricsNamespace,
});

export type SplitSettings = v.InferOutput<typeof splitSettings>;
