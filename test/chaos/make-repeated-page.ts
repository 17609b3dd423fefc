// A page of a query that holds the records of an earlier page once more, where Feishu holds more than one page of records. What the
// page should have held is missing, so no snapshot may be made of it.

import { isFault } from '../../local/sandbox/gateway/fault-table.ts';
import type { Chance } from './chance.ts';
import type { Fault } from './faults.ts';
import { aLumpSum } from './make-content.ts';
import type { Known, Story } from './story.ts';

export const repeatedPage = 'repeated_page';

/** More than a page holds, which is 500. Created at once, they cannot be read by windows of a page each. */
const fewestMore = 520;

/** Only in stories that have an export of lump sums anyway. No file names the records that are added. */
export function withManyKnown(story: Story, chance: Chance): Story {
  const isExported = story.exports.some(({ resource }) => resource === 'lump_sum_payment');
  if (!isExported || !isFault(repeatedPage) || !chance.in(0.25)) return story;
  const more = Array.from({ length: fewestMore + chance.whole(0, 200) }, (_, n): Known => ({
    uniqueId: `known-${story.seed}-m${n}`,
    content: aLumpSum(chance),
    paid: false,
  }));
  return { ...story, known: [...story.known, ...more], repeatsPage: true };
}

/** The sandbox keeps the fault for the first page that comes behind another. */
export const faultsOfRepeatedPage = ({ repeatsPage }: Story): Fault[] =>
  repeatsPage === true
    ? [{ kind: 'feishu', api: 'lump_sum_payment.query', nth: 1, fault: repeatedPage }]
    : [];
