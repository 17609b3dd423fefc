import { answerProperties } from './answer-properties.ts';
import { archiveProperties } from './archive-properties.ts';
import { callProperties } from './call-properties.ts';
import { damagedFileProperties } from './damaged-file-properties.ts';
import { messageProperties } from './message-properties.ts';
import type { Property } from './property.ts';
import { queueProperties } from './queue-properties.ts';
import { sieveProperties } from './sieve-properties.ts';
import { tableProperties } from './table-properties.ts';
import { wholeFileProperties } from './whole-file-properties.ts';
import { wholeWayProperties } from './whole-way-properties.ts';
import { workbookProperties } from './workbook-properties.ts';

export const properties: readonly Property[] = [
  ...wholeFileProperties,
  ...wholeWayProperties,
  ...damagedFileProperties,
  ...archiveProperties,
  ...tableProperties,
  ...workbookProperties,
  ...sieveProperties,
  ...answerProperties,
  ...callProperties,
  ...messageProperties,
  ...queueProperties,
];
