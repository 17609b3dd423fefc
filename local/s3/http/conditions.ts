// Checks the conditions of a request (If-Match and the like) against the stored version.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-requests.html

import type { IncomingHttpHeaders } from 'node:http';

import { refuse, type Refusal } from '../refusal.ts';
import type { WriteCheck } from '../store/bucket.ts';
import type { Version } from '../store/version.ts';

export type ReadVerdict = 'go' | 'not_modified' | Refusal;

export function checkRead(version: Version, headers: IncomingHttpHeaders): ReadVerdict {
  const { 'if-match': match, 'if-none-match': noneMatch } = headers;
  const { 'if-modified-since': since, 'if-unmodified-since': until } = headers;
  // An ETag takes precedence over a date.
  const wanted = match === undefined ? !isChangedSince(version, until) : names(match, version.eTag);
  if (!wanted) return failed(match === undefined ? 'If-Unmodified-Since' : 'If-Match');
  const changed =
    noneMatch === undefined ? !isUnchangedSince(version, since) : !names(noneMatch, version.eTag);
  return changed ? 'go' : 'not_modified';
}

/**
 * The check of a write. `If-None-Match: *` passes only if no object exists. If-Match passes only over an object whose
 * ETag it names, or over any object if it is `*`. Refused with a 501: both at once, or another If-None-Match.
 */
export function readWriteCheck(headers: IncomingHttpHeaders): WriteCheck | Refusal {
  const { 'if-match': match, 'if-none-match': noneMatch } = headers;
  if (match !== undefined && noneMatch !== undefined) return refuse('NotImplemented');
  if (noneMatch !== undefined && noneMatch !== '*') return refuse('NotImplemented');
  return (current) => {
    const there = current?.marker === false ? current : undefined;
    if (noneMatch !== undefined) return there && failed('If-None-Match');
    if (match === undefined) return undefined;
    if (!there) return refuse('NoSuchKey');
    return names(match, there.eTag) ? undefined : failed('If-Match');
  };
}

const failed = (condition: string): Refusal =>
  refuse('PreconditionFailed', { details: { Condition: condition } });

function names(list: string, eTag: string): boolean {
  return list.split(',').some((tag) => tag.trim() === '*' || bare(tag) === bare(eTag));
}

/** The ETag without quotes. Clients send it with or without. */
export const bare = (eTag: string): string => eTag.trim().replaceAll('"', '');

/** Both are false without a date, or with a date that cannot be read. */
const isChangedSince = ({ modifiedMs }: Version, date = ''): boolean => modifiedMs > Date.parse(date);
const isUnchangedSince = ({ modifiedMs }: Version, date = ''): boolean => modifiedMs <= Date.parse(date);
