import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

import { fixture } from './fixture.ts';

const run = promisify(execFile);

it.each(['wait', 'kill'])(
  'once all is stopped (%s), nothing keeps the process alive',
  async (how) => {
    const { stdout } = await run(process.execPath, [fixture('whole.ts'), how], { timeout: 20_000 });
    expect(stdout).toBe('stopped\n');
  },
  30_000,
);
