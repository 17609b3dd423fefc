// The settings of export; docs/settings.md says what each one is.

import type * as v from 'valibot';

import { withOneAppSecret } from '../../shared/aws/secret.ts';
import { setting } from '../../shared/settings.ts';

export const exportSettings = withOneAppSecret({
  RECORDS_BUCKET: setting.filled,
  EXPORTS_QUEUE_URL: setting.filled,
  LANGUAGE: setting.language,
  DEFAULT_USER_ID_TYPE: setting.userIdType,
  FEISHU_BASE_URL: setting.url,
  FEISHU_APP_ID: setting.filled,
  FEISHU_CALLS_PER_SECOND: setting.callsPerSecond,
  FEISHU_CALL_TIMEOUT_MS: setting.whole('30000', 1),
  BACK_OFF_MS: setting.whole('10000', 1),
  PATIENCE_MS: setting.whole(String(24 * 3_600_000), 1),
  METRICS_NAMESPACE: setting.metricsNamespace,
  EXPORT_OVERLAP_MS: setting.whole('600000', 0),
  EXPORT_PART_RECORDS: setting.whole('50000', 1),
});

export type ExportSettings = v.InferOutput<typeof exportSettings>;
