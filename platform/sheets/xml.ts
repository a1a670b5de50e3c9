import { Stop } from './stop.ts';

/** What a document holds, in its order. Names come without their prefix. */
type XmlHandlers = {
  /** `attributes` is what stands behind the tag's name; see {@link attributesOf}. */
  open(name: string, attributes: string): void;
  text(text: string): void;
  close(name: string): void;
};

/** No tag or comment that a program writes into a workbook is longer. */
const longestTag = 65_536;
/** An entity that the end of a piece may have cut. */
const longestEntity = 12;

/**
 * Reads XML as it arrives, in pieces of any size: what is held back between two pieces is less than the
 * longest tag, so that neither time nor memory grow with anything but what was read. It does not judge
 * the document: tags need not fit each other.
 */
export function xmlReader({ open, text, close }: XmlHandlers): (piece: string) => void {
  let rest = '';

  /** Reads the tag that begins at `from`; gives where it ends, or -1 when its end has not come yet. */
  const readTag = (all: string, from: number): number => {
    if (all.startsWith('<!--', from)) return endOf(all, '-->', from + 4);
    if (all.startsWith('<![CDATA[', from)) {
      const end = all.indexOf(']]>', from + 9);
      if (end >= 0) text(all.slice(from + 9, end));
      return end < 0 ? -1 : end + 3;
    }
    if (all.startsWith('<?', from)) return endOf(all, '?>', from + 2);
    const end = all.startsWith('<!', from) ? all.indexOf('>', from) : tagEnd(all, from + 1);
    if (end < 0) return -1;
    if (all[from + 1] === '/') close(localName(all.slice(from + 2, end).trimEnd()));
    else if (all[from + 1] !== '!') {
      const selfClosing = all[end - 1] === '/';
      const inside = all.slice(from + 1, selfClosing ? end - 1 : end);
      const space = firstBlank(inside);
      const name = localName(space < 0 ? inside : inside.slice(0, space));
      open(name, space < 0 ? '' : inside.slice(space + 1));
      if (selfClosing) close(name);
    }
    return end + 1;
  };

  return (piece) => {
    const all = rest + piece;
    let at = 0;
    while (at < all.length) {
      const tag = all.indexOf('<', at);
      const end = tag < 0 ? textEnd(all, at) : tag;
      if (end > at) text(decoded(all.slice(at, end)));
      at = end;
      if (tag < 0) break;
      // Of a tag that might be a comment or CDATA its first characters must be there to tell.
      const next = all.length - tag < 9 && all.indexOf('>', tag) < 0 ? -1 : readTag(all, tag);
      if (next < 0) break;
      at = next;
    }
    rest = all.slice(at);
    if (rest.length > longestTag) throw new Stop('sheet_not_readable');
  };
}

function endOf(all: string, mark: string, from: number): number {
  const end = all.indexOf(mark, from);
  return end < 0 ? -1 : end + mark.length;
}

/** Where a tag ends; a `>` within quotes ends none. */
function tagEnd(all: string, from: number): number {
  let quote = 0;
  for (let at = from; at < all.length; at += 1) {
    const sign = all.charCodeAt(at);
    if (quote !== 0) {
      if (sign === quote) quote = 0;
    } else if (sign === 0x22 || sign === 0x27) quote = sign;
    else if (sign === 0x3e) return at;
  }
  return -1;
}

/** Where text ends that may go on with the next piece: before an entity of which only a part has come. */
function textEnd(all: string, from: number): number {
  const entity = all.lastIndexOf('&');
  const cut = entity >= from && all.length - entity < longestEntity && !all.includes(';', entity);
  return cut ? entity : all.length;
}

function firstBlank(text: string): number {
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charCodeAt(at);
    if (sign === 0x20 || (sign >= 0x09 && sign <= 0x0d)) return at;
  }
  return -1;
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

const isBlankSign = (sign: number) => sign === 0x20 || (sign >= 0x09 && sign <= 0x0d);

/** The attributes of a tag, by their names with prefix. */
export function attributesOf(text: string): Map<string, string> {
  const attributes = new Map<string, string>();
  let at = 0;
  const skip = () => {
    while (at < text.length && isBlankSign(text.charCodeAt(at))) at += 1;
  };
  for (skip(); at < text.length; skip()) {
    const equals = text.indexOf('=', at);
    if (equals < 0) break;
    const name = text.slice(at, equals).trimEnd();
    at = equals + 1;
    skip();
    const quote = text[at];
    const end = quote === '"' || quote === "'" ? text.indexOf(quote, at + 1) : -1;
    if (end < 0) break;
    attributes.set(name, decoded(text.slice(at + 1, end)));
    at = end + 1;
  }
  return attributes;
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decoded(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi, (whole, hex, dec, word) => {
    if (word) return entities[word] ?? whole;
    const code = hex ? Number.parseInt(hex, 16) : Number(dec);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
