// An object of up to some 50 GB, written as its text comes: a small one in one request, a large one in parts, with one part in
// flight while the next fills. It appears when it is whole. A process that is killed leaves no object, but perhaps an unfinished
// upload.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html

import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  UploadPartCommand,
  type CompletedPart,
  type S3Client,
} from '@aws-sdk/client-s3';

import { unhandledUntilAwaited } from '../prefetch.ts';

/**
 * The SDK sends this checksum with each part. An upload that does not name it is refused by servers that ask both to agree, as S3 did
 * until the end of 2024.
 */
const checksum = { ChecksumAlgorithm: 'CRC32' } as const;
/** The smallest part that S3 takes, apart from the last. It takes 10,000 parts at most. */
const partBytes = 5 * 1024 * 1024;

export interface Upload {
  write(text: string): Promise<void>;
  /** Resolves when the object is there. */
  end(): Promise<void>;
  /** Gives up an upload that has not ended. Resolves when nothing is kept of it. */
  abandon(): Promise<void>;
}

export interface UploadTarget {
  readonly key: string;
  readonly contentType: string;
}

export type BeginUpload = (target: UploadTarget) => Upload;

export function uploadsTo(s3: S3Client, bucket: string): BeginUpload {
  return (target) => new ObjectUpload(s3, bucket, target);
}

class ObjectUpload implements Upload {
  readonly #s3: S3Client;
  readonly #at: { readonly Bucket: string; readonly Key: string };
  readonly #contentType: string;
  #texts: string[] = [];
  #bytes = 0;
  #uploadId: string | undefined;
  readonly #parts: Promise<CompletedPart>[] = [];

  constructor(s3: S3Client, bucket: string, { key, contentType }: UploadTarget) {
    this.#s3 = s3;
    this.#at = { Bucket: bucket, Key: key };
    this.#contentType = contentType;
  }

  async write(text: string): Promise<void> {
    this.#texts.push(text);
    this.#bytes += Buffer.byteLength(text);
    if (this.#bytes >= partBytes) await this.#beginPart();
  }

  async end(): Promise<void> {
    const { length } = this.#parts;
    if (length === 0) {
      const put = { ...this.#at, Body: this.#take(), ContentType: this.#contentType };
      await this.#s3.send(new PutObjectCommand(put));
      return;
    }
    if (this.#bytes > 0) await this.#beginPart();
    const Parts = await Promise.all(this.#parts);
    const whole = { ...this.#at, UploadId: this.#uploadId, MultipartUpload: { Parts } };
    await this.#s3.send(new CompleteMultipartUploadCommand(whole));
  }

  async abandon(): Promise<void> {
    await Promise.allSettled(this.#parts);
    if (this.#uploadId === undefined) return;
    await this.#s3.send(new AbortMultipartUploadCommand({ ...this.#at, UploadId: this.#uploadId }));
  }

  #take(): Buffer {
    const body = Buffer.from(this.#texts.join(''));
    [this.#texts, this.#bytes] = [[], 0];
    return body;
  }

  async #beginPart(): Promise<void> {
    await this.#parts.at(-1);
    this.#uploadId ??= await this.#begin();
    const part = this.#send(this.#take(), this.#parts.length + 1);
    unhandledUntilAwaited(part);
    this.#parts.push(part);
  }

  async #begin(): Promise<string> {
    const begun = new CreateMultipartUploadCommand({
      ...this.#at,
      ContentType: this.#contentType,
      ...checksum,
    });
    const { UploadId } = await this.#s3.send(begun);
    if (UploadId === undefined) throw new Error(`S3 gave no id for the upload of ${this.#at.Key}`);
    return UploadId;
  }

  async #send(body: Buffer, number: number): Promise<CompletedPart> {
    const part = { ...this.#at, UploadId: this.#uploadId, PartNumber: number, Body: body, ...checksum };
    const { ETag, ChecksumCRC32 } = await this.#s3.send(new UploadPartCommand(part));
    return { ETag, ChecksumCRC32, PartNumber: number };
  }
}
