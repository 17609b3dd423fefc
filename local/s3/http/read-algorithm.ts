// Reads which checksum a copy or a multipart upload asks for.

import type { IncomingHttpHeaders } from 'node:http';

import { isAlgorithm, type Algorithm } from '../body/digests.ts';
import { refuse, type Refusal } from '../refusal.ts';

export function readAlgorithm(headers: IncomingHttpHeaders): Algorithm | undefined | Refusal {
  const named = headers['x-amz-checksum-algorithm'];
  if (named === undefined) return undefined;
  const algorithm = String(named).toLowerCase();
  return isAlgorithm(algorithm) ? algorithm : refuse('NotImplemented');
}
