// What a snapshot can be trusted for, in words, for whoever opens its manifest.

import type { Run } from '../context.ts';

export function guaranteeOf({ plan }: Run): string {
  return plan.mode === 'full' ? full : changes;
}

/** What nothing of ours can make sure of. */
const given =
  'All this as far as every record has a time of creation and of its last change, and page tokens keep their place while others write, which Feishu does not promise.';

const full = [
  'Every record that the filters match and that was not changed while the run went on (started_at to read_at) stands in it exactly once.',
  'A record that was created or changed meanwhile stands in it at most once, in a state that it had.',
  'A record that was removed meanwhile may stand in it or not.',
  given,
].join(' ');

const changes = [
  'Every record that the filters match and that was created or changed between since and started_at, and not again while the run went on, stands in it exactly once, in its newest state.',
  'A record that was changed while the run went on stands in it at most once, in a state that it had; the next run of changes reads it again.',
  'Removals cannot show in changes, nor can records that the filters do not match any more: a full run is needed now and then.',
  given,
].join(' ');
