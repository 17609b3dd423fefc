// A program `aws` for the PATH of a child process. It answers from a file, and writes down each call.

import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The answer to a command like `sts get-caller-identity`: JSON to print, or the code of an error. */
export type Scripted = { readonly prints: unknown } | { readonly refuses: string };

export interface FakeAws {
  /** Folder with the program. */
  readonly path: string;
  /** The command lines of all calls so far. */
  calls(): Promise<readonly string[]>;
}

/** A command that is not in the script succeeds and prints nothing. */
export async function aFakeAws(dir: string, script: Readonly<Record<string, Scripted>>): Promise<FakeAws> {
  const path = join(dir, 'bin');
  await mkdir(path, { recursive: true });
  const [answers, log] = [join(dir, 'answers.json'), join(dir, 'calls.txt')];
  await writeFile(answers, JSON.stringify(script));
  await writeFile(log, '');
  const program = join(path, 'aws');
  await writeFile(
    program,
    `#!${process.execPath}
const fs = require('node:fs');
const args = process.argv.slice(2);
fs.appendFileSync(${JSON.stringify(log)}, args.join(' ') + '\\n');
const answer = JSON.parse(fs.readFileSync(${JSON.stringify(answers)}, 'utf8'))[args.slice(0, 2).join(' ')];
if (answer && answer.refuses) {
  console.error('\\nAn error occurred (' + answer.refuses + ') when calling the X operation: it said no');
  process.exit(254);
}
if (answer) console.log(JSON.stringify(answer.prints));
`,
  );
  await chmod(program, 0o755);
  return {
    path,
    async calls() {
      return (await readFile(log, 'utf8')).trim().split('\n');
    },
  };
}
