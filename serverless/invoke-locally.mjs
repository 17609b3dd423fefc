// `serverless invoke local`: runs a function on this machine, in the world of `npm run events` or of the shell's
// environment. The framework alone fails for two reasons:
// - only AWS can resolve the references of the template
// - of ES modules the framework finds only `.js`

import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from 'node:util';

const cache = 'node_modules/.cache/payferry';

/** `npm run events` keeps the settings of its world in this file while it runs. */
const worldFile = `${cache}/events.env`;

const remedy = `Its settings are not taken: remove it, and run "npm run events" again.`;

const noWorld = `There is no world for it: run "npm run events" in another terminal, or set RECORDS_BUCKET and the other settings of docs/settings.md.`;

export default function InvokeLocally(serverless, options) {
  // eslint-disable-next-line node/no-process-env -- the edge of a command
  const shell = process.env;
  // One folder for each process: other commands may build, test or invoke at the same time.
  const built = `${cache}/invoke-local-${process.pid}`;

  function findSettings() {
    const { processedInput, service } = serverless;
    if (processedInput.commands.join(' ') !== 'invoke local') return;
    if (!shell.RECORDS_BUCKET) {
      const world = readOwn(join(serverless.serviceDir, worldFile));
      if (world.kind === 'absent') throw new serverless.classes.Error(noWorld, 'NO_LOCAL_WORLD');
      if (world.kind === 'strange')
        throw new serverless.classes.Error(`${worldFile} ${world.why}. ${remedy}`, 'STRANGE_LOCAL_WORLD');
      Object.assign(shell, parseEnv(world.text));
      // Without a profile, so that no credentials of a real account are used.
      delete shell.AWS_PROFILE;
      delete shell.AWS_DEFAULT_PROFILE;
    }
    // A shell's LANGUAGE is a list for other programs, like zh_CN:zh.
    if (!['en', 'zh'].includes(shell.LANGUAGE)) delete shell.LANGUAGE;
    for (const holder of [service.provider, ...Object.values(service.functions)]) {
      const said = Object.entries(holder.environment ?? {});
      holder.environment = Object.fromEntries(
        said.filter(([name, value]) => !(name in shell) && typeof value !== 'object'),
      );
    }
  }

  async function build() {
    // Imported only here: the framework loads plugins with require, which fails for a module with a top-level await.
    const { buildFunctions } = await import('../build.mjs');
    const name = options.function;
    const dist = join(serverless.serviceDir, built, 'dist');
    await buildFunctions(serverless.serviceDir, dist, name);
    const loader = `exports.handler = async (...args) => (await import('./index.mjs')).handler(...args);\n`;
    await writeFile(join(dist, name, 'index.cjs'), loader);
    options.extraServicePath = built;
  }

  const clear = () => rm(join(serverless.serviceDir, built), { recursive: true, force: true });

  return {
    hooks: {
      initialize: findSettings,
      'before:invoke:local:invoke': build,
      'after:invoke:local:invoke': clear,
      error: clear,
    },
  };
}

/** The settings name the endpoints and the key of a run, so a file of another user is refused. */
function readOwn(file) {
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (!found) return { kind: 'absent' };
  if (whyStrange(found)) return { kind: 'strange', why: whyStrange(found) };
  // Windows does not have this flag.
  const descriptor = openSync(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  try {
    // Checked once more on the open file, because it could have been replaced in between.
    const why = whyStrange(fstatSync(descriptor));
    return why ? { kind: 'strange', why } : { kind: 'own', text: readFileSync(descriptor, 'utf8') };
  } finally {
    closeSync(descriptor);
  }
}

function whyStrange(stats) {
  if (!stats.isFile()) return 'is a link, or no file';
  // Windows has no such user ids.
  if (!process.getuid) return undefined;
  if (stats.uid !== process.getuid()) return 'belongs to another user';
  return (stats.mode & 0o077) === 0 ? undefined : 'can be read or written by other users';
}
