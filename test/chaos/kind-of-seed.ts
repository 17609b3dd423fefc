// Where a seed plays. What is drawn for the one kind moves nothing of the other's stories.

import { chanceOf } from './chance.ts';

/** - world: the functions among their queues and buckets · laptop: the command, on one machine. */
export type Kind = 'world' | 'laptop';

const shareOnLaptops = 1 / 6;

export function kindOf(seed: number): Kind {
  return chanceOf(`${seed}/this laptop`).in(shareOnLaptops) ? 'laptop' : 'world';
}
