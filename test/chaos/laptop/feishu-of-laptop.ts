// The sandbox of a laptop's story, with the records that it holds before.

import { startSandbox, type Sandbox, type StoredRecord } from '../../../local/sandbox/start.ts';
import { apps, callerFor, codesOf } from '../../../local/sandbox/test/caller.ts';
import { createFields, type KnownInFeishu } from '../wire-record.ts';
import type { LaptopStory } from './laptop-story.ts';

const agoMs = 3_600_000;
const recordsPerCall = 500;

export async function feishuOf({ seed, latencyMs }: LaptopStory): Promise<Sandbox> {
  return startSandbox({ rate: 10, latencyMs, randomSeed: seed, switches: { details_left_out: 'kept' } });
}

/** Another app creates these records, an hour earlier: neither calls nor times can be taken for those of the file. */
export async function prepareKnown(sandbox: Sandbox, { known }: LaptopStory): Promise<KnownInFeishu[]> {
  await sandbox.moveClock({ advance_ms: -agoMs });
  const call = await callerFor(sandbox, apps.writesOnly);
  for (let start = 0; start < known.length; start += recordsPerCall) {
    const records = known.slice(start, start + recordsPerCall).map(({ uniqueId, content }) => ({
      unique_id: uniqueId,
      ...createFields(content, 'people_corehr_id'),
    }));
    const codes = codesOf(await call('lump_sum_payment.batch_create', { records }));
    if (codes.some((code) => code !== 0))
      throw new Error(`the sandbox refused who is known: ${codes.join(' ')}`);
  }
  await sandbox.moveClock({ advance_ms: agoMs });
  const stored = new Map((await sandbox.records()).map((record) => [record['unique_id'], record]));
  return known.map((one): KnownInFeishu => {
    const record = stored.get(one.uniqueId);
    return { ...one, id: String(record?.['id']), detailIds: detailIdsOf(record) };
  });
}

/** From this call on the sandbox's faults strike. */
export async function layFaults(sandbox: Sandbox, { file, faults, firstFaults }: LaptopStory): Promise<void> {
  const next = firstFaults.map((fault) => ({ api: file.operation, fault }));
  await sandbox.setFaults({ random: { ...faults }, next, throttle_ms: 300, slow_body_ms: 1500 });
}

function detailIdsOf(record: StoredRecord | undefined): string[] {
  const details = record?.['details'];
  return Array.isArray(details) ? details.map((detail: unknown) => String(Object(detail).id)) : [];
}
