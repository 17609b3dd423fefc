// Checks the parts that a CompleteMultipartUpload names against those that were uploaded.

import { elementOf } from '../body/digests.ts';
import { bare } from '../http/conditions.ts';
import { childrenOf, textOf, type XmlElement } from '../http/read-xml.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { OpenUpload } from '../store/uploads.ts';
import type { Part } from '../store/upload.ts';

/** Smallest size of a part, unless it is the last. */
const leastPartBytes = 5 * 1024 * 1024;

export function readChosenParts(document: XmlElement, { upload, parts }: OpenUpload): Part[] | Refusal {
  const named = childrenOf(document, 'Part');
  if (named.length === 0) return refuse('MalformedXML');
  const chosen: Part[] = [];
  for (const element of named) {
    const number = Number(textOf(element, 'PartNumber'));
    if (number <= (chosen.at(-1)?.number ?? 0)) return refuse('InvalidPartOrder');
    const part = parts.get(number);
    if (!part || part.md5 !== bare(textOf(element, 'ETag') ?? '')) {
      return refuse('InvalidPart', { details: { PartNumber: String(number) } });
    }
    const { algorithm } = upload;
    const checksum = algorithm && textOf(element, elementOf(algorithm));
    if (checksum !== undefined && checksum !== part.checksum) {
      return refuse('InvalidPart', { details: { PartNumber: String(number) } });
    }
    chosen.push(part);
  }
  const small = chosen.slice(0, -1).find(({ sizeBytes }) => sizeBytes < leastPartBytes);
  if (!small) return chosen;
  return refuse('EntityTooSmall', {
    details: { PartNumber: String(small.number), ProposedSize: String(small.sizeBytes) },
  });
}
