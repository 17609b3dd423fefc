// Builds the functions before they are packaged or deployed, so that no command uses an old build.

/** The `target` of build.mjs. An older runtime could not read the bundles. */
const leastNode = 24;

export default function BuildFirst(serverless) {
  function checkRuntime() {
    const { runtime } = serverless.service.provider;
    const version = Number(/^nodejs(\d+)\.x$/.exec(runtime)?.[1]);
    if (version >= leastNode) return;
    throw new serverless.classes.Error(
      `The parameter runtime is ${runtime}, and must be nodejs${leastNode}.x or later: the functions are built for Node ${leastNode}.`,
      'OLD_RUNTIME',
    );
  }

  const build = async () => {
    // Imported only here: the framework loads plugins with require, which fails for a module with a top-level await.
    const { buildFunctions } = await import('../build.mjs');
    await buildFunctions(serverless.serviceDir);
  };
  return {
    hooks: {
      initialize: checkRuntime,
      'before:package:createDeploymentArtifacts': build,
      'before:deploy:function:packageFunction': build,
    },
  };
}
