// Mistakes that somebody could make in the ferry, each as one change of its source. The judge must see every one.

export interface Mutation {
  readonly name: string;
  readonly file: string;
  /** Stands there once. */
  readonly find: string;
  readonly replace: string;
}

const deliver = (file: string) => `functions/deliver/${file}.ts`;

export const mutations: readonly Mutation[] = [
  {
    name: 'a conflict is a refusal, without a look at what is there',
    file: deliver('send'),
    find: 'if (!conflictCodes.includes(code)) return false;',
    replace: 'if (code > 0) return false;',
  },
  {
    name: "a batch's last outcome is not written",
    file: deliver('outcomes'),
    find: 'outcomes.map((outcome) => `${JSON.stringify(outcome)}\\n`).join',
    replace: 'outcomes.slice(0, -1).map((outcome) => `${JSON.stringify(outcome)}\\n`).join',
  },
  {
    name: 'a 429 counts as sent',
    file: 'shared/feishu/call.ts',
    find: "if (answer.kind === 'throttled') {",
    replace:
      "if (answer.kind === 'throttled') return { ...answer, kind: 'accepted', body: {\n" +
      '          data: { operate_results: (JSON.parse(body).records ?? []).map((one: object) => ({ ...one, code: 0, message: "" })) } } } as never;\n' +
      "      if (answer.kind === 'throttled') {",
  },
  {
    name: 'a record without a result is refused',
    file: deliver('send'),
    find: "case 'no_result':\n        doubt(item);",
    replace: "case 'no_result':\n        settleItem(operation, item, { status: 'refused', code: 1 });",
  },
  {
    name: 'a call without an answer is a failure',
    file: deliver('send'),
    find: '  for (const item of group) {\n    doubt(item);',
    replace:
      "  for (const item of group) {\n    settleItem(operation, item, { status: 'refused', code: 1 });",
  },
  {
    name: 'a job is complete with the first of its batches',
    file: deliver('outcomes'),
    find: 'if (found < batches.length) return;',
    replace: 'if (found === 0) return;',
  },
  {
    name: 'what the call book says is forgotten',
    file: deliver('open-batch'),
    find: 'recall(items, taken.before);',
    replace: '',
  },
  {
    name: 'the age of what is found does not matter',
    file: deliver('look-up'),
    find: 'item.attempted && young ?',
    replace: 'item.attempted ?',
  },
  {
    name: 'what is gone after a remove without an answer was never there',
    file: deliver('look-up'),
    find: "return wasThere ? { status: 'removed' } : notThere(operation);",
    replace: 'return notThere(operation);',
  },
  {
    name: 'an update without an answer is taken for done',
    file: deliver('look-up'),
    find: "if (fits === 'same') settleItem(operation, item, { status: 'updated' });",
    replace: "if (stored) settleItem(operation, item, { status: 'updated' });",
  },
  {
    name: 'a create without an answer that is not found is not sent again',
    file: deliver('look-up'),
    find: "} else if (recovery.kind === 'unique' || surely) sendAgain(item, surely);",
    replace: "} else if (looks > 0) settleItem(operation, item, { status: 'refused', code: 1 });",
  },
  {
    name: 'a message that is handed back is acknowledged',
    file: deliver('deliver'),
    find: '  return returned;',
    replace: '  return [];',
  },
  {
    name: 'a job is called sent before it is',
    file: 'functions/split/split.ts',
    find: '  await queueBatches(',
    replace:
      '  await store.writeOnce(sentKey(job), json({ v: 1, job, batches: 0, sent_at: timeOf(ferry) }));\n  await queueBatches(',
  },
  {
    name: 'the first row of a name does not count',
    file: 'functions/split/sift.ts',
    find: 'alike.length > 0 ?',
    replace: 'alike.length > 1e9 ?',
  },
  {
    name: 'an approval is not waited for',
    file: 'functions/split/split.ts',
    find: "if (plan.state === 'await_approval' && !(await store.exists(approvedKey(job)))) {",
    replace: "if (plan.state === 'rejected' && !(await store.exists(approvedKey(job)))) {",
  },
  {
    name: 'a planned job that was not sent is left alone',
    file: 'functions/report/sweep/next-step.ts',
    find: "{ kind: 'resume' } : leave",
    replace: 'leave : leave',
  },
  {
    name: 'what a closed batch had sent is told as not sent',
    file: 'functions/report/close-batch.ts',
    find: 'const isUnsent = book === undefined ||',
    replace: 'const isUnsent = book !== undefined ||',
  },
  {
    name: 'what is unclear counts as paid',
    file: 'shared/report.ts',
    find: "conflict: 'unclear'",
    replace: "conflict: 'accepted'",
  },
  {
    name: 'a lane does not wait for its slot',
    file: 'shared/feishu/timetable.ts',
    find: 'const startMs = slot * slotMs;',
    replace: "const startMs = slot * slotMs;\n      if (slot >= 0) return 'go';",
  },
];
