// `frameworkVersion` also allows version 4 of Serverless Inc., which asks for a login. This plugin refuses every framework but
// the osls that `npm ci` installs. A version, a name or a path would not tell: the class of the running framework does.

import { createRequire } from 'node:module';

const sentence =
  'Payferry is packaged and deployed by osls, and another framework is running. Use the one in node_modules: run "npm ci", ' +
  'then "npx serverless" in place of "serverless".';

export default function OnlyOsls(serverless) {
  if (isInstalledHere(serverless)) return;
  // With the class of its own errors, a framework prints the sentence without a stack trace.
  const { Error: FrameworkError = Error } = serverless.classes ?? {};
  throw new FrameworkError(sentence, 'ANOTHER_FRAMEWORK');
}

function isInstalledHere(serverless) {
  const require = createRequire(import.meta.url);
  try {
    // The framework loads its own module once, so both are the same class.
    return require('serverless/package.json').name === 'osls' && serverless instanceof require('serverless');
  } catch {
    // It is not installed.
    return false;
  }
}
