// Runs first in every npm script. The lockfile brings Node 24. Where its package is missing (another platform, `npm ci
// --omit=optional`), npm uses the system's Node without a word. This file must parse under the Node that it refuses.
const oldest = [22, 18];
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
  console.error(
    `Payferry needs Node ${oldest.join('.')} or newer; this is Node ${process.versions.node} on ${process.platform} ${process.arch}.
npm ci brings Node 24 along on Linux, Windows and Intel Macs: run it again, without --omit=optional.
Elsewhere (a Mac with an Apple chip, say) install Node 24 from https://nodejs.org first.`,
  );
  process.exit(1);
}
