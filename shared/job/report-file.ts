// The three files of a report. report.json names those that are there.

import { StoredObject } from '../document.ts';

export const reportFile = new StoredObject('reports/{job}/{file}', { by: ['report'], writes: 'again' });
