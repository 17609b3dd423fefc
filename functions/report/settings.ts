// The settings of report and its sweeper; docs/settings.md says what each one is.

import * as v from 'valibot';

import { setting } from '../../shared/settings.ts';

const dayMs = 24 * 3_600_000;

export const reportSettings = v.object({
  INBOX_BUCKET: setting.filled,
  RECORDS_BUCKET: setting.filled,
  DROPS_QUEUE_URL: setting.filled,
  INTAKE_QUEUE_URL: setting.filled,
  LANGUAGE: setting.language,
  PATIENCE_MS: setting.whole(String(dayMs), 1),
  SWEEP_AFTER_MS: setting.whole(String(30 * 60_000), 1),
  APPROVAL_PATIENCE_MS: setting.whole(String(30 * dayMs), 1),
  METRICS_NAMESPACE: setting.metricsNamespace,
});

export type ReportSettings = v.InferOutput<typeof reportSettings>;
