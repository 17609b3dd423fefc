// npm run bench: the speed and cost of Payferry, compared with the ways to do the same without it.
//   npm run bench -- [part …] [--quick] [--only TEXT] [--to FILE]
// The figures of each case go to bench/results.json as soon as it ends; npm run docs makes docs/performance.md of them.
// --quick runs everything small and writes only to FILE. --only runs the cases whose names contain TEXT.

import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';

import { parts } from './parts.ts';
import { addCase, partNames, resultsFile } from './results.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    to: { type: 'string' },
  },
});
const unknown = positionals.filter((name) => !partNames.some((part) => part === name));
if (unknown.length > 0) {
  console.error(`bench: there is no part ${unknown.join(', ')}; there are ${partNames.join(', ')}`);
  process.exit(2);
}
const file = values.to ?? (values.quick ? undefined : resultsFile);

for (const part of partNames) {
  if (positionals.length > 0 && !positionals.includes(part)) continue;
  for (const { name, run } of parts[part]({ quick: values.quick })) {
    if (!name.includes(values.only)) continue;
    const figures = await run();
    console.log(`${part}: ${name}: ${JSON.stringify(figures)}`);
    if (file === undefined) continue;
    const [load = 0] = loadavg();
    addCase(file, part, name, {
      at: new Date().toISOString(),
      load: Math.round(load * 10) / 10,
      quick: values.quick,
      figures,
    });
  }
}
