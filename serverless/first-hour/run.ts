// Asks the questions one after the other, and removes what each has made before the next one begins.

import { notAsked, type Answer, type Question, type Tools } from './question.ts';

export interface Asked {
  readonly question: Question;
  readonly answer: Answer;
}

export interface Result {
  readonly asked: readonly Asked[];
  /** What could not be removed, a line each. */
  readonly left: readonly string[];
}

export async function run(
  questions: readonly Question[],
  tools: Tools,
  say: (text: string) => void,
): Promise<Result> {
  const asked: Asked[] = [];
  const left: string[] = [];
  for (const question of questions) {
    const { number, asks, how, expects } = question;
    say(`\n${number}. ${asks}\n   how       ${how}\n   expected  ${expects}`);
    const answer = await answerOf(question, tools);
    say(`   seen      ${answer.seen}`);
    if (answer.verdict === 'differs') say(`   do        ${question.ifItDiffers}`);
    asked.push({ question, answer });
    left.push(...(await tools.cleanUp.run()));
  }
  return { asked, left };
}

async function answerOf(question: Question, tools: Tools): Promise<Answer> {
  if (tools.stopping.aborted) return notAsked('it was stopped before');
  try {
    return await question.ask(tools);
  } catch (error) {
    if (tools.stopping.aborted) return notAsked('it was stopped');
    return notAsked(error instanceof Error ? error.message : String(error));
  }
}

/** One line a question, and then what is left. */
export function summaryOf({ asked, left }: Result): readonly string[] {
  return [
    '',
    ...asked.map(({ question: { number }, answer: { verdict, seen } }) =>
      verdict === 'as expected' ? `${number}  ${verdict}` : `${number}  ${verdict}: ${seen}`,
    ),
    ...(left.length === 0 ? [] : ['', 'Could not be removed, please remove it by hand:']),
    ...left.map((line) => `  ${line}`),
  ];
}

/** 0: all that could be asked is as expected. 1: something differs, or could not be removed. 130: it was stopped. */
export function exitCodeOf({ asked, left }: Result, wasStopped: boolean): number {
  if (wasStopped) return 130;
  return left.length > 0 || asked.some(({ answer }) => answer.verdict === 'differs') ? 1 : 0;
}
