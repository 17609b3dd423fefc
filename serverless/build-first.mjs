// Builds the functions before they are packaged or deployed, so that no command uses an old build.

export default function BuildFirst(serverless) {
  const build = async () => {
    // Imported only here: the framework loads plugins with require, which fails for a module with a top-level await.
    const { buildFunctions } = await import('../build.mjs');
    await buildFunctions(serverless.serviceDir);
  };
  return {
    hooks: {
      'before:package:createDeploymentArtifacts': build,
      'before:deploy:function:packageFunction': build,
    },
  };
}
