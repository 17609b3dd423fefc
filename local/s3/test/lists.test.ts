// Lists, through the SDK: order, paging, folding.

import { ListObjectsV2Command, PutObjectCommand, type ListObjectsV2CommandInput } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openS3, refused, type S3UnderTest } from './s3-under-test.ts';

let s3: S3UnderTest;
beforeAll(async () => {
  s3 = await openS3();
});
afterAll(() => s3[Symbol.asyncDispose]());

type ListOptions = Omit<ListObjectsV2CommandInput, 'Bucket'>;

const list = (options: ListOptions) =>
  s3.client.send(new ListObjectsV2Command({ Bucket: s3.bucket, ...options }));

async function filled(names: readonly string[]): Promise<string> {
  const prefix = s3.prefix();
  await Promise.all(
    names.map((name) =>
      s3.client.send(new PutObjectCommand({ Bucket: s3.bucket, Key: prefix + name, Body: name })),
    ),
  );
  return prefix;
}

/** The entries of each page, keys and folded prefixes alike, without the prefix of this test. */
async function pages(prefix: string, options: ListOptions): Promise<string[][]> {
  const all: string[][] = [];
  let ContinuationToken: string | undefined;
  do {
    const page = await list({
      Prefix: prefix,
      ...options,
      ...(ContinuationToken ? { ContinuationToken } : {}),
    });
    const keys = (page.Contents ?? []).map(({ Key = '' }) => Key);
    const prefixes = (page.CommonPrefixes ?? []).map(({ Prefix = '' }) => Prefix);
    expect(page.KeyCount).toBe(keys.length + prefixes.length);
    all.push([...keys, ...prefixes].map((text) => text.slice(prefix.length)));
    ContinuationToken = page.NextContinuationToken;
    expect(page.IsTruncated).toBe(ContinuationToken !== undefined);
  } while (ContinuationToken !== undefined);
  return all;
}

const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

// By locale "a" sorts before "B"; by UTF-16 units the emoji sorts before U+E000 and U+FFFD. By UTF-8 neither is so.
const awkward = [
  'B',
  'a',
  'A',
  'é',
  'z',
  '\u{e000}',
  '\u{fffd}',
  '😀',
  '中',
  '-',
  '0',
  '~',
  'a/b',
  'a-b',
  'a b',
  'a+b',
  'a%b',
];

describe('a list', () => {
  it('is in the order of UTF-8 bytes', async () => {
    const prefix = await filled(awkward);
    expect(await pages(prefix, {})).toEqual([awkward.toSorted(byBytes)]);
  });

  it.each([1, 2, 3, 7, 17, 18])('by pages of %i has every key once, in order', async (MaxKeys) => {
    const prefix = await filled(awkward);
    const found = await pages(prefix, { MaxKeys });
    expect(found.flat()).toEqual(awkward.toSorted(byBytes));
    expect(found.slice(0, -1).every(({ length }) => length === MaxKeys)).toBe(true);
    expect(found).toHaveLength(Math.ceil(awkward.length / MaxKeys));
  });

  it('tells size, ETag and time of each object', async () => {
    const prefix = await filled(['four']);
    const { Contents = [] } = await list({ Prefix: prefix });
    expect(Contents).toMatchObject([
      { Key: `${prefix}four`, Size: 4, ETag: '"8cbad96aced40b3838dd9f07f6ef5772"', StorageClass: 'STANDARD' },
    ]);
    expect(Contents[0]?.LastModified?.getMilliseconds()).toBe(0);
  });

  it('of nothing is empty', async () => {
    const { KeyCount, IsTruncated, Contents } = await list({ Prefix: s3.prefix() });
    expect({ KeyCount, IsTruncated, Contents }).toEqual({
      KeyCount: 0,
      IsTruncated: false,
      Contents: undefined,
    });
  });

  it('begins after StartAfter, which need not exist', async () => {
    const prefix = await filled(['a', 'b', 'c', 'd']);
    expect(await pages(prefix, { StartAfter: `${prefix}b` })).toEqual([['c', 'd']]);
    expect(await pages(prefix, { StartAfter: `${prefix}bb`, MaxKeys: 1 })).toEqual([['c'], ['d']]);
  });

  it('folds what lies behind a delimiter, and counts a fold as one', async () => {
    const prefix = await filled(['a', 'b/1', 'b/2', 'b/c/3', 'c', 'd/4', 'e']);
    const { Contents, CommonPrefixes, KeyCount } = await list({ Prefix: prefix, Delimiter: '/' });
    expect(Contents?.map(({ Key }) => Key?.slice(prefix.length))).toEqual(['a', 'c', 'e']);
    expect(CommonPrefixes?.map(({ Prefix }) => Prefix?.slice(prefix.length))).toEqual(['b/', 'd/']);
    expect(KeyCount).toBe(5);
    expect(await pages(prefix, { Delimiter: '/', MaxKeys: 2 })).toEqual([['a', 'b/'], ['c', 'd/'], ['e']]);
    expect(await pages(prefix, { Delimiter: '/', MaxKeys: 1 })).toEqual([
      ['a'],
      ['b/'],
      ['c'],
      ['d/'],
      ['e'],
    ]);
  });

  it('folds at a delimiter of several characters', async () => {
    const prefix = await filled(['a--1', 'a--2', 'a-3']);
    expect(await pages(prefix, { Delimiter: '--' })).toEqual([['a-3', 'a--']]);
  });

  it('does not fold the prefix itself', async () => {
    const prefix = await filled(['b/1', 'b/2', 'b/c/3']);
    expect(await pages(`${prefix}b/`, { Delimiter: '/' })).toEqual([['1', '2', 'c/']]);
    expect(await pages(`${prefix}b`, { Delimiter: '/' })).toEqual([['/']]);
  });

  it('leaves out a fold that is not after StartAfter', async () => {
    const prefix = await filled(['b/1', 'b/2', 'c']);
    expect(await pages(prefix, { Delimiter: '/', StartAfter: `${prefix}b/1` })).toEqual([['c']]);
  });

  it('writes keys as in a URL when asked', async () => {
    const prefix = await filled(['a b', '中', 'x/y', 'p+q']);
    const { Contents, Prefix, EncodingType } = await list({ Prefix: prefix, EncodingType: 'url' });
    expect(EncodingType).toBe('url');
    expect(Prefix).toBe(prefix);
    const names = Contents?.map(({ Key = '' }) => Key.slice(prefix.length));
    expect(names).toEqual(['a+b', 'p%2Bq', 'x/y', '%E4%B8%AD']);
  });

  it('has at most 1,000 entries a page, and may have none', async () => {
    const prefix = await filled(['a']);
    expect((await list({ Prefix: prefix, MaxKeys: 5000 })).MaxKeys).toBe(1000);
    expect(await list({ Prefix: prefix, MaxKeys: 0 })).toMatchObject({ KeyCount: 0, IsTruncated: false });
  });

  it('does not take a token that it has not given', async () => {
    const asked = list({ Prefix: 'x', ContinuationToken: 'nonsense' });
    await expect(asked).rejects.toMatchObject(refused(400, 'InvalidArgument'));
  });
});
