// The line between a caller and the gateway: one request and its answer. http-line.ts carries them over HTTP. A test may carry
// them within its own process.

export const maxBodyBytes = 10 * 1024 * 1024;

export type Body = { kind: 'whole'; bytes: Uint8Array } | { kind: 'too_long' } | { kind: 'cut' };

export interface Line {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly authorization: string | undefined;
  readonly contentType: string | undefined;
  /** Reads the body of the request to its end. A body over `maxBodyBytes` is read too, and dropped. */
  readBody(): Promise<Body>;
  setHeader(name: string, value: string): void;
  /** Sends the status and the headers, with those of `setHeader`. */
  begin(status: number, headers: Readonly<Record<string, string | number>>): void;
  write(bytes: Uint8Array): void;
  end(): void;
  /** Cuts the connection. `last`: bytes that still go out before. */
  cut(last?: Uint8Array): void;
  /** True: the connection is cut, by either side. */
  isCut(): boolean;
}
