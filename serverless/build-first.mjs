// Builds the functions before anything is packaged or deployed, so that no command ever takes an old build.

export default function BuildFirst(serverless) {
  const build = async () => {
    // Loaded late: the framework requires its plugins, and what awaits at its top level cannot be required.
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
