// Where a seed plays. The draws for one kind do not shift the stories of the other.

import { chanceOf } from './chance.ts';

/**
 * The kinds of seeds:
 * - world: the functions among their queues and buckets
 * - laptop: the command on one machine
 */
export type Kind = 'world' | 'laptop';

const shareOnLaptops = 1 / 6;

export function kindOf(seed: number): Kind {
  return chanceOf(`${seed}/this laptop`).in(shareOnLaptops) ? 'laptop' : 'world';
}
