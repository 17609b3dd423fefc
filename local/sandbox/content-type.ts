// Feishu's pages ask for `Content-Type: application/json; charset=utf-8`. Without a charset JSON is UTF-8 too.

export const isJson = (contentType: string | undefined): boolean =>
  /^application\/json\s*(;\s*charset\s*=\s*("utf-8"|utf-8)\s*)?;?\s*$/i.test(contentType ?? '');
