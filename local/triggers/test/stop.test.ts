import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const run = promisify(execFile);
const program = fileURLToPath(new URL('all-pieces.ts', import.meta.url));

it.each(['wait', 'kill'])(
  'once all is stopped (%s), nothing keeps the process alive',
  async (how) => {
    const { stdout } = await run(process.execPath, [program, how], { timeout: 20_000 });
    expect(stdout).toBe('stopped\n');
  },
  30_000,
);
