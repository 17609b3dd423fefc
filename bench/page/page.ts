// docs/performance.md, made of bench/results.json: a table for each question, and what limits the result.

import type { Results } from '../results.ts';
import { coldStartSection } from './cold-start.ts';
import { deliverSection } from './deliver.ts';
import { exportSection } from './export.ts';
import { growthSection } from './growth.ts';
import { s3DelaySection } from './s3-delay.ts';
import { splitSection } from './split.ts';
import { occurring } from './tables.ts';

/** More processes than this that want a core, for each core, disturb the measurement. The bench itself keeps two cores busy. */
const busy = 2;

export function performancePage(
  results: Results,
  notMeasured: Readonly<Record<string, readonly string[]>>,
): string {
  const sections = [
    splitSection,
    deliverSection,
    exportSection,
    coldStartSection,
    growthSection,
    s3DelaySection,
  ];
  return `${[opening(results), ...sections.map((section) => section(results)), doubts(results, notMeasured)].join('\n\n')}\n`;
}

function opening({ machine, ...parts }: Results): string {
  const days = occurring(
    Object.values(parts).flatMap((of) => Object.values(of).map(({ at }) => at.slice(0, 10))),
  );
  return `# How fast, and what it costs

<!-- Written by npm run docs from bench/results.json. Do not edit. -->

\`npm run bench\` measured this on one machine with ${machine.cores} cores and ${machine.memory_gb} GB under Node ${machine.node} (${days.join(', ')}).
The functions as they ship, S3, SQS and Feishu's sandbox all ran on it. Seconds of such a machine mean little.
Ratios count: each figure stands beside what it is compared to, and the two were measured by turns.

\`\`\`sh
npm run bench                       # everything; over an hour
npm run bench -- deliver --only 300 # a part, and of it the cases whose names hold 300
npm run bench -- --quick            # a try, everything small
npm run docs                        # writes this page from bench/results.json
\`\`\``;
}

/** Sentences about cases that are missing, and about cases measured on a busy machine. */
function doubts(
  { machine, ...parts }: Results,
  notMeasured: Readonly<Record<string, readonly string[]>>,
): string {
  const measured = Object.entries(parts).flatMap(([part, cases]) =>
    Object.entries(cases).map(([name, { load, quick }]) => ({ told: `${part}: ${name}`, load, quick })),
  );
  const lists = [
    {
      title: 'Not run to its end on this machine, and in no table',
      names: Object.entries(notMeasured).flatMap(([part, names]) => names.map((name) => `${part}: ${name}`)),
    },
    {
      title: `Measured while more than ${busy} processes wanted each core: the figures are worse than they would be`,
      names: measured.filter(({ load }) => load > busy * machine.cores).map(({ told }) => told),
    },
    {
      title: 'Only tried, with everything small',
      names: measured.filter(({ quick }) => quick).map(({ told }) => told),
    },
  ].filter(({ names }) => names.length > 0);
  const told = lists.map(({ title, names }) => `${title}:\n\n${names.map((name) => `- ${name}`).join('\n')}`);
  return `## Not measured\n\n${told.length === 0 ? 'Nothing that the bench knows, and nothing else ran meanwhile.' : told.join('\n\n')}`;
}
