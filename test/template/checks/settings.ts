// Each function's environment as deployed, read with the schema of the function.

import * as v from 'valibot';

import { deliverSettings } from '../../../functions/deliver/settings.ts';
import { exportSettings } from '../../../functions/export/settings.ts';
import { reportSettings } from '../../../functions/report/settings.ts';
import { splitSettings } from '../../../functions/split/settings.ts';
import type { Language } from '../../../shared/words/sentences.ts';
import { at } from '../at.ts';
import { account, region, type Deployed } from '../deployed.ts';

const schemas = {
  SplitLambdaFunction: splitSettings,
  DeliverLambdaFunction: deliverSettings,
  ReportLambdaFunction: reportSettings,
  ExportLambdaFunction: exportSettings,
} as const;

/** Settings that Node reads, and not the function. */
const ofNode: Readonly<Record<string, string>> = {
  NODE_OPTIONS: '--max-semi-space-size=8 --max-old-space-size=800',
};

/** Settings that must name this resource. */
const places: Readonly<Record<string, string>> = {
  INBOX_BUCKET: 'InboxBucket',
  RECORDS_BUCKET: 'RecordsBucket',
  DROPS_QUEUE_URL: 'DropsQueue',
  INTAKE_QUEUE_URL: 'IntakeQueue',
  LANES_QUEUE_URL: 'LanesQueue',
  EXPORTS_QUEUE_URL: 'ExportsQueue',
  FEISHU_APP_SECRET_ARN: 'FeishuAppSecret',
};

/** `language`: that of the stage. */
export function checkSettings(deployed: Deployed, language: Language): readonly string[] {
  return Object.entries(schemas).flatMap(([id, schema]) => {
    const said = at(deployed.get(id)?.properties, 'Environment', 'Variables');
    const environment = typeof said === 'object' && said !== null ? said : {};
    const faults = Object.keys(environment)
      .filter((name) => !(name in schema.entries) && !(name in ofNode))
      .map((name) => `${id} does not know the setting ${name}`);
    if (id === 'DeliverLambdaFunction') {
      for (const [name, value] of Object.entries(ofNode))
        if (at(environment, name) !== value) faults.push(`${id}: ${name} is not ${value}`);
    }
    const read = v.safeParse(schema, environment);
    for (const issue of read.issues ?? [])
      faults.push(`${id}: ${v.getDotPath(issue) ?? ''} ${issue.message}`);
    // The template also states the settings that have a default for local runs, so that it alone shows what is deployed.
    for (const name of Object.keys(schema.entries)) {
      if (!(name in environment) && name !== 'FEISHU_APP_SECRET')
        faults.push(`${id}: nothing is said of ${name}`);
    }
    if ('LANGUAGE' in environment && environment.LANGUAGE !== language)
      faults.push(`${id}: LANGUAGE is not that of the stage`);
    for (const [name, value] of Object.entries(environment)) {
      const place = places[name];
      if (place !== undefined && value !== placeOf(deployed, place))
        faults.push(`${id}: ${name} is not ${place}`);
    }
    return faults;
  });
}

function placeOf(deployed: Deployed, id: string): unknown {
  const properties = deployed.get(id)?.properties;
  if (id.endsWith('Queue'))
    return `https://sqs.${region}.amazonaws.com/${account}/${String(properties?.['QueueName'])}`;
  return properties?.['BucketName'] ?? deployed.arnOf(id);
}
