// The metrics that an alarm must watch, and the metrics that the functions write.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { textAt } from '../at.ts';
import type { Deployed } from '../deployed.ts';

/** Namespace, name and dimensions, by which CloudWatch identifies a metric. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

export function mustBeWatched(deployed: Deployed): readonly Metric[] {
  const queue = (name: string) => (id: string) => ({
    namespace: 'AWS/SQS',
    name,
    dimensions: { QueueName: textAt(deployed.get(id)?.properties, 'QueueName') },
  });
  const fn = (id: string, name: string) => ({
    namespace: 'AWS/Lambda',
    name,
    dimensions: { FunctionName: textAt(deployed.get(id)?.properties, 'FunctionName') },
  });
  const own = (service: string, name: string, dimensions: Readonly<Record<string, string>> = {}) => ({
    namespace: namespaceOf(deployed),
    name,
    dimensions: { service, ...dimensions },
  });
  return [
    ...['DropsQueue', 'IntakeQueue', 'LanesQueue', 'ExportsQueue'].map(
      queue('ApproximateAgeOfOldestMessage'),
    ),
    ...['DropsDeadQueue', 'IntakeDeadQueue', 'LanesDeadQueue', 'ExportsDeadQueue', 'EventsDeadQueue'].map(
      queue('ApproximateNumberOfMessagesVisible'),
    ),
    ...['Split', 'Deliver', 'Report', 'Export'].map((name) => fn(`${name}LambdaFunction`, 'Errors')),
    ...['Split', 'Report'].map((name) => fn(`${name}LambdaFunction`, 'Throttles')),
    ...['deliver', 'export'].flatMap((service) =>
      ['barred', 'no_secret', 'throttled', 'call_latency'].map((name) => own(service, name)),
    ),
    ...['split', 'deliver', 'export'].flatMap((service) =>
      ['quarantined', 'failed'].map((name) => own(service, name)),
    ),
    ...['totals_mismatch', 'open_jobs', 'oldest_open_job', 'sweep_failed', 'unseen_files'].map((name) =>
      own('report', name),
    ),
    own('report', 'reported', { status: 'unknown' }),
    own('export', 'exports_failed'),
  ];
}

/** The namespace of the functions' metrics, in which the alarms must look. */
export function namespaceOf(deployed: Deployed): string {
  const said = deployed
    .ofType('AWS::Lambda::Function')
    .map(({ properties }) => textAt(properties, 'Environment', 'Variables', 'METRICS_NAMESPACE'));
  return new Set(said).size === 1 ? (said[0] ?? '') : 'as many namespaces as functions';
}

let written: ReadonlySet<string> | undefined;

/** The names of the functions' metrics, read from the table in docs/architecture.md. */
export function writtenMetrics(): ReadonlySet<string> {
  if (written) return written;
  const page = readFileSync(resolve(import.meta.dirname, '../../../docs/architecture.md'), 'utf8');
  const [, table = ''] = /\| metric \|.*\n\| ---.*\n((?:\|.*\n)+)/.exec(page) ?? [];
  const names = table.split('\n').flatMap((row) => row.split('|')[1]?.match(/`\w+`/g) ?? []);
  return (written = new Set(names.map((name) => name.replaceAll('`', ''))));
}
