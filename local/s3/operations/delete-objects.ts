// DeleteObjects: up to 1,000 keys in one request.

import { receiveXml } from '../body/receive-xml.ts';
import { xmlAnswer, type Answer } from '../http/answer.ts';
import { childrenOf, textOf, type XmlElement } from '../http/read-xml.ts';
import { refuse, Refusal } from '../refusal.ts';
import { removeFrom } from './delete-object.ts';
import type { Call } from './s3-operation.ts';

const maxKeys = 1000;

export async function deleteObjects({ request, bucket }: Call): Promise<Answer | Refusal> {
  const document = await receiveXml(request, 'Delete');
  if (document instanceof Refusal) return document;
  const objects = childrenOf(document, 'Object').map(readObject);
  if (objects.length === 0 || objects.length > maxKeys || objects.includes(undefined))
    return refuse('MalformedXML');
  // Any other child of `Object` is a condition, such as an ETag.
  if (childrenOf(document, 'Object').some(isConditional)) return refuse('NotImplemented');

  const deleted = [];
  for (const { key, versionId } of objects.filter((object) => object !== undefined)) {
    const said = await removeFrom(bucket, key, versionId);
    const marker = said['x-amz-delete-marker'];
    deleted.push({
      Key: key,
      VersionId: versionId ?? undefined,
      DeleteMarker: marker,
      DeleteMarkerVersionId: marker === undefined ? undefined : said['x-amz-version-id'],
    });
  }
  return xmlAnswer('DeleteResult', { Deleted: textOf(document, 'Quiet') === 'true' ? undefined : deleted });
}

function readObject(element: XmlElement): { key: string; versionId: string | null } | undefined {
  const key = textOf(element, 'Key');
  if (key === undefined || key === '') return undefined;
  return { key, versionId: textOf(element, 'VersionId') ?? null };
}

const isConditional = (element: XmlElement): boolean =>
  element.children.some(({ name }) => name !== 'Key' && name !== 'VersionId');
