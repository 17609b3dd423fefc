// `serverless invoke local`: runs a function on this machine, in a world that `npm run events` keeps up or that the shell
// describes. The framework alone could not: what the template refers to only AWS can tell, and of an ES module it finds no
// more than `.js`.

import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from 'node:util';

const cache = 'node_modules/.cache/payferry';

/** Where `npm run events` leaves the settings of its world, as long as that is up. */
const worldFile = `${cache}/events.env`;

const remedy = `Its settings are not taken: remove it, and run "npm run events" again.`;

const noWorld = `There is no world for it: run "npm run events" in another terminal, or set RECORDS_BUCKET and the other settings of docs/settings.md.`;

export default function InvokeLocally(serverless, options) {
  // eslint-disable-next-line node/no-process-env -- the edge of a command
  const shell = process.env;
  // Of this process alone: others may build, test or invoke at the same time.
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
      // Nobody's own account has a part in it.
      delete shell.AWS_PROFILE;
      delete shell.AWS_DEFAULT_PROFILE;
    }
    for (const holder of [service.provider, ...Object.values(service.functions)]) {
      const said = Object.entries(holder.environment ?? {});
      holder.environment = Object.fromEntries(
        said.filter(([name, value]) => !(name in shell) && typeof value !== 'object'),
      );
    }
  }

  async function build() {
    // Loaded late: the framework requires its plugins, and what awaits at its top level cannot be required.
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

/** Settings say where a function runs against, and with which key: those of another user are not to be believed. */
function readOwn(file) {
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (!found) return { kind: 'absent' };
  if (whyStrange(found)) return { kind: 'strange', why: whyStrange(found) };
  // Windows does not have this flag.
  const descriptor = openSync(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  try {
    // Once more, of what was opened: a file can be replaced in between.
    const why = whyStrange(fstatSync(descriptor));
    return why ? { kind: 'strange', why } : { kind: 'own', text: readFileSync(descriptor, 'utf8') };
  } finally {
    closeSync(descriptor);
  }
}

function whyStrange(stats) {
  if (!stats.isFile()) return 'is a link, or no file';
  // Windows has no users of this kind.
  if (!process.getuid) return undefined;
  if (stats.uid !== process.getuid()) return 'belongs to another user';
  return (stats.mode & 0o077) === 0 ? undefined : 'can be read or written by other users';
}
