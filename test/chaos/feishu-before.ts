// Prepares Feishu as it is before the first file: with the records that exist already. Another app than Payferry's creates
// them, so none of these calls counts against Payferry's rate.

import type { Sandbox, StoredRecord } from '../../local/sandbox/start.ts';
import { apps, callerFor, codesOf } from '../../local/sandbox/test/caller.ts';
import type { Deployment } from './deployments.ts';
import type { Story } from './story.ts';
import { createFields, type KnownInFeishu } from './wire-record.ts';

export const appOf = ({ writesOnly }: Deployment) => (writesOnly ? apps.writesOnly : apps.everything);

const agoMs = 3_600_000;
const recordsPerCall = 500;

export async function prepareFeishu(sandbox: Sandbox, story: Story, pace: number): Promise<KnownInFeishu[]> {
  await sandbox.reset();
  // An hour earlier by Feishu's clock. A record created seconds before a file could be taken for a record of that file.
  await sandbox.moveClock({ advance_ms: story.feishuAheadMs - agoMs });
  const call = await callerFor(sandbox, story.deployment.writesOnly ? apps.everything : apps.writesOnly);
  for (const resource of ['lump_sum_payment', 'recurring_payment'] as const) {
    const records = story.known
      .filter(({ content }) => content.resource === resource)
      .map(({ uniqueId, content }) => ({
        unique_id: uniqueId,
        ...createFields(content, 'people_corehr_id'),
      }));
    for (let start = 0; start < records.length; start += recordsPerCall) {
      const some = records.slice(start, start + recordsPerCall);
      const codes = codesOf(await call(`${resource}.batch_create`, { records: some }));
      if (codes.some((code) => code !== 0))
        throw new Error(`the sandbox refused who is known: ${codes.join(' ')}`);
    }
  }
  await sandbox.moveClock({ advance_ms: agoMs });
  const stored = [...(await sandbox.records()), ...(await sandbox.records('recurring_payment'))];
  const known = story.known.map((one): KnownInFeishu => {
    const record = stored.find(({ unique_id }) => unique_id === one.uniqueId);
    return { ...one, id: String(record?.['id']), detailIds: detailIdsOf(record) };
  });
  const paid = known.filter((one) => one.paid).map(({ id }) => id);
  if (paid.length > 0) await sandbox.pay({ record_ids: paid });
  await sandbox.setSwitches(story.switches);
  await sandbox.setFaults({ throttle_ms: 150, slow_body_ms: 700 * pace });
  return known;
}

function detailIdsOf(record: StoredRecord | undefined): string[] {
  const details = record?.['details'];
  if (!Array.isArray(details)) return [];
  return details.map((detail: unknown) => String(Object(detail).id));
}
