// Each trouble of watched.ts has an alarm whose description says what to do, and each alarm reads a metric that the
// functions write.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { at, listOf, numberAt, textAt } from '../at.ts';
import type { Deployed, Resource } from '../deployed.ts';
import { mustBeWatched, namespaceOf, writtenMetrics, type Metric } from './watched.ts';

export interface Expected {
  readonly alarmTopicArn: string | undefined;
}

export function checkAlarms(deployed: Deployed, { alarmTopicArn }: Expected): readonly string[] {
  const alarms = deployed.ofType('AWS::CloudWatch::Alarm');
  const watched = new Set(alarms.flatMap(metricsOf).map(nameOf));
  return [
    ...mustBeWatched(deployed)
      .filter((metric) => !watched.has(nameOf(metric)))
      .map((metric) => `nobody is told of ${nameOf(metric)}`),
    ...alarms.flatMap((alarm) => alarmFaults(deployed, alarm, alarmTopicArn)),
  ];
}

function metricsOf({ properties }: Resource): readonly Metric[] {
  const alone = properties['MetricName'] === undefined ? [] : [properties];
  const together = listOf(properties['Metrics']).flatMap((one) => at(one, 'MetricStat', 'Metric') ?? []);
  return [...alone, ...together].map((metric) => ({
    namespace: textAt(metric, 'Namespace'),
    name: textAt(metric, 'MetricName'),
    dimensions: Object.fromEntries(
      listOf(at(metric, 'Dimensions')).map((one) => [textAt(one, 'Name'), textAt(one, 'Value')]),
    ),
  }));
}

const nameOf = ({ namespace, name, dimensions }: Metric) =>
  [namespace, name, ...Object.entries(dimensions).map((one) => one.join('='))].join(' ');

function alarmFaults(
  deployed: Deployed,
  alarm: Resource,
  alarmTopicArn: string | undefined,
): readonly string[] {
  const { id, properties } = alarm;
  const faults: string[] = [];
  const description = textAt(properties, 'AlarmDescription');
  const anchor = / docs\/operate\.md#([a-z-]+)$/.exec(description)?.[1];
  if (description.length < 80) faults.push(`${id} does not say what to do`);
  if (anchor === undefined) faults.push(`${id} does not lead to the runbook`);
  else if (!runbookHas(anchor)) faults.push(`${id}: docs/operate.md has no section ${anchor}`);
  const told = alarmTopicArn === undefined ? [] : [alarmTopicArn];
  if (listOf(properties['AlarmActions']).join() !== told.join()) faults.push(`${id} does not tell the topic`);
  if (properties['ActionsEnabled'] === false) faults.push(`${id} is muted`);
  if (properties['TreatMissingData'] === undefined) faults.push(`${id}: nobody says what silence means`);
  if (!Number.isFinite(numberAt(properties, 'Threshold'))) faults.push(`${id} has no threshold`);
  faults.push(...expressionFaults(alarm));
  for (const { namespace, name } of metricsOf(alarm)) {
    if (namespace === namespaceOf(deployed) && !writtenMetrics().has(name))
      faults.push(`${id}: no function writes ${name}`);
  }
  return faults;
}

/** Every metric that an expression uses is defined, and every defined metric is used. */
function expressionFaults({ id, properties }: Resource): readonly string[] {
  const metrics = listOf(properties['Metrics']);
  const expression = metrics.map((one) => textAt(one, 'Expression')).join(' ');
  const defined = metrics
    .filter((one) => at(one, 'MetricStat') !== undefined)
    .map((one) => textAt(one, 'Id'));
  const named = new Set(expression.match(/\b[a-z]\w*/g));
  return [
    ...defined.filter((one) => !named.has(one)).map((one) => `${id}: ${one} is in no expression`),
    ...[...named].filter((one) => !defined.includes(one)).map((one) => `${id}: ${one} is no metric`),
  ];
}

const root = resolve(import.meta.dirname, '../../..');

/** True if the runbook has the anchor. Anchors are made of headings as GitHub makes them. */
function runbookHas(anchor: string): boolean {
  const page = readFileSync(resolve(root, 'docs/operate.md'), 'utf8');
  const headings = [...page.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) => title);
  return headings.some(
    (title) =>
      title
        .toLowerCase()
        .replaceAll(/[^\w\s-]/g, '')
        .replaceAll(/\s/g, '-') === anchor,
  );
}
