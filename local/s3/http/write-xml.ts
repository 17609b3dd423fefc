// Writes XML from a tree of names and values.

export type XmlValue = string | number | boolean | undefined | XmlNode | readonly XmlNode[];

/** A list is written as one element for each entry. Undefined is left out. */
export interface XmlNode {
  readonly [name: string]: XmlValue;
}

const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';

export function writeXml(root: string, content: XmlNode): string {
  return `${declaration}<${root} xmlns="${namespace}">${inner(content)}</${root}>`;
}

/** Writes XML without a namespace, as the errors of S3 have none. */
export function writePlainXml(root: string, content: XmlNode): string {
  return `${declaration}<${root}>${inner(content)}</${root}>`;
}

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

function inner(content: XmlNode): string {
  return Object.entries(content)
    .map(([name, value]) => element(name, value))
    .join('');
}

function element(name: string, value: XmlValue): string {
  if (value === undefined) return '';
  if (isList(value)) return value.map((entry) => element(name, entry)).join('');
  return `<${name}>${typeof value === 'object' ? inner(value) : escape(String(value))}</${name}>`;
}

const isList = (value: XmlValue): value is readonly XmlNode[] => Array.isArray(value);

/**
 * Escapes the characters that have a meaning in XML, and writes control characters as references, as S3 does. Most
 * parsers of XML 1.0 refuse such references, so clients ask for `encoding-type=url`.
 */
function escape(text: string): string {
  // oxlint-disable-next-line no-control-regex -- these are the ones to be escaped
  return text.replaceAll(/[&<>"\u0000-\u001f\ufffe\uffff]/g, (character) => {
    return escapes[character] ?? `&#x${character.charCodeAt(0).toString(16)};`;
  });
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};
