// Checks the parts that a CompleteMultipartUpload names against those that were uploaded.

import { algorithms, elementOf } from '../body/digests.ts';
import { bare } from '../http/conditions.ts';
import { childrenOf, textOf, type XmlElement } from '../http/read-xml.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { OpenUpload } from '../store/uploads.ts';
import type { Part, Upload } from '../store/upload.ts';

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
    const wrong = checkChecksum(element, number, part, upload);
    if (wrong) return wrong;
    chosen.push(part);
  }
  const small = chosen.slice(0, -1).find(({ sizeBytes }) => sizeBytes < leastPartBytes);
  if (!small) return chosen;
  return refuse('EntityTooSmall', {
    details: { PartNumber: String(small.number), ProposedSize: String(small.sizeBytes) },
  });
}

/** A checksum that is named must be the part's. With COMPOSITE each part must have one named. */
function checkChecksum(
  element: XmlElement,
  number: number,
  part: Part,
  { algorithm, checksumType }: Upload,
): Refusal | undefined {
  const named = algorithms.filter((one) => textOf(element, elementOf(one)) !== undefined);
  const isWrong = named.some(
    (one) => (algorithm && one !== algorithm) || textOf(element, elementOf(one)) !== part.checksum,
  );
  if (isWrong) return refuse('InvalidPart', { details: { PartNumber: String(number) } });
  if (!algorithm || checksumType !== 'COMPOSITE' || named.length > 0) return undefined;
  return refuse('InvalidRequest', {
    message: `The upload was created using a ${algorithm} checksum. The complete request must include the checksum for each part. It was missing for part ${number} in the request.`,
  });
}
