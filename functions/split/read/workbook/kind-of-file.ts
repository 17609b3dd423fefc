// Refuses a file that is no zip, and says what it is: its name may say .xlsx of anything.

import { say, type Say } from '../../../../shared/words/say.ts';
import { StopFile } from '../stop-file.ts';
import { kindOfCompoundFile } from './compound-file.ts';
import { readPiece, type RandomAccess } from './random-access.ts';

/** Enough for the first tags of a page, behind comments and styles that some programs put first. */
const headBytes = 4096;

export async function checkIsZip(source: RandomAccess): Promise<void> {
  if (source.bytes === 0) throw new StopFile(say('file.empty'));
  const head = await readPiece(source, 0, Math.min(headBytes, source.bytes));
  const magic = head.subarray(0, 4).toString('hex');
  // The second is the end record of a zip without entries.
  if (magic === '504b0304' || magic === '504b0506') return;
  if (magic === 'd0cf11e0') throw new StopFile(await kindOfCompoundFile(source, head));
  throw new StopFile(kindOfText(head));
}

function kindOfText(head: Buffer): Say {
  const text = decoded(head);
  if (text === undefined) return say('workbook.no_workbook');
  if (/^\s*<\?(?:xml|mso)/.test(text)) return kindOfXml(text);
  if (/<(?:!doctype\s+html|html|table|head|meta)[\s>]/i.test(text) || /^MIME-Version:/im.test(text))
    return say('workbook.web_page');
  if (/^\s*(?:%PDF|\{\\rtf)/.test(text)) return say('workbook.no_workbook');
  return say('workbook.plain_text');
}

function kindOfXml(text: string): Say {
  if (/<(?:\w+:)?Workbook\b|progid="Excel\.Sheet"/.test(text)) return say('workbook.xml_2003');
  if (/<office:document\b/.test(text)) return say('workbook.ods');
  if (/<html[\s>]/i.test(text)) return say('workbook.web_page');
  return say('workbook.no_workbook');
}

/** The text of the bytes; undefined where they are no text. Whether it is UTF-8 or GB18030 does not matter here. */
function decoded(head: Buffer): string | undefined {
  const mark = head.subarray(0, 2).toString('hex');
  if (mark === 'fffe') return head.toString('utf16le');
  if (mark === 'feff')
    return head
      .subarray(0, head.length & ~1)
      .swap16()
      .toString('utf16le');
  // Texts have no controls but tabs, ends of lines and form feeds.
  const binary = head.some((byte) => byte < 0x20 && !(byte >= 0x09 && byte <= 0x0d));
  return binary ? undefined : head.toString();
}
