// Brings a file of the story into the world: as an upload to the inbox, or as a message on the intake queue.

import { PutObjectCommand } from '@aws-sdk/client-s3';
import { SendMessageBatchCommand } from '@aws-sdk/client-sqs';

import { buckets, queues, type World } from '../../local/world/start.ts';
import type { Dropped } from './evidence.ts';
import { bodyOf } from './file-body.ts';
import type { DroppedFile, Story } from './story.ts';
import { amountOf, currencyOf, fieldsOf, totalOf, type KnownInFeishu } from './wire-record.ts';

export async function dropFile(
  world: World,
  story: Story,
  known: readonly KnownInFeishu[],
  file: DroppedFile,
): Promise<Dropped> {
  const lines = linesOf(file, known);
  if (file.via === 'intake') {
    await publish(world, intakeMessage(story, file, known));
    return { file: file.n, sourceName: intakeName(story, file), rows: lines.map((_, at) => [at + 1]) };
  }
  const { bytes, rows } = await bodyOf(file, lines);
  const put = new PutObjectCommand({ Bucket: buckets.inbox, Key: keyOf(file), Body: bytes });
  const { VersionId = '' } = await world.s3.send(put);
  return { file: file.n, sourceName: VersionId, rows };
}

function linesOf(file: DroppedFile, known: readonly KnownInFeishu[]) {
  return file.rows.map((row) => ({
    fields: fieldsOf(row, file, known),
    text: row.does === 'nothing' ? row.text : '',
  }));
}

const intakeName = ({ seed }: Story, { stem }: DroppedFile) => `${stem}-${seed}`;

export function intakeMessage(story: Story, file: DroppedFile, known: readonly KnownInFeishu[]): string {
  const message = {
    operation: file.operation,
    job: intakeName(story, file),
    ...Object.fromEntries(optionsOf(file)),
    records: linesOf(file, known).map(({ fields }) => fields),
  };
  const text = JSON.stringify(message);
  return file.n % 2 === 0 ? text : JSON.stringify({ Type: 'Notification', Message: text });
}

/** Sends a batch of one. The sweeper sends single messages, so the faults can distinguish the two. */
export async function publish(world: World, body: string): Promise<void> {
  const QueueUrl = world.sqs.queue(queues.intake).url;
  await world.sqs.client.send(
    new SendMessageBatchCommand({ QueueUrl, Entries: [{ Id: '0', MessageBody: body }] }),
  );
}

export function keyOf(file: DroppedFile): string {
  const { operation, packed, stem } = file;
  const folders = optionsOf(file).map(([name, value]) => `${name}=${value}`);
  return [
    operation.replace('.', '/'),
    '2026-11',
    ...folders,
    `${stem}.${extensionOf(file)}${packed ? '.gz' : ''}`,
  ].join('/');
}

function extensionOf({ format, clerk }: DroppedFile): string {
  if (!clerk) return format;
  return clerk.writes === 'xlsx' ? 'xlsx' : 'txt';
}

function optionsOf(file: DroppedFile): [name: string, value: string | number | boolean][] {
  const { damage, rows, n } = file;
  const isUsual = file.approval === (file.operation.endsWith('remove') ? 'required' : 'none');
  const count = rows.length + (damage === 'wrong_count' ? 1 : 0);
  return [
    ...(file.userIds === 'open_id' ? [['user_id_type', 'open_id'] as const] : []),
    ...(file.dryRun ? [['dry_run', true] as const] : []),
    ...(isUsual ? [] : [['approval', file.approval] as const]),
    ...(damage === 'wrong_count' || n % 3 === 0 ? [['expected_records', count] as const] : []),
    ...(damage === 'wrong_total' ? [expectedTotal(file)] : []),
    ...(damage === 'too_many_rejected' ? [['max_rejected_percent', 0] as const] : []),
  ].map(([name, value]) => [name, value]);
}

/** The file's real total plus one cent. */
function expectedTotal({ rows }: DroppedFile): readonly [string, string] {
  const paying = rows.flatMap((row) => ('content' in row ? [row] : []));
  const currency = paying[0] ? currencyOf(paying[0].content) : '';
  const cents = paying
    .filter(({ content }) => currencyOf(content) === currency)
    .reduce((sum, { content, flaw }) => sum + totalOf(content) + (flaw === 'sum' ? 1 : 0), 1);
  return [`expected_total.${currency}`, amountOf(cents)];
}
