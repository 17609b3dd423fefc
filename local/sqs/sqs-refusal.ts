// How SQS says no, in the words of its own API.

export interface Refusal {
  readonly code: string;
  readonly message: string;
}

/** A request that is refused as a whole: HTTP 400 with this body. */
export function refusalBody({ code, message }: Refusal) {
  return { __type: `com.amazonaws.sqs#${code}`, message };
}

/** One entry of a batch request: HTTP 200, and this among `Failed`. */
export function failedEntry(id: string, { code, message }: Refusal) {
  return { Id: id, Code: code, Message: message, SenderFault: true };
}
