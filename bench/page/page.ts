// docs/performance.md and its plots, from bench/results.json.

import type { Results } from '../results.ts';
import { coldStartSection } from './cold-start.ts';
import { deliverSection } from './deliver.ts';
import { exportSection } from './export.ts';
import { growthSection } from './growth.ts';
import { svgOf } from './plot.ts';
import { busy } from './section.ts';
import { splitSection } from './split.ts';

const sections = [splitSection, deliverSection, exportSection, coldStartSection, growthSection];

/** By name, within docs/. `notMeasured`: cases that the bench knows and the results do not hold, by part. */
export function performancePages(
  results: Results,
  notMeasured: Readonly<Record<string, readonly string[]>>,
): ReadonlyMap<string, string> {
  const told = sections.map((section) => section(results));
  const plots = told.flatMap((section) => Object.entries(section.plots));
  const page = [opening(results), ...told.map(({ markdown }) => markdown), missing(notMeasured)].join('\n\n');
  return new Map([
    ['performance.md', `${page}\n`],
    ...plots.map(([name, plot]) => [name, svgOf(plot)] as const),
  ]);
}

function opening({ machine, ...parts }: Results): string {
  const cases = Object.values(parts).flatMap((of) => Object.values(of));
  const spoilt = cases.filter(({ load }) => load > busy * machine.cores).length;
  const days = cases.map(({ at }) => at.slice(0, 10));
  const sorted = [...new Set(days)].toSorted((a, b) => (a < b ? -1 : 1));
  return `# How fast, and what it costs

<!-- Written by npm run docs from bench/results.json. Do not edit. -->

Measured by \`npm run bench\` on one machine with ${machine.cores} cores and ${machine.memory_gb} GB, Node ${machine.node}, everything on it: the
functions as they ship, S3, SQS and Feishu's sandbox (${sorted.join(', ')}). On such a machine seconds mean little; what counts
are ratios, each with what it is compared to, measured by turns. ${
    spoilt === 0
      ? `Nothing else ran on it.`
      : `\\* marks a case during which more than ${busy} processes
wanted each core: others were in the way, and the figure is worse than it would have been: ${spoilt} of ${cases.length} cases.`
  }

\`\`\`sh
npm run bench                       # everything; over an hour
npm run bench -- deliver --only 300 # a part, and of it the cases whose names hold 300
npm run bench -- --quick            # a try, everything small
npm run docs                        # writes this page from bench/results.json
\`\`\``;
}

function missing(notMeasured: Readonly<Record<string, readonly string[]>>): string {
  const parts = Object.entries(notMeasured).filter(([, names]) => names.length > 0);
  const told =
    parts.length === 0
      ? 'Nothing that the bench knows.'
      : `What the bench knows and nobody has run to its end on this machine; it is in no table.\n\n${parts
          .map(([part, names]) => `- ${part}: ${names.join('; ')}`)
          .join('\n')}`;
  return `## Not measured\n\n${told}`;
}
