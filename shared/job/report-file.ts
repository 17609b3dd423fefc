// The files of a report, three at most. report.json names those that are there.

import { StoredObject } from '../document.ts';

export const reportFile = new StoredObject('reports/{job}/{file}', { by: ['report'], writes: 'again' });
