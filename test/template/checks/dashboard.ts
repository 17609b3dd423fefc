// The dashboard is JSON, and shows metrics that the functions write.

import { at, listOf, textAt, textsOf } from '../at.ts';
import type { Deployed } from '../deployed.ts';
import { namespaceOf, writtenMetrics } from './watched.ts';

const ofAws = new Set([
  'AWS/SQS ApproximateAgeOfOldestMessage',
  'AWS/SQS ApproximateNumberOfMessagesVisible',
  'AWS/Lambda Errors',
  'AWS/Lambda Throttles',
]);

export function checkDashboard(deployed: Deployed): readonly string[] {
  const [dashboard] = deployed.ofType('AWS::CloudWatch::Dashboard');
  if (!dashboard) return ['there is no dashboard'];
  const widgets = widgetsIn(textAt(dashboard.properties, 'DashboardBody'));
  if (widgets === undefined) return ['the dashboard is no JSON'];
  if (widgets.length === 0) return ['the dashboard is empty'];
  const ours = namespaceOf(deployed);
  const body = textAt(dashboard.properties, 'DashboardBody');
  // In a test's template `QueueName` is resolved, so the body holds the names themselves.
  const unseen = deployed
    .ofType('AWS::SQS::Queue')
    .filter(({ properties }) => !body.includes(`"${textAt(properties, 'QueueName')}"`))
    .map(({ id }) => `the dashboard does not show ${id}`);
  const faults = widgets.flatMap((widget) => {
    const rows = listOf(at(widget, 'properties', 'metrics')).map(listOf);
    return [...expressionFaults(rows, ours), ...metricFaults(rows, ours)].map(
      (fault) => `dashboard, ${textAt(widget, 'properties', 'title')}: ${fault}`,
    );
  });
  return [...unseen, ...faults];
}

function widgetsIn(body: string): readonly unknown[] | undefined {
  try {
    return listOf(at(JSON.parse(body), 'widgets'));
  } catch {
    return undefined;
  }
}

/**
 * A namespace with other characters than letters and digits needs quotation marks, or the search finds nothing.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/search-expression-syntax.html
 */
const search = /^SEARCH\('\{"([^"]+)",\w+(?:,\w+)*\}(?: MetricName="(\w+)")?', '\w+', \d+\)$/;

function expressionFaults(rows: readonly (readonly unknown[])[], ours: string): readonly string[] {
  return rows
    .map(([first]) => at(first, 'expression'))
    .filter((expression) => typeof expression === 'string')
    .flatMap((expression) => {
      const [found, namespace, name] = search.exec(expression) ?? [];
      if (found === undefined) return [`${expression} is no search with its namespace in quotation marks`];
      if (namespace !== ours) return [`it searches ${namespace}, and the functions write to ${ours}`];
      return name === undefined || writtenMetrics().has(name) ? [] : [`no function writes ${name}`];
    });
}

/** In a row "." repeats the value above it, and "..." repeats all values above it but the last ones. */
function metricFaults(rows: readonly (readonly unknown[])[], ours: string): readonly string[] {
  let above: readonly string[] = [];
  return rows.flatMap((row) => {
    const said = textsOf(row);
    if (said.length === 0) return [];
    if (said[0] !== '...') above = said.map((one, index) => (one === '.' ? (above[index] ?? '') : one));
    const [namespace = '', name = ''] = above;
    const isWritten = namespace === ours ? writtenMetrics().has(name) : ofAws.has(`${namespace} ${name}`);
    return isWritten ? [] : [`nobody writes ${namespace} ${name}`];
  });
}
