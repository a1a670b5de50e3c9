/** A worksheet as the workbook lists it. */
export type Worksheet = {
  name: string;
  /** Its place in the workbook's list, from 0; pages that hold a chart alone count as well. */
  index: number;
  path: string;
  visible: boolean;
};

type Workbook = { worksheets: Worksheet[]; epoch: 1900 | 1904 };

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * Reads the list of worksheets. The main reader knows places and names only; visibility and the path of each
 * part are needed before, to choose a sheet and to find its merged cells.
 * @param relationsXml the workbook's `.rels` part, which gives each sheet's path
 */
export function parseWorkbook(workbookXml: string, relationsXml: string): Workbook {
  const paths = new Map<string, string>();
  for (const attributes of elements(relationsXml, 'Relationship')) {
    const { Id, Target, Type } = attributes;
    if (Id && Target && Type?.endsWith('/worksheet')) paths.set(Id, partPath(Target));
  }
  const worksheets: Worksheet[] = [];
  let index = -1;
  for (const attributes of elements(workbookXml, 'sheet')) {
    const id = Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1];
    if (!attributes.name || !id) continue;
    index += 1;
    const path = paths.get(id);
    const visible = (attributes.state ?? 'visible') === 'visible';
    if (path) worksheets.push({ name: attributes.name, index, path, visible });
  }
  const [settings] = elements(workbookXml, 'workbookPr');
  const since1904 = settings?.date1904 === '1' || settings?.date1904 === 'true';
  return { worksheets, epoch: since1904 ? 1904 : 1900 };
}

/** Targets are relative to `xl/`, or absolute from the archive's root. */
function partPath(target: string): string {
  return target.startsWith('/')
    ? target.slice(1)
    : new URL(target, 'file:///xl/').pathname.slice(1);
}

function elements(xml: string, name: string): Record<string, string>[] {
  const tags = xml.match(new RegExp(`<(?:\\w+:)?${name}\\s[^>]*>`, 'g')) ?? [];
  return tags.map((tag) => {
    const pairs = tag.matchAll(/([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g);
    return Object.fromEntries(
      Array.from(pairs, ([, key = '', double, single]) => [key, decoded(double ?? single ?? '')]),
    );
  });
}

function decoded(text: string): string {
  return text.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi, (whole, hex, dec, word) => {
    if (word) return entities[word] ?? whole;
    const code = hex ? Number.parseInt(hex, 16) : Number(dec);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
