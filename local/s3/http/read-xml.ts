// Reads the plain XML of S3's clients: elements and text. Attributes and processing instructions are skipped. Anything
// else, such as a comment or CDATA, counts as malformed.

export interface XmlElement {
  readonly name: string;
  readonly text: string;
  readonly children: readonly XmlElement[];
}

interface OpenElement {
  readonly name: string;
  text: string;
  readonly children: OpenElement[];
}

const token = /<\?[^>]*\?>|<(?<close>\/?)(?<name>[\w:.-]+)(?:\s[^<>]*?)?(?<empty>\/?)>|(?<text>[^<]+)/y;

export function readXml(source: string): XmlElement | undefined {
  const document: OpenElement = { name: '', text: '', children: [] };
  const path = [document];
  token.lastIndex = 0;
  while (token.lastIndex < source.length) {
    const found = token.exec(source);
    const innermost = path.at(-1);
    if (!found?.groups || !innermost) return undefined;
    const { close, name, empty, text } = found.groups;
    if (text !== undefined) {
      const plain = unescape(text);
      if (plain === undefined) return undefined;
      innermost.text += plain;
    } else if (name !== undefined && close === '/') {
      if (path.length === 1 || innermost.name !== name) return undefined;
      path.pop();
    } else if (name !== undefined) {
      const element = { name, text: '', children: [] };
      innermost.children.push(element);
      if (empty === '') path.push(element);
    }
  }
  const [root, ...others] = document.children;
  return path.length === 1 && others.length === 0 && document.text.trim() === '' ? root : undefined;
}

export function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

export function textOf(element: XmlElement, name: string): string | undefined {
  return childrenOf(element, name)[0]?.text;
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescape(text: string): string | undefined {
  let whole = true;
  const plain = text.replaceAll(
    /&(?:#x(?<hex>[0-9a-f]{1,6})|#(?<decimal>\d{1,7})|(?<name>\w+));|&/gi,
    (...found: unknown[]) => {
      const [, hex, decimal, name] = found;
      const character = typeof name === 'string' ? named[name] : characterOf(hex, decimal);
      if (character === undefined) whole = false;
      return character ?? '';
    },
  );
  return whole ? plain : undefined;
}

function characterOf(hex: unknown, decimal: unknown): string | undefined {
  const codePoint =
    typeof hex === 'string' ? Number.parseInt(hex, 16) : Number(typeof decimal === 'string' ? decimal : NaN);
  return codePoint <= 0x10_ff_ff ? String.fromCodePoint(codePoint) : undefined;
}
