import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { type FilledRow, filledRows } from './filled-rows.ts';
import { defaultLimits, type SheetLimits } from './limits.ts';
import { openSource } from './open-source.ts';
import type { Encoding } from './source.ts';

type Reading = { sheet?: number; limits?: Partial<SheetLimits>; encoding?: Encoding };

/** The rows of one sheet, read where the test runs: the first, unless it says which. */
export async function* readSheet(
  path: string,
  { sheet = 0, limits = {}, encoding }: Reading = {},
): AsyncGenerator<FilledRow, void, undefined> {
  const all = { ...defaultLimits, ...limits };
  yield* filledRows(await openSource(path, all, encoding), sheet, all);
}

/** A folder for the files of one test file. */
export async function testFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'anxing-sheets-'));
  let count = 0;
  return {
    path: (name: string) => join(folder, name),
    async write(bytes: Uint8Array | string, name = 'sheet'): Promise<string> {
      count += 1;
      const path = join(folder, `${count}-${name}`);
      await writeFile(path, bytes);
      return path;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

type Part = {
  name: string;
  data: Buffer | string;
  /** What the archive claims to hold, when that is a lie. */
  declaredSize?: number;
  encrypted?: boolean;
};

/** An archive by hand, for what no honest writer makes. */
export function zip(parts: Part[]): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const { name, data, declaredSize, encrypted } of parts) {
    const raw = Buffer.from(data);
    const packed = deflateRawSync(raw);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(encrypted ? 1 : 0, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(raw), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(declaredSize ?? raw.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    const made = Buffer.from([20, 0]);
    centrals.push(
      Buffer.concat([Buffer.from('PK\x01\x02'), made, common, tail, Buffer.from(name)]),
    );
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(centrals);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, central, Buffer.from('PK\x05\x06'), end]);
}

const officeNs = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageNs = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** The parts of a workbook with one sheet, whose XML is given. */
export function workbookParts(sheetXml: string, options: { workbook?: string } = {}): Part[] {
  const name = options.workbook ?? 'workbook.xml';
  return [
    { name: '[Content_Types].xml', data: '<Types/>' },
    {
      name: '_rels/.rels',
      data: `<Relationships xmlns="${packageNs}"><Relationship Id="rId1" Type="${officeNs}/officeDocument" Target="xl/${name}"/></Relationships>`,
    },
    {
      name: `xl/_rels/${name}.rels`,
      data: `<Relationships xmlns="${packageNs}"><Relationship Id="rId1" Type="${officeNs}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    },
    {
      name: `xl/${name}`,
      data: `<workbook xmlns:r="${officeNs}"><workbookPr date1904="1"/><sheets><sheet name="Sheet &quot;1&quot;" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    },
    { name: 'xl/worksheets/sheet1.xml', data: sheetXml },
  ];
}

/** The XML of a worksheet with text cells. */
export function sheetXml(rows: string[][], after = ''): string {
  const body = rows.map((cells, row) => {
    const tags = cells.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`);
    return `<row r="${row + 1}">${tags.join('')}</row>`;
  });
  return `<worksheet><sheetData>${body.join('')}</sheetData>${after}</worksheet>`;
}
