// The guard of the Node version. npm runs it after `npm ci`, and before `npm test` and `npm run check` (postinstall,
// pretest and precheck of package.json). payferry.mjs imports it where it finds no Node that is new enough. The lockfile brings Node 24. Where its package is missing for a
// platform, or was left out (npm ci --omit=optional), npm falls back to the system's Node without a message.
// This file must run under the Node that it refuses: nothing in it may be newer.
// Older than 24.2, Node lacks import.meta.main, and `node build.mjs` would end without building.
const oldest = [24, 2];
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
  console.error(
    `Payferry needs Node ${oldest.join('.')} or newer; this is Node ${process.versions.node} on ${process.platform} ${process.arch}.
npm ci brings Node 24 along on Linux, Windows and Intel Macs: run it again, without --omit=optional.
Elsewhere (a Mac with an Apple chip, say) install Node 24 from https://nodejs.org first.`,
  );
  process.exit(1);
}
