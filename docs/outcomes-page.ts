// The page of all codes, from the table of operations.

import type { CallCodes } from '../shared/feishu/codes/code.ts';
import { gatewayCodes, tokenCodes } from '../shared/feishu/codes/gateway.ts';
import type { QueryOperation, WriteOperation } from '../shared/feishu/operation.ts';
import type { WordsByCode } from '../shared/words/codes/code-words.ts';
import { gatewayWords, tokenWords } from '../shared/words/codes/gateway.ts';
import { callWords, recordWords } from '../shared/words/codes/words-of-codes.ts';

const opening = `# Outcomes: every code, what it means, what to do

<!-- Written by npm run docs from the table of operations (shared/feishu/operations). Do not edit. -->

Feishu answers on two levels. A call as a whole is accepted or not; in an accepted call every record has a result of
its own. The same code of a record is what a report's \`_code\` column shows, whether Feishu said it or Payferry did
before sending: what a rule refuses, it refuses with the code that Feishu would have given.

Whatever a table here does not know is kept as it came: the code of a record counts as a refusal, the code of a call
as "nobody knows", which is looked up before anything is sent again.
`;

const callVerdicts = `How Payferry takes a call that was not accepted:

| verdict | were its records processed? | what Payferry does |
| --- | --- | --- |
| refused | no | finds the records that it was refused for, and sends the others |
| throttled | no | waits as long as Feishu says, and sends it again |
| unauthorised | no | takes a fresh token and sends it again, once |
| barred | no | stops and waits for a person |
| broken | nobody knows | looks the records up before anything is sent again |
`;

export function outcomesPage(
  writes: readonly WriteOperation[],
  queries: readonly QueryOperation[],
  wordsOf = recordWords,
): string {
  const ofRecords = groupBy(writes, ({ codes }) => codes).map(([codes, operations]) =>
    section(`Records: ${resourcesOf(operations)}`, operations, table(wordsOf(codes))),
  );
  const ofCalls = groupBy([...writes, ...queries], ({ callCodes }) => callCodes).map(([codes, operations]) =>
    section(`Calls: ${resourcesOf(operations)}`, operations, table(callWords(codes), codes)),
  );
  const ofEveryCall = [
    `## Calls: any operation\n\nWhat Feishu's gateway says before an API sees the call.\n\n${table(gatewayWords, gatewayCodes)}`,
    `## The request for a token\n\n${table(tokenWords, tokenCodes)}`,
  ];
  return [
    opening,
    ...ofRecords,
    `## Calls that were not accepted\n\n${callVerdicts}`,
    ...ofCalls,
    ...ofEveryCall,
  ].join('\n');
}

/** Groups of operations that share a table of codes, in the order of their first operation. */
function groupBy<Entry, Key>(entries: readonly Entry[], keyOf: (entry: Entry) => Key): [Key, Entry[]][] {
  return [...Map.groupBy(entries, keyOf)];
}

function resourcesOf(operations: readonly { readonly name: string }[]): string {
  return [...new Set(operations.map(({ name }) => name.split('.')[0]))].join(', ');
}

function section(
  title: string,
  operations: readonly { readonly name: string; readonly pages: readonly string[] }[],
  rows: string,
): string {
  const links = operations.map(({ name, pages }) => `[${name}](${pages.at(-1)})`).join(', ');
  return `## ${title}\n\n${links}\n\n${rows}`;
}

/** `verdicts`: of codes of whole calls; absent for codes of records. */
function table(words: WordsByCode, verdicts?: CallCodes): string {
  const rows = Object.entries(words).map(([code, { en, zh, advice }]) => [
    code,
    ...(verdicts ? [verdicts[Number(code)] ?? ''] : []),
    en,
    zh,
    advice.en,
    advice.zh,
  ]);
  const head = ['code', ...(verdicts ? ['verdict'] : []), 'meaning', '含义', 'what to do', '处理办法'];
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |\n`).join('');
}

function cell(text: string): string {
  return text.replaceAll('|', String.raw`\|`);
}
