// A file of updates that is dropped twice, under two names. The second finds done what the first did: an update that adds a
// detail must not add it once more.

import type { Chance } from './chance.ts';
import { isPatient, type Deployment } from './deployments.ts';
import type { Fault } from './faults.ts';
import { addsDetail, type DroppedFile, type Row, type Story } from './story.ts';

const operation = 'lump_sum_payment.batch_update';

/**
 * The same story, or one in which a file of updates comes a second time. Only where the app may read, and the patience does
 * not end in the storm: else nobody can know what the first file did.
 */
export function withUpdatesAgain(story: Story, chance: Chance): Story {
  const { deployment, files } = story;
  const first = files.find((file) => file.operation === operation && !file.damage && !file.dryRun);
  if (!first || deployment.writesOnly || !isPatient(deployment) || !chance.in(0.5)) return story;

  const rows = first.rows.map((row) => (chance.in(0.5) ? withNewDetail(row, chance) : row));
  const n = files.length;
  const second: DroppedFile = {
    ...first,
    n,
    stem: `f${n}-s${story.seed}-once-more`,
    rows,
    repeats: first.n,
    packed: first.via === 'inbox' && chance.in(0.2) && first.clerk?.writes !== 'xlsx',
    details: chance.in(0.5) || first.clerk?.total ? 'wide' : 'long',
    approval: chance.in(0.1) ? 'required' : 'none',
    afterMs: first.afterMs + chance.pick([0, chance.whole(1, 300), chance.whole(300, 1000), 2500]),
  };
  const hidesFields = deployment.name === 'usual' && chance.in(0.3);
  return {
    ...story,
    files: [...files.map((file) => (file === first ? { ...file, rows } : file)), second],
    // A snapshot without the hidden fields could not be compared with what Feishu holds.
    ...(hidesFields ? { deployment: hiding(deployment), exports: [] } : {}),
    // A detail that is sent again stands twice only where Feishu keeps what a call leaves out.
    switches: chance.in(0.6) ? { ...story.switches, details_left_out: 'kept' } : story.switches,
  };
}

const hiding = (usual: Deployment): Deployment => ({ ...usual, name: 'hidden fields', hidesFields: true });

function withNewDetail(row: Row, chance: Chance): Row {
  if (row.does !== 'update' || row.content.resource !== 'lump_sum_payment' || addsDetail(row)) return row;
  const added = { cents: chance.whole(1, 9999), day: '2026-12-21' };
  return { ...row, content: { ...row.content, parts: [...row.content.parts, added] } };
}

/** What may go wrong with the first of two such files: it dies, or an answer is lost. */
export function faultsOfUpdatesAgain({ files }: Story, chance: Chance): Fault[] {
  const second = files.find(({ repeats }) => repeats !== undefined);
  if (!second || !chance.in(0.7)) return [];
  const phase = chance.pick(['before', 'after'] as const);
  const at = { on: 'feishu', api: operation, phase, nth: 1 } as const;
  const fault = chance.pick([
    'no_answer_after',
    'cut_after',
    'html_502_after',
    'no_answer_before',
    'missing_result',
  ]);
  const object = chance.pick(['journal', 'outcomes', 'before-images', 'complete.json']);
  return [
    chance.pick<Fault>([
      { kind: 'kill', fn: 'deliver', at },
      { kind: 'kill', fn: 'deliver', at: { on: 's3', does: 'write', object, phase, nth: 1 } },
      { kind: 'feishu', api: operation, nth: 1, fault },
    ]),
  ];
}
