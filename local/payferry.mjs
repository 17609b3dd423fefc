#!/usr/bin/env node
// The command `payferry`. This file must also run under an old Node: one older than 24.2 hands over to the Node in
// node_modules, which the lockfile brings.

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const oldest = [24, 2];
const [major, minor] = process.versions.node.split('.').map(Number);
const isNewEnough = major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
const here = dirname(fileURLToPath(import.meta.url));

if (isNewEnough) await import('./cli/payferry.ts');
else {
  const brought = join(
    here,
    '..',
    'node_modules',
    '.bin',
    process.platform === 'win32' ? 'node.cmd' : 'node',
  );
  // This module prints the remedy and exits with 1.
  if (!existsSync(brought)) await import('./require-node.mjs');
  else takeOver(brought);
}

function takeOver(node) {
  const child = spawn(node, [join(here, 'payferry.mjs'), ...process.argv.slice(2)], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  // A terminal sends SIGINT (Ctrl-C) and SIGHUP to the child too. Passed on, each would reach the child twice, as a
  // second Ctrl-C does.
  const hasTerminal = [process.stdin, process.stdout, process.stderr].some((stream) => stream.isTTY);
  for (const signal of ['SIGINT', 'SIGHUP']) {
    process.on(signal, () => {
      if (!hasTerminal) child.kill(signal);
    });
  }
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('error', (error) => {
    console.error(`${node} does not start: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => {
    process.exit(code === null ? 128 + (signal === 'SIGKILL' ? 9 : 15) : code);
  });
}
