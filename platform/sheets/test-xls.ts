/** Workbooks of Excel 97 to 2003 by hand: no library writes them. */

type XlsCell = string | number | null | { serial: number };
type XlsSheet = { name: string; hidden?: boolean; rows: XlsCell[][] };

const id = {
  ...{ bof: 0x809, eof: 0x0a, boundSheet: 0x85, xf: 0xe0, filePass: 0x2f },
  ...{ label: 0x204, number: 0x203, mergeCells: 0xe5 },
};

function record(kind: number, ...parts: Buffer[]): Buffer {
  const data = Buffer.concat(parts);
  return Buffer.concat([u16(kind, data.length), data]);
}

function u16(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  for (const [at, value] of values.entries()) bytes.writeUInt16LE(value, at * 2);
  return bytes;
}

function u32(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [at, value] of values.entries()) bytes.writeUInt32LE(value >>> 0, at * 4);
  return bytes;
}

/** Which version of the format a stream is in: 0x600 is that of Excel 97. */
const start = (version: number, kind: number) =>
  record(id.bof, u16(version, kind, 0, 0), u32(0, 0));

/** A workbook; `password` makes one that says it is protected, `version` one of before Excel 97. */
export function xls(sheets: XlsSheet[], given: { password?: true; version?: number } = {}): Buffer {
  const { password, version = 0x600 } = given;
  const bodies = sheets.map(({ rows }) => sheetOf(rows, version));
  const formats = [0, 14].map((format) => record(id.xf, u16(0, format), Buffer.alloc(16)));
  const head = [
    start(version, 5),
    ...(password ? [record(id.filePass, u16(1, 1, 1), Buffer.alloc(48))] : []),
    ...formats,
  ];
  const listed = (positions: number[]) =>
    sheets.map(({ name, hidden }, index) =>
      record(
        id.boundSheet,
        u32(positions[index] ?? 0),
        Buffer.from([hidden ? 1 : 0, 0, name.length, 1]),
        Buffer.from(name, 'utf16le'),
      ),
    );
  const end = record(id.eof);
  const globals = Buffer.concat([...head, ...listed([]), end]).length;
  let position = globals;
  const positions = bodies.map((body) => {
    position += body.length;
    return position - body.length;
  });
  const stream = Buffer.concat([...head, ...listed(positions), end, ...bodies]);
  return compound(version === 0x600 ? 'Workbook' : 'Book', stream);
}

function sheetOf(rows: XlsCell[][], version: number): Buffer {
  const cells = rows.flatMap((row, rowIndex) =>
    row.flatMap((cell, column) => {
      if (cell === null) return [];
      if (typeof cell === 'string') {
        const text = Buffer.from(cell, 'utf16le');
        return record(
          id.label,
          u16(rowIndex, column, 0, cell.length),
          Buffer.concat([Buffer.from([1]), text]),
        );
      }
      const number = Buffer.alloc(8);
      number.writeDoubleLE(typeof cell === 'number' ? cell : cell.serial);
      return record(id.number, u16(rowIndex, column, typeof cell === 'number' ? 0 : 1), number);
    }),
  );
  return Buffer.concat([start(version, 0x10), ...cells, record(id.eof)]);
}

const sectorBytes = 512;
const [free, endOfChain, tableSector] = [0xffffffff, 0xfffffffe, 0xfffffffd];

/** A compound file with one stream, which is filled up so that it counts as a large one. */
export function compound(name: string, content: Buffer): Buffer {
  const size = Math.max(content.length, 4096);
  const sectors = Math.ceil(size / sectorBytes);
  const stream = Buffer.concat([content, Buffer.alloc(sectors * sectorBytes - content.length)]);
  // Tables first, then the directory, then the stream.
  const perTable = sectorBytes / 4;
  const tables = Math.ceil((sectors + 2) / (perTable - 1));
  const table = new Array<number>(tables * perTable).fill(free);
  for (let at = 0; at < tables; at += 1) table[at] = tableSector;
  table[tables] = endOfChain;
  const first = tables + 1;
  for (let at = 0; at < sectors; at += 1) {
    table[first + at] = at === sectors - 1 ? endOfChain : first + at + 1;
  }
  const header = Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(16),
    u16(0x3e, 3, 0xfffe, 9, 6, 0, 0, 0),
    u32(0, tables, tables, 0, 4096, endOfChain, 0, endOfChain, 0),
    u32(...Array.from({ length: 109 }, (_, at) => (at < tables ? at : free))),
  ]);
  const directory = [entry('Root Entry', 5, endOfChain, 0), entry(name, 2, first, size)];
  return Buffer.concat([
    header,
    u32(...table),
    ...directory,
    Buffer.alloc(sectorBytes - directory.length * 128),
    stream,
  ]);
}

function entry(name: string, kind: number, from: number, size: number): Buffer {
  const bytes = Buffer.alloc(128);
  bytes.write(name, 'utf16le');
  bytes.writeUInt16LE((name.length + 1) * 2, 64);
  bytes.writeUInt8(kind, 66);
  bytes.writeUInt8(1, 67);
  for (const at of [68, 72, 76]) bytes.writeUInt32LE(free, at);
  if (kind === 5) bytes.writeUInt32LE(1, 76);
  bytes.writeUInt32LE(from, 116);
  bytes.writeUInt32LE(size, 120);
  return bytes;
}
