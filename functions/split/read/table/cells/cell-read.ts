// What reading a cell ends in.

import { say, type Say } from '../../../../../shared/words/say.ts';
import { shown, type Field } from '../../../../../shared/words/show.ts';

/** How a fault of a cell is said, once it is known how its field is called. */
export type CellFault = (field: Field) => Say;

export interface CellRead {
  /** What the cell stands for: empty where it has only blanks, itself where it cannot be told. */
  readonly text: string;
  readonly fault?: CellFault | undefined;
}

export function twoReadings(value: string, one: string, other: string): CellFault {
  return (field) =>
    say('table.two_readings', { field, value: shown(value), one: shown(one), other: shown(other) });
}

export function writeInstead(value: string, instead: string): CellFault {
  return (field) => say('table.write_instead', { field, value: shown(value), instead: shown(instead) });
}
