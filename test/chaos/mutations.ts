// Mistakes that somebody could make in the ferry, each as one change of its source. The judge must see every one.

import type { Fault } from './faults.ts';
import { excuses } from './judge/rate.ts';
import { addsDetail, isDroppedTwice, type DroppedFile, type Story } from './story.ts';

export interface Mistake {
  readonly name: string;
  readonly file: string;
  /** The text that is replaced. It stands once in the file. */
  readonly find: string;
  readonly replace: string;
}

export interface Mutation extends Mistake {
  /** True for a story in which the mistake can matter. Seeds of such stories come first. */
  readonly matters: (story: Story, faults: readonly Fault[]) => boolean;
}

type Matters = Mutation['matters'];

/** True if a first call of that action meets such a fault of the sandbox's. */
const meets =
  (action: string, fault: RegExp): Matters =>
  (_, faults) =>
    faults.some(
      (one) => one.kind === 'feishu' && one.api.endsWith(action) && one.nth === 1 && fault.test(one.fault),
    );

const dies =
  (fn: string, at: RegExp): Matters =>
  (_, faults) =>
    faults.some((one) => one.kind === 'kill' && one.fn === fn && at.test(JSON.stringify(one.at)));

const hasFile =
  (fits: (file: DroppedFile) => boolean): Matters =>
  ({ files }) =>
    files.some((file) => !file.damage && !file.dryRun && fits(file));

/** True for a story with a file of at least so many creates, among which there are clashes and repeats. */
const creates = (least: number) =>
  hasFile(({ operation, rows }) => operation === 'lump_sum_payment.batch_create' && rows.length >= least);

const clashesWithKnown = hasFile(({ rows }) =>
  rows.some((row) => row.does === 'create' && row.uniqueId.startsWith('known') && row.flaw === undefined),
);

const reasonsOf = ({ rows }: DroppedFile) =>
  new Set(rows.flatMap((row) => (row.does === 'remove' ? [row.reason] : [])));

const deliver = (file: string) => `functions/deliver/${file}.ts`;

export const mutations: readonly Mutation[] = [
  {
    name: 'a conflict is a refusal, without a look at what is there',
    file: deliver('record/next'),
    find: 'if (!conflictCodes.includes(code)) return false;',
    replace: 'if (code > 0) return false;',
    matters: clashesWithKnown,
  },
  {
    name: "a batch's last outcome is not written",
    file: deliver('batch/outcomes'),
    find: 'writeOutcomes(outcomes)',
    replace: 'writeOutcomes(outcomes.slice(0, -1))',
    matters: creates(3),
  },
  {
    name: 'a 429 counts as sent',
    file: 'shared/feishu/call.ts',
    find: "if (answer.kind === 'throttled') {",
    replace:
      "if (answer.kind === 'throttled' && records > 0) return { ...answer, kind: 'accepted', body: {},\n" +
      "          value: Array.from({ length: records }, () => ({ kind: 'done', id: undefined })) } as never;\n" +
      "      if (answer.kind === 'throttled') {",
    matters: meets('', /^throttled$/),
  },
  {
    name: 'a record without a result is refused',
    file: deliver('record/next'),
    find: "case 'no_result': {",
    replace:
      "case 'no_result': {\n      if (logId !== '') return settled(of, { status: 'refused', code: 1 });",
    matters: meets('batch_create', /missing_result/),
  },
  {
    name: 'a call without an answer is a failure',
    file: deliver('send/send'),
    find: 'return broken(invocation, batch, group, answer);',
    replace: `for (const item of group) item.happened({ kind: 'refused', said: { code: 1, message: '' } });
      return 'done';`,
    matters: meets('batch_create', /_after$/),
  },
  {
    name: 'a job is complete with the first of its batches',
    file: deliver('batch/outcomes'),
    find: 'if (found < batches.length) return;',
    replace: 'if (found === 0) return;',
    matters: hasFile(
      (file) => file.approval === 'none' && (file.rows.length > 500 || reasonsOf(file).size > 2),
    ),
  },
  {
    name: 'what the journal says is forgotten',
    file: deliver('batch/open-batch'),
    find: 'restoreItems(client.feishuClock, items, taken.before);',
    replace: '',
    matters: dies('deliver', /batch_create","phase":"after","nth":1/),
  },
  {
    name: 'the age of what is found does not matter',
    file: deliver('record/next'),
    find: "if (!wasAttempted(of) || age === 'old')",
    replace: 'if (!wasAttempted(of))',
    matters: (story, faults) =>
      clashesWithKnown(story, faults) && meets('lump_sum_payment.batch_create', /_after$/)(story, faults),
  },
  {
    name: 'what is gone after a remove without an answer was never there',
    file: deliver('record/next'),
    find: "return wasThere ? { status: 'removed', message: say('outcome.removed_unseen') } : wasNotThere(of);",
    replace: 'return wasNotThere(of);',
    matters: meets('batch_remove', /_after$/),
  },
  {
    name: 'an update without an answer is taken for done',
    file: deliver('record/next'),
    find: "if (fits === 'same') return settled(of, { status: 'updated'",
    replace: "if (fits.length > 0) return settled(of, { status: 'updated'",
    matters: meets('batch_update', /_before$/),
  },
  {
    name: 'an update that is already done is sent again',
    file: deliver('record/next'),
    find: "if (shows === 'done') return settled(of, { status: 'already_exists' });",
    replace: "if (shows === 'done') return of.facts;",
    matters: (story, faults) =>
      story.deployment.hidesFields !== true &&
      hasFile(
        (file) => isDroppedTwice(story, file) && file.approval === 'none' && file.rows.some(addsDetail),
      )(story, faults),
  },
  {
    name: 'a refusal settles a record whose earlier call is open',
    file: deliver('record/next'),
    find: "if (state.at !== 'unsent' || isSurelyUnsent(state))",
    replace: "if (state.at !== 'unsent' || isSurelyUnsent(state) || code > 0)",
    matters: (story, faults) =>
      story.deployment.writesOnly &&
      meets('', /_after$/)(story, faults) &&
      faults.some((one) => one.kind === 'feishu' && one.nth === 2 && one.fault === 'unknown_record_code'),
  },
  {
    name: "Feishu's times are compared with our own clock",
    file: 'shared/feishu/feishu-clock.ts',
    find: 'const atLeastMs = (ourMs: number) => ourMs + (known?.leastMs ?? -unknownBehindMs);',
    replace: 'const atLeastMs = (ourMs: number) => ourMs + (known ? 0 : -unknownBehindMs);',
    matters: (story, faults) =>
      story.feishuAheadMs < -10_000 &&
      meets('batch_create', /_after$/)(story, faults) &&
      !faults.some(({ kind }) => kind === 'feishu_clock'),
  },
  {
    name: 'a batch that is stuck does not leave its lane',
    file: deliver('lane/leave-lane'),
    find: 'return delayMs > mostTurns *',
    replace: 'return delayMs < 0 && delayMs > mostTurns *',
    matters: ({ indigestible }) => indigestible?.lookUps === true,
  },
  {
    name: 'a page that repeats another passes',
    file: 'shared/feishu/pages.ts',
    find: 'if (repeat) throw cutOff',
    replace: 'if (repeat && number < 1) throw cutOff',
    matters: ({ repeatsPage }) => repeatsPage === true,
  },
  {
    name: 'a create without an answer that is not found is not sent again',
    file: deliver('record/next'),
    find: "return kind === 'unique' || looks.surely ? sendAgain(of, looks) : stays(of, looks);",
    replace: "return settled(of, { status: 'refused', code: 1 });",
    matters: meets('batch_create', /_before$/),
  },
  {
    name: 'a message that is handed back is acknowledged',
    file: deliver('deliver-lane'),
    find: '  return [...waiting, ...staying.map(({ message }) => message)];',
    replace: '  return waiting;',
    matters: meets('batch_create', /^quota|^ip/),
  },
  {
    name: 'a job is called sent before it is',
    file: 'functions/split/split.ts',
    find: '  await queueBatches(',
    replace:
      '  await sentJson.writeOnce(store, { job }, { v: 1, job, batches: 0, sent_at: timeOf(invocation) });\n  await queueBatches(',
    matters: dies('split', /SendMessageBatch/),
  },
  {
    name: 'the first row of a name does not count',
    file: 'functions/split/sort/sort-records.ts',
    find: 'alike.length > 0 ||',
    replace: 'alike.length > 1e9 ||',
    matters: creates(40),
  },
  {
    name: 'an approval is not waited for',
    file: 'functions/split/split.ts',
    find: "if (plan.state === 'await_approval' && !(await isApproved(invocation, plan))) {",
    replace: "if (plan.state === 'rejected' && !(await isApproved(invocation, plan))) {",
    matters: (story, faults) =>
      hasFile((file) => file.approval === 'required' && !story.deeds.some((deed) => deed.file === file.n))(
        story,
        faults,
      ),
  },
  {
    name: 'a file of which no event came is not looked for',
    file: 'functions/report/sweep/sweep.ts',
    find: "await careFor('', () => startUnseen(context, careFor));",
    replace: "await careFor('', async () => undefined);",
    matters: (_, faults) =>
      faults.some((one) => one.kind === 'event' && one.of === 'inbox' && one.afterMs.length === 0),
  },
  {
    name: 'a planned job that was not sent is left alone',
    file: 'functions/report/sweep/next-step.ts',
    find: "{ kind: 'resume' } : leave",
    replace: 'leave : leave',
    matters: ({ deeds }, faults) =>
      deeds.length === 1 &&
      deeds.every(({ puts, at }) => puts === 'approved' && /awaiting/.test(JSON.stringify(at))) &&
      faults.some(
        (one) => one.kind === 'event' && one.of === 'approved' && one.nth === 1 && one.afterMs.length === 0,
      ),
  },
  {
    name: 'what a closed batch had sent is told as not sent',
    file: 'functions/report/report/close-batch.ts',
    find: 'return state && isSurelyUnsent(state)',
    replace: 'return journal',
    matters: ({ deployment }, faults) =>
      faults.some(
        (one) =>
          (one.kind === 'kill' && deployment.name === 'short patience') ||
          (one.kind === 'abort' && one.at.object === 'journal'),
      ),
  },
  {
    name: 'what is unclear counts as paid',
    file: 'shared/job/outcomes.ts',
    find: "conflict: { file: 'unclear', share: 'unclear' }",
    replace: "conflict: { file: 'unclear', share: 'accepted' }",
    matters: (story, faults) => clashesWithKnown(story, faults) && creates(13)(story, faults),
  },
  {
    name: 'a lane does not wait for its slot',
    file: 'shared/feishu/timetable.ts',
    find: 'const startMs = slot * slotMs;',
    replace: "const startMs = slot * slotMs;\n      if (slot >= 0) return 'go';",
    matters: ({ deployment, skewMs }, faults) =>
      deployment.name === 'ten calls a second' &&
      skewMs === 0 &&
      !faults.some(({ kind }) => excuses.has(kind)),
  },
];
