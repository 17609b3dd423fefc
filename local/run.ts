// `npm start`: the whole ferry on this machine, without an account. docs/run.md tells what it does; this is its order.

import { resolve } from 'node:path';

import { askedFor } from './run/asked-for.ts';
import { chooseDestination, chooseSettings, usualUserIdType, type Environment } from './run/destination.ts';
import { createEnding, type Ending } from './run/ending.ts';
import { exitCodes, type ExitCode } from './run/exit-codes.ts';
import type { ExportFlags } from './run/export-flags.ts';
import { readFlags, usage, type FileFlags } from './run/flags.ts';
import { placeFile } from './run/inbox-place.ts';
import { runExport, type ExportJob } from './run/run-export.ts';
import { runFiles, type FilesJob } from './run/run-files.ts';
import { runKeep } from './run/run-keep.ts';
import { runSamples } from './run/run-samples.ts';
import { createScreen, type Screen } from './run/screen.ts';

// eslint-disable-next-line node/no-process-env -- the edge: the environment is read here and nowhere else
const environment: Environment = process.env;
/** Where the person stands: npm goes to the project's folder first. */
const here =
  (environment['npm_lifecycle_event'] === 'start' ? environment['INIT_CWD'] : undefined) ?? process.cwd();

async function run(args: readonly string[], screen: Screen, ending: Ending): Promise<ExitCode> {
  const command = readFlags(args);
  switch (command.kind) {
    case 'help':
      process.stdout.write(usage);
      return exitCodes.allWell;
    case 'wrong':
      return refuse(command.sentences);
    case 'samples':
      if (environment['FEISHU_BASE_URL'])
        screen.say('FEISHU_BASE_URL is set and not used: samples only go to the sandbox.');
      return runSamples(outOf(command.out), screen, ending);
    case 'export': {
      const prepared = prepareExport(command);
      return 'sentences' in prepared ? refuse(prepared.sentences) : runExport(prepared, screen, ending);
    }
    case 'files':
    case 'keep': {
      const prepared = await prepare(command);
      if ('sentences' in prepared) return refuse(prepared.sentences);
      if (command.kind === 'files') return runFiles(prepared, screen, ending);
      const { operation, options } = command;
      return runKeep(
        { ...prepared, wanted: { operation, options }, inbox: resolve('inbox') },
        screen,
        ending,
      );
    }
  }
}

/** All that can be wrong is found before anything starts. */
async function prepare(flags: FileFlags): Promise<FilesJob | { readonly sentences: readonly string[] }> {
  const isTerminal = process.stdin.isTTY && process.stdout.isTTY;
  const destination = chooseDestination(environment, { live: flags.live, yes: flags.yes, isTerminal });
  const settings = chooseSettings(environment);
  const placed = await Promise.all(flags.files.map((file) => placeFile(resolve(here, file), file, flags)));
  const sentences = [
    ...('sentences' in destination ? destination.sentences : []),
    ...('sentences' in settings ? settings.sentences : []),
    ...placed.flatMap((place) => (place.kind === 'wrong' ? [place.sentence] : [])),
  ];
  if ('sentences' in destination || 'sentences' in settings || sentences.length > 0) return { sentences };
  return {
    parcels: placed.flatMap((place) => (place.kind === 'parcel' ? [place.parcel] : [])),
    destination: destination.choice,
    settings: settings.choice,
    out: outOf(flags.out),
    yes: flags.yes,
    isTerminal,
  };
}

function prepareExport(flags: ExportFlags): ExportJob | { readonly sentences: readonly string[] } {
  // To read moves no money, so nobody is asked; --live says that a real service is meant.
  const destination = chooseDestination(environment, { live: flags.live, yes: true, isTerminal: true });
  const settings = chooseSettings(environment);
  const sentences = [destination, settings].flatMap((chosen) =>
    'sentences' in chosen ? chosen.sentences : [],
  );
  if ('sentences' in destination || 'sentences' in settings) return { sentences };
  const asked = askedFor(flags.asked, usualUserIdType(settings.choice));
  if (asked.kind === 'wrong') return { sentences: asked.faults };
  return {
    message: asked.message,
    destination: destination.choice,
    settings: settings.choice,
    out: outOf(flags.out),
  };
}

function outOf(out: string): string {
  return out === 'out' ? resolve(out) : resolve(here, out);
}

function refuse(sentences: readonly string[]): ExitCode {
  for (const sentence of sentences) process.stderr.write(`${sentence}\n`);
  process.stderr.write('npm start -- --help lists what there is\n');
  return exitCodes.usage;
}

const screen = createScreen(process.stdout, Date.now);
const ending = createEnding(screen);
let code: ExitCode;
try {
  code = await run(process.argv.slice(2), screen, ending);
} catch (error) {
  screen.clear();
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  code = exitCodes.stopped;
}
process.exit(code);
