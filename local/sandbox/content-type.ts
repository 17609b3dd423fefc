// Every page asks for `Content-Type: application/json; charset=utf-8`. JSON without a charset is UTF-8 too.

export const isJson = (contentType: string | undefined): boolean =>
  /^application\/json\s*(;\s*charset\s*=\s*("utf-8"|utf-8)\s*)?;?\s*$/i.test(contentType ?? '');
