// Makes the message that asks for a snapshot now, and checks it by the rules for messages of the exports queue.

import { readExportMessage, type ExportMessageRead } from '../../../shared/run/message.ts';
import type { UserIdType } from '../../../shared/feishu/operations/parameters.ts';
import type { JsonObject } from '../../../shared/values/json.ts';

export function askedFor(asked: JsonObject, usualUserIdType: UserIdType): ExportMessageRead {
  return readExportMessage(
    JSON.stringify({ ...asked, scheduled_at: new Date().toISOString() }),
    usualUserIdType,
  );
}
