// The envelope of an answer: `code`, `msg`, and `data` or `error`. Only the token endpoint answers without it.
// https://open.feishu.cn/document/server-docs/api-call-guide/generic-error-code

export interface FieldViolation {
  readonly field: string;
  readonly value: string;
  readonly description: string;
}

export interface Refusal {
  readonly status: number;
  readonly code: number;
  readonly msg: string;
  readonly field_violations?: FieldViolation[];
  readonly permission_violations?: { type: string; subject: string }[];
  readonly helps?: { url: string; description: string }[];
}

export const successText = (data: unknown): string => JSON.stringify({ code: 0, msg: 'success', data });

export function refusalText({ status: _, code, msg, ...named }: Refusal, logId: string): string {
  const troubleshooter = `https://open.feishu.cn/search?from=openapi&log_id=${logId}&code=${code}`;
  return JSON.stringify({ code, msg, error: { log_id: logId, troubleshooter, message: msg, ...named } });
}
