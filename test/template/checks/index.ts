// All checks of a package, by name. Each check answers with what is wrong, in sentences.

import { checkActions } from './actions.ts';
import { checkAdoption } from './adoption.ts';
import { checkAlarmTerms } from './alarm-terms.ts';
import { checkAlarms } from './alarms.ts';
import { checkCloudFormation } from './cloudformation.ts';
import { checkDashboard } from './dashboard.ts';
import { checkFunctions } from './functions.ts';
import { checkParameters } from './parameters.ts';
import { checkPatience } from './patience.ts';
import { checkPlaces } from './places.ts';
import { checkQueues } from './queues.ts';
import { checkRetention } from './retention.ts';
import { checkRights } from './roles.ts';
import { checkSafety } from './safety.ts';
import { checkSchedules } from './schedules.ts';
import { checkSecrets } from './secrets.ts';
import { checkSettings } from './settings.ts';
import { checkTriggers } from './triggers.ts';
import { checkZips } from './zips.ts';
import { deploy, type Deployed } from '../deployed.ts';
import type { Package } from '../project-copy.ts';

export interface Faults {
  readonly check: string;
  readonly faults: readonly string[];
}

const app = { FeishuAppId: 'cli_a1b2c3d4' };
const kmsKeyArn = 'arn:aws:kms:ap-southeast-1:123456789012:key/12345678-1234-1234-1234-123456789012';
const droppingRole = 'arn:aws:iam::210987654321:role/payroll';
const alarmTopicArn = 'arn:aws:sns:ap-southeast-1:123456789012:alarms';

/** The deployed template with no option given, and with all of them. */
interface Looks extends Package {
  readonly plain: Deployed;
  readonly full: Deployed;
}

type Answer = readonly string[] | Promise<readonly string[]>;

const checks: Readonly<Record<string, (looks: Looks) => Answer>> = {
  cloudformation: ({ template }) => checkCloudFormation(template),
  parameters: ({ template }) => checkParameters(template),
  actions: ({ full }) => checkActions(full),
  triggers: ({ plain }) => checkTriggers(plain),
  schedules: ({ plain }) => checkSchedules(plain),
  queues: ({ plain }) => checkQueues(plain),
  patience: ({ plain }) => checkPatience(plain),
  settings: ({ plain, full }) => [...checkSettings(plain, 'en'), ...checkSettings(full, 'zh')],
  rights: ({ plain, full }) => [...checkRights(plain, undefined), ...checkRights(full, kmsKeyArn)],
  safety: ({ plain, full }) => [
    ...checkSafety(plain, { kmsKeyArn: undefined }),
    ...checkSafety(full, { kmsKeyArn }),
  ],
  retention: ({ plain }) => checkRetention(plain),
  secrets: ({ plain, full }) => [
    ...checkSecrets(plain, { kmsKeyArn: undefined }),
    ...checkSecrets(full, { kmsKeyArn }),
  ],
  functions: ({ plain }) => checkFunctions(plain),
  alarms: ({ plain, full }) => [
    ...checkAlarms(plain, { alarmTopicArn: undefined }),
    ...checkAlarms(full, { alarmTopicArn }),
    ...checkAlarmTerms(full, alarmTopicArn),
  ],
  dashboard: ({ plain }) => checkDashboard(plain),
  adoption: ({ template }) => checkAdoption(template),
  places: ({ template }) => checkPlaces(template),
  zips: ({ zips }) => checkZips(zips),
};

export const allChecks: readonly string[] = Object.keys(checks);

/** Answers with the checks that found something. */
export async function check(
  packaged: Package,
  names: readonly string[] = allChecks,
): Promise<readonly Faults[]> {
  const { template } = packaged;
  const plain = deploy(template, app);
  const full = deploy(template, {
    ...app,
    Language: 'zh',
    KmsKeyArn: kmsKeyArn,
    AlarmTopicArn: alarmTopicArn,
    DroppingRoles: droppingRole,
  });
  const found: Faults[] = [];
  for (const name of names) {
    const faults = new Set(await checks[name]?.({ ...packaged, plain, full }));
    if (faults.size > 0) found.push({ check: name, faults: [...faults] });
  }
  return found;
}
