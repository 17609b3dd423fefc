// Objects that expire, and the inbox's versioning.

import { at, listOf, numberAt, textAt } from '../at.ts';
import type { Deployed } from '../deployed.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-rule.html */
const whatRulesDo = [
  'AbortIncompleteMultipartUpload',
  'ExpirationDate',
  'ExpirationInDays',
  'NoncurrentVersionExpiration',
  'NoncurrentVersionExpirationInDays',
  'NoncurrentVersionTransition',
  'NoncurrentVersionTransitions',
  'Transition',
  'Transitions',
];

const expiring = [
  'jobs/',
  'before-images/',
  'reports/',
  'snapshots/',
  'quarantine/',
  'waiting/',
  'unseen/',
  'exports/',
];

export function checkRetention(deployed: Deployed): readonly string[] {
  const faults: string[] = [];
  const rulesOf = (bucket: string) =>
    listOf(at(deployed.get(bucket)?.properties, 'LifecycleConfiguration', 'Rules')).filter(
      (rule) => textAt(rule, 'Status') === 'Enabled',
    );
  for (const prefix of expiring) {
    const rule = rulesOf('RecordsBucket').find((one) => textAt(one, 'Prefix') === prefix);
    if (!(numberAt(rule, 'ExpirationInDays') > 0)) faults.push(`RecordsBucket keeps ${prefix} for ever`);
  }
  const inbox = rulesOf('InboxBucket').filter((rule) => textAt(rule, 'Prefix') === '');
  if (!inbox.some((rule) => numberAt(rule, 'ExpirationInDays') > 0))
    faults.push('InboxBucket keeps files for ever');
  if (!inbox.some((rule) => numberAt(rule, 'NoncurrentVersionExpiration', 'NoncurrentDays') > 0))
    faults.push('InboxBucket keeps old versions for ever');
  if (at(deployed.get('InboxBucket')?.properties, 'VersioningConfiguration', 'Status') !== 'Enabled')
    faults.push('InboxBucket has no versions: a job may read what was dropped over its file');
  for (const bucket of ['InboxBucket', 'RecordsBucket']) {
    const gone = rulesOf(bucket).some(
      (rule) => numberAt(rule, 'AbortIncompleteMultipartUpload', 'DaysAfterInitiation') > 0,
    );
    if (!gone) faults.push(`${bucket} keeps unfinished uploads for ever`);
    for (const rule of rulesOf(bucket)) {
      if (!whatRulesDo.some((action) => at(rule, action) !== undefined))
        faults.push(`${bucket}: CloudFormation refuses ${textAt(rule, 'Id')}, which does nothing on its own`);
    }
  }
  return faults;
}
