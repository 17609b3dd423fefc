// Builds the functions before anything is packaged, deployed or run, so that no command ever takes an old build. And
// `invoke local` takes its settings from the shell: what the template refers to, AWS alone could tell.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export default function BuildFirst(serverless) {
  const build = async () => {
    // Loaded late: the framework requires its plugins, and what awaits at its top level cannot be required.
    const { buildFunctions } = await import('../build.mjs');
    return buildFunctions(serverless.serviceDir);
  };

  /** The framework looks for index.js, where Lambda also finds index.mjs. */
  const buildForHere = async () => {
    for (const name of await build()) {
      const module = join(serverless.serviceDir, 'dist', name, 'index.js');
      await writeFile(module, "export { handler } from './index.mjs';\n");
    }
  };

  const takeSettingsOfTheShell = () => {
    const { processedInput, service } = serverless;
    if (processedInput.commands.join(' ') !== 'invoke local') return;
    // eslint-disable-next-line node/no-process-env -- the edge of a command
    const shell = process.env;
    for (const holder of [service.provider, ...Object.values(service.functions)]) {
      const said = Object.entries(holder.environment ?? {});
      holder.environment = Object.fromEntries(
        said.filter(([name, value]) => !(name in shell) && typeof value !== 'object'),
      );
    }
  };

  return {
    hooks: {
      initialize: takeSettingsOfTheShell,
      'before:package:createDeploymentArtifacts': build,
      'before:deploy:function:packageFunction': build,
      'before:invoke:local:invoke': buildForHere,
    },
  };
}
