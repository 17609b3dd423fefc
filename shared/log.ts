// One JSON line a step. What goes in: job, operation, counts, times, codes, log ids. What never does: names, amounts,
// remarks, tokens.

export type Log = (
  step: string,
  facts?: Readonly<Record<string, string | number | boolean | undefined>>,
) => void;

export const consoleLog: Log = (step, facts) => {
  console.log(JSON.stringify({ step, ...facts }));
};
