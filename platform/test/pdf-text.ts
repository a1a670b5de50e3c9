import { inflateSync } from 'node:zlib';

/** What stands for a letter that the font does not have. */
export const noGlyph = '\ufffd';

/** The text of each page the way a reader searches it: glyphs turned back by each font's own table. */
export function pagesOf(pdf: Buffer): string[] {
  const objects = new Map<string, { head: string; stream: Buffer }>();
  const source = pdf.toString('latin1');
  for (const match of source.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)endobj/g)) {
    const [, id = '', body = ''] = match;
    const start = body.indexOf('stream\n');
    const head = start < 0 ? body : body.slice(0, start);
    const raw = Buffer.from(start < 0 ? '' : body.slice(start + 7), 'latin1');
    const packed = head.includes('FlateDecode') && !head.includes('/Image');
    objects.set(id, { head, stream: packed ? inflateSync(raw) : raw });
  }
  const reference = (head: string, name: string) =>
    new RegExp(`/${name} (\\d+) 0 R`).exec(head)?.[1] ?? '';
  const part = (id: string) => objects.get(id) ?? { head: '', stream: Buffer.alloc(0) };
  const pages = [...objects.values()].filter(({ head }) => /\/Type \/Page\b/.test(head));
  return pages.map(({ head }) => {
    const resources = part(reference(head, 'Resources')).head;
    const tables = new Map<string, Map<number, string>>();
    for (const [, name = '', id = ''] of resources.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const unicode = part(reference(part(id).head, 'ToUnicode')).stream.toString('latin1');
      tables.set(name, glyphTable(unicode));
    }
    return shownText(part(reference(head, 'Contents')).stream.toString('latin1'), tables);
  });
}

function glyphTable(cmap: string): Map<number, string> {
  const glyphs = new Map<number, string>();
  for (const [, from = '', list = ''] of cmap.matchAll(/<(\w+)> <\w+> \[([^\]]*)\]/g)) {
    for (const [index, [, hex = '']] of [...list.matchAll(/<([\w ]*)>/g)].entries()) {
      const units = hex.replace(/ /g, '').match(/.{4}/g) ?? [];
      const text = String.fromCharCode(...units.map((unit) => Number.parseInt(unit, 16)));
      glyphs.set(Number.parseInt(from, 16) + index, text);
    }
  }
  return glyphs;
}

function shownText(content: string, tables: Map<string, Map<number, string>>): string {
  let glyphs: Map<number, string> | undefined;
  let text = '';
  for (const [, font, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[(.*?)\] TJ/g)) {
    if (font) glyphs = tables.get(font);
    for (const [, hex = ''] of (shown ?? '').matchAll(/<(\w+)>/g)) {
      for (const glyph of hex.match(/.{4}/g) ?? []) {
        text += glyph === '0000' ? noGlyph : (glyphs?.get(Number.parseInt(glyph, 16)) ?? '?');
      }
    }
  }
  return text;
}
