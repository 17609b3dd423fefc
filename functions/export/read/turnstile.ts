// Decides which window calls next, where more windows wait than calls are useful:
//
// - first a window of unknown length, because it may have to be cut;
// - else usually the one nearest to its end, so that a crash loses little;
// - but the one with most pages left, where it would end last and leave slots empty.

export interface Turnstile<Chain> {
  enter(chain: Chain): Promise<void>;
  leave(): void;
  /** Lets every waiting chain in, now and later. */
  open(): void;
}

export interface TurnstileOptions<Chain> {
  readonly places: () => number;
  readonly prefersLong: () => boolean;
  /** How many pages the chain has left; Infinity where it is not known. */
  readonly pagesLeft: (chain: Chain) => number;
}

export function createTurnstile<Chain>(options: TurnstileOptions<Chain>): Turnstile<Chain> {
  const { places, prefersLong, pagesLeft } = options;
  const queue: { chain: Chain; pass: () => void }[] = [];
  let inside = 0;
  let isOpen = false;

  function letIn(): void {
    const free = isOpen ? Infinity : places();
    while (queue.length > 0 && inside < free) {
      const [first] = queue.splice(next(), 1);
      inside += 1;
      first?.pass();
    }
  }

  function next(): number {
    const lefts = queue.map(({ chain }) => pagesLeft(chain));
    const unknown = lefts.indexOf(Infinity);
    if (unknown >= 0) return unknown;
    return lefts.indexOf(prefersLong() ? Math.max(...lefts) : Math.min(...lefts));
  }

  return {
    enter: (chain) =>
      new Promise((pass) => {
        queue.push({ chain, pass });
        letIn();
      }),
    leave() {
      inside -= 1;
      letIn();
    },
    open() {
      isOpen = true;
      letIn();
    },
  };
}
