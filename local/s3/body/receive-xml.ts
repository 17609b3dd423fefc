// Receives and reads the body of a request that must be an XML document.

import type { IncomingMessage } from 'node:http';

import { refuse, Refusal } from '../refusal.ts';
import { readXml, type XmlElement } from '../http/read-xml.ts';
import { receive } from './receive.ts';

/** Enough for 10,000 parts, or 1,000 keys, with their checksums. */
const maxBytes = 8 * 1024 * 1024;

export async function receiveXml(request: IncomingMessage, name: string): Promise<XmlElement | Refusal> {
  const chunks: Buffer[] = [];
  const received = await receive(request, maxBytes, async (chunk) => void chunks.push(chunk));
  if (received instanceof Refusal) return received;
  const root = readXml(Buffer.concat(chunks).toString());
  return root?.name === name ? root : refuse('MalformedXML');
}
