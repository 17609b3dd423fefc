// Refusals of SQS, with its own codes and messages.

export interface Refusal {
  readonly code: string;
  readonly message: string;
}

/** Body of an HTTP 400 that refuses a whole request. */
export function refusalBody({ code, message }: Refusal) {
  return { __type: `com.amazonaws.sqs#${code}`, message };
}

/** Entry of `Failed` in the HTTP 200 of a batch request. */
export function failedEntry(id: string, { code, message }: Refusal) {
  return { Id: id, Code: code, Message: message, SenderFault: true };
}
