// The encodings of text in which a table may come.

export const encodings = ['utf-8', 'utf-16', 'gb18030'] as const;
export type Encoding = (typeof encodings)[number];
