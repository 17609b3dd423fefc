// An error of the AWS SDK as a sentence for a person. It names the queue and the missing right, and quotes no message.

import { nameOf } from '../../../shared/log.ts';
import { SaidError } from '../words/said-error.ts';
import { say, type Say } from '../words/say.ts';

export type AwsAction =
  | 'sqs:GetQueueUrl'
  | 'sqs:GetQueueAttributes'
  | 'sqs:ReceiveMessage'
  | 'sqs:SendMessage'
  | 'sqs:DeleteMessage';

export interface Asked {
  readonly action: AwsAction;
  /** Name of the queue. */
  readonly queue: string;
}

export class AwsTrouble extends SaidError {
  override readonly name = 'AwsTrouble';
}

/** Codes of credentials that AWS does not know, or no longer takes. */
const notTaken: ReadonlySet<string> = new Set([
  'ExpiredToken',
  'ExpiredTokenException',
  'IncompleteSignature',
  'InvalidClientTokenId',
  'InvalidSecurity',
  'InvalidSignatureException',
  'MissingAuthenticationToken',
  'RequestExpired',
  'SignatureDoesNotMatch',
  'UnrecognizedClientException',
]);
const absent: ReadonlySet<string> = new Set([
  'QueueDoesNotExist',
  'AWS.SimpleQueueService.NonExistentQueue',
  'QueueDeletedRecently',
]);
/** Errors of the connection, by Node's codes, and of its time-out, by the SDK's name. */
const unreached =
  /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|EPIPE|CERT_|TimeoutError)/;

export function troubleOf(error: unknown, { action, queue }: Asked): AwsTrouble {
  return new AwsTrouble(sentenceOf(error, { action, queue }), { cause: error });
}

/** True: AWS refuses for want of a right, of the caller or of the queue's key. */
export function refusedRight(error: unknown): boolean {
  return /^AccessDenied|^AuthorizationError/.test(nameOf(error)) || isOfKey(nameOf(error));
}

function sentenceOf(error: unknown, { action, queue }: Asked): Say {
  const code = nameOf(error);
  const isOfRegion = error instanceof Error && /^region (is missing|not accepted)/i.test(error.message);
  if (isOfRegion) return say('redrive.no_region');
  if (/^(CredentialsProviderError|TokenProviderError)$/.test(code)) return say('redrive.no_credentials');
  if (notTaken.has(code)) return say('redrive.credentials_not_taken', { code });
  if (absent.has(code)) return say('redrive.no_queue', { queue });
  if (isOfKey(code)) {
    const right = action === 'sqs:SendMessage' ? 'kms:GenerateDataKey, kms:Decrypt' : 'kms:Decrypt';
    return say('redrive.no_right_to_key', { queue, right, code });
  }
  if (refusedRight(error)) return say('redrive.no_right', { queue, right: action });
  const connection = connectionCode(error);
  if (connection !== undefined) return say('redrive.unreached', { code: connection });
  return say('redrive.refused', { queue, right: action, code });
}

/** The SDK says KmsAccessDenied, and the service KMS.AccessDeniedException. */
function isOfKey(code: string): boolean {
  return /^KMS\.?AccessDenied/i.test(code);
}

/** The code of a connection that failed. Undefined: the error is no such one. */
function connectionCode(error: unknown): string | undefined {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return [code, nameOf(error)].find((name) => unreached.test(name));
}
