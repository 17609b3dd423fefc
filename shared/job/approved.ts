// jobs/{job}/approved: the object by which a person approves a job. Its content is not read.

import { StoredObject } from '../document.ts';

export const approvedMark = new StoredObject('jobs/{job}/approved', { by: ['a person'], writes: 'once' });
