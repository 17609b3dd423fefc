// Makes the files of virtual jobs, and reads what their reports say.

import { must } from '../../shared/errors.ts';
import { isJsonObject, readJson, type JsonObject } from '../../shared/values/json.ts';
import type { VirtualPayferry } from './payferry.ts';

/** Drops the records as NDJSON. `folder`: options, each with a slash behind it. Answers with the job when it has a plan. */
export async function dropRecords(
  ferry: VirtualPayferry,
  operation: string,
  records: readonly object[],
  folder = '',
): Promise<string> {
  const before = new Set(ferry.jobs());
  const n = before.size + 1;
  const body = records.map((record) => JSON.stringify(record)).join('\n');
  ferry.drop(`${operation.replace('.', '/')}/${folder}${n}/rows-${n}.ndjson`, body);
  const planned = () => ferry.jobs().find((job) => !before.has(job));
  // An event whose three attempts were all struck is brought back, as a person does.
  for (; planned() === undefined; ferry.redrive())
    await ferry.until(() => planned() !== undefined || ferry.givenUp() > 0);
  return must(planned(), 'the job');
}

export interface ToldRow {
  readonly file: string;
  readonly row: number;
  readonly name: string;
  readonly status: string;
  readonly id: string | undefined;
  readonly record: JsonObject;
}

/** The rows of the report's files, in the order of the rows. Undefined: the job has no report. */
export function toldRows(ferry: VirtualPayferry, job: string): readonly ToldRow[] | undefined {
  const report = ferry.report(job);
  return report?.files
    .flatMap((file) => {
      const lines = ferry.read(`reports/${job}/${file}`).split('\n');
      return lines.filter((line) => line !== '').map((line) => toldRow(file, readJson(line)));
    })
    .toSorted((a, b) => a.row - b.row);
}

function toldRow(file: string, line: unknown): ToldRow {
  if (!isJsonObject(line)) throw new Error('a line of a report is no object');
  const { _row, _status, _id, unique_id, id } = line;
  return {
    file,
    row: Number(_row),
    name: String(unique_id ?? id),
    status: String(_status),
    id: typeof _id === 'string' ? _id : undefined,
    record: line,
  };
}
