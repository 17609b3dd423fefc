// Where a process spent its time, from the output of `node --cpu-prof`. A sample counts for the innermost file of Payferry
// on its stack. Without one it counts for the package or the part of Node that ran.

import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

import * as v from 'valibot';

import { rounded } from '../numbers.ts';

const profileSchema = v.object({
  nodes: v.array(
    v.object({
      id: v.number(),
      callFrame: v.object({ functionName: v.string(), url: v.string() }),
      children: v.optional(v.array(v.number()), []),
    }),
  ),
  samples: v.array(v.number()),
  timeDeltas: v.array(v.number()),
});
type Profile = v.InferOutput<typeof profileSchema>;

const root = join(import.meta.dirname, '../..');

const leastTold = 0.01;

export interface Share {
  readonly what: string;
  readonly share: number;
}

/** Shares of the time in which the process was busy, the largest first. */
export async function sharesOfProfile(dir: string): Promise<readonly Share[]> {
  const [file = ''] = await readdir(dir);
  const profile = v.parse(profileSchema, JSON.parse(await readFile(join(dir, file), 'utf8')));
  const ownerOf = ownersOf(profile);
  const spentUs = new Map<string, number>();
  for (const [index, id] of profile.samples.entries()) {
    const owner = ownerOf(id);
    if (owner !== 'idle') spentUs.set(owner, (spentUs.get(owner) ?? 0) + (profile.timeDeltas[index] ?? 0));
  }
  const allUs = [...spentUs.values()].reduce((sum, us) => sum + us, 0);
  const shares = [...spentUs].map(([what, us]) => ({ what, share: rounded(us / allUs, 3) }));
  const worthTelling = shares.filter(({ share }) => share >= leastTold).toSorted((a, b) => b.share - a.share);
  const rest = 1 - worthTelling.reduce((sum, { share }) => sum + share, 0);
  return [...worthTelling, { what: 'the rest', share: rounded(rest, 3) }];
}

function ownersOf({ nodes }: Profile): (id: number) => string {
  const byId = new Map(nodes.map((node) => [node.id, node.callFrame]));
  const callers = new Map(nodes.flatMap(({ id, children }) => children.map((child) => [child, id] as const)));
  return (id) => {
    const frames = [];
    for (let at: number | undefined = id; at !== undefined; at = callers.get(at)) frames.push(byId.get(at));
    const urls = frames.flatMap((frame) => frame?.url ?? []);
    return (
      urls.map(ownFile).find((own) => own !== undefined) ??
      urls.map(packageOf).find((name) => name !== undefined) ??
      partOfNode(byId.get(id)?.functionName ?? '', urls)
    );
  };
}

function ownFile(url: string): string | undefined {
  if (!url.startsWith('file:') || url.includes('/node_modules/')) return undefined;
  const path = relative(root, fileURLToPath(url));
  return path.startsWith('functions/') || path.startsWith('shared/') ? path : undefined;
}

function packageOf(url: string): string | undefined {
  const name = /\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1];
  return name?.startsWith('@aws') || name?.startsWith('@smithy') ? 'AWS SDK' : name;
}

function partOfNode(name: string, urls: readonly string[]): string {
  if (name === '(idle)') return 'idle';
  if (name === '(garbage collector)') return 'collecting garbage';
  if (urls.some((url) => url.includes('modules/'))) return 'loading modules';
  return 'Node: streams, sockets, timers';
}
