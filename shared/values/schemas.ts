// Schemas that several documents share.

import * as v from 'valibot';

export const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** A time in ISO 8601. */
export const instant = v.pipe(v.string(), v.isoTimestamp());
