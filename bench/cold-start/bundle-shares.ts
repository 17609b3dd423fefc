// The share of each package in a bundle. The bundle is built once more for that and thrown away.

import { join } from 'node:path';

import { build } from 'esbuild';

import { bundling } from '../../build.mjs';

const root = join(import.meta.dirname, '../..');

export async function bundleShares(name: string) {
  const { metafile } = await build({
    entryPoints: [join(root, 'functions', name, 'handler.ts')],
    absWorkingDir: root,
    ...bundling,
    metafile: true,
    write: false,
    outdir: 'unused',
  });
  const [output] = Object.values(metafile.outputs);
  const inputs = Object.entries(output?.inputs ?? {}).map(([path, { bytesInOutput }]) => ({
    owner: ownerOf(path),
    bytes: bytesInOutput,
  }));
  const all = inputs.reduce((sum, { bytes }) => sum + bytes, 0);
  const shares = [...Map.groupBy(inputs, ({ owner }) => owner)].map(([what, own]) => ({
    what,
    share: Math.round((own.reduce((sum, { bytes }) => sum + bytes, 0) / all) * 1000) / 1000,
  }));
  return { bytes: output?.bytes ?? 0, shares: shares.toSorted((a, b) => b.share - a.share) };
}

function ownerOf(path: string): string {
  const name = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];
  if (name === undefined) return 'ours';
  return name.startsWith('@aws') || name.startsWith('@smithy') ? 'AWS SDK' : name;
}
