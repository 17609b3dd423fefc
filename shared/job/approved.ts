// approved: a person says go. Its content is not read.

import { StoredObject } from '../document.ts';

export const approvedMark = new StoredObject('jobs/{job}/approved', { by: ['a person'], writes: 'once' });
