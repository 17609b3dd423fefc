// A record that Feishu cannot digest, in a file among other files of its operation: those come when it is stuck, and must not wait
// for its end.

import type { Chance } from './chance.ts';
import { isPatient } from './deployments.ts';
import type { Fault } from './faults.ts';
import { nameOfRow, type DroppedFile, type Operation, type Row, type Story } from './story.ts';

/** Makes a file of that operation, with other records than all files before. */
export type MakeFile = (n: number, operation: Operation, chance: Chance) => DroppedFile;

/** Calls are halved until the record stands alone, and each of them has to break some times. */
const mostRows = 8;

/** Only where the app may read, and the patience does not end in the storm: else the stuck job may end in any way. */
export function withIndigestible(story: Story, makeFile: MakeFile, chance: Chance): Story {
  const { deployment, files, deeds } = story;
  if (deployment.writesOnly || !isPatient(deployment) || !chance.in(0.06)) return story;
  const file = chance
    .shuffled(files)
    .find(
      ({ n, rows, damage, dryRun, approval, again, repeats }) =>
        rows.length <= mostRows &&
        !damage &&
        !dryRun &&
        approval === 'none' &&
        again === undefined &&
        repeats === undefined &&
        deeds.every((deed) => deed.file !== n),
    );
  const row = file?.rows.findIndex((one) => isGood(one, story)) ?? -1;
  if (!file || row < 0) return story;

  const others = Array.from({ length: chance.whole(1, 2) }, (_, at): DroppedFile => {
    const n = files.length + at;
    const other = makeFile(n, file.operation, chance.branch(`file ${n}`));
    return { ...other, approval: 'none', comesLater: true, afterMs: file.afterMs + chance.whole(300, 1500) };
  });
  const lookUps = chance.in(0.5);
  const how = lookUps ? chance.pick(['fail', 'cut', 'hold'] as const) : chance.pick(['fail', 'cut'] as const);
  return {
    ...story,
    files: [...files, ...others],
    indigestible: { file: file.n, row, how, lookUps },
  };
}

/** A row that Feishu would take, with a name that nothing else has. */
function isGood(row: Row, { files, known }: Story): boolean {
  if (row.does === 'nothing' || ('flaw' in row && row.flaw)) return false;
  if (row.does === 'create' ? row.uniqueId.startsWith('known') : typeof row.target === 'string') return false;
  if (row.does !== 'create' && typeof row.target === 'number' && known[row.target]?.paid) return false;
  const named = files.flatMap(({ rows }) => rows.filter((other) => nameOfRow(other) === nameOfRow(row)));
  return named.length === 1;
}

export const faultsOfIndigestible = ({ indigestible }: Story): Fault[] =>
  indigestible ? [{ kind: 'indigestible' }] : [];

/** The name, and the files, of the record that Feishu cannot digest. Undefined: the story has none. */
export function stuckIn({ indigestible, files }: Story) {
  const row = files.find(({ n }) => n === indigestible?.file)?.rows[indigestible?.row ?? 0];
  if (!indigestible || !row) return undefined;
  const name = nameOfRow(row);
  const carriers = files.filter(({ rows }) => rows.some((one) => nameOfRow(one) === name));
  return { ...indigestible, row, name, files: carriers.map(({ n }) => n) };
}
