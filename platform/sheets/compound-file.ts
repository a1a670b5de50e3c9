import { Stop } from './stop.ts';

/** Compound files (OLE), in which old workbooks and those with a password lie. */

const endOfChain = 0xfffffffe;
const free = 0xffffffff;
const headerBytes = 512;
const entryBytes = 128;

type CompoundFile = {
  /** Names of the streams, and of the folders that hold some. */
  names: string[];
  stream(name: string): Buffer | undefined;
};

type Entry = { name: string; kind: number; start: number; size: number };

/** Opens a compound file; what contradicts itself is damage. Costs one look at each sector. */
export function openCompoundFile(bytes: Buffer): CompoundFile {
  const major = bytes.readUInt16LE(26);
  const sectorBytes = 1 << bytes.readUInt16LE(30);
  if ((major !== 3 && major !== 4) || (sectorBytes !== 512 && sectorBytes !== 4096))
    throw damaged();
  const sectors = Math.floor((bytes.length - headerBytes) / sectorBytes) + 1;
  const sector = (index: number): Buffer => {
    if (index >= sectors) throw damaged();
    // Sector 0 stands behind the header, which takes a whole sector.
    return bytes.subarray((index + 1) * sectorBytes, (index + 2) * sectorBytes);
  };
  const table = allocationTable(bytes, sector, sectors, sectorBytes);
  const chain = (start: number, next: (index: number) => number, max: number): number[] => {
    const list: number[] = [];
    for (let at = start; at !== endOfChain && at !== free; at = next(at)) {
      list.push(at);
      if (list.length > max) throw damaged();
    }
    return list;
  };
  const read = (start: number) =>
    Buffer.concat(chain(start, (at) => table[at] ?? free, sectors).map(sector));

  const entries = directoryOf(read(bytes.readUInt32LE(48)));
  const root = entries.find(({ kind }) => kind === 5);
  const smallLimit = bytes.readUInt32LE(56);
  const small = root && root.size > 0 ? read(root.start) : Buffer.alloc(0);
  const smallStart = bytes.readUInt32LE(60);
  const smallTable = smallStart === endOfChain ? Buffer.alloc(0) : read(smallStart);
  const smallBytes = 64;
  const readSmall = (start: number) => {
    const next = (at: number) =>
      at * 4 + 4 <= smallTable.length ? smallTable.readUInt32LE(at * 4) : free;
    const list = chain(start, next, small.length / smallBytes + 1);
    return Buffer.concat(list.map((at) => small.subarray(at * smallBytes, (at + 1) * smallBytes)));
  };
  return {
    names: entries.map(({ name }) => name),
    stream(name) {
      const entry = entries.find((each) => each.kind === 2 && each.name === name);
      if (!entry || entry.size > bytes.length) return undefined;
      const whole = entry.size < smallLimit ? readSmall(entry.start) : read(entry.start);
      return whole.subarray(0, entry.size);
    },
  };
}

/** Which sector follows which. The header lists the first 109 sectors of this table, a chain the others. */
function allocationTable(
  bytes: Buffer,
  sector: (index: number) => Buffer,
  sectors: number,
  sectorBytes: number,
): Uint32Array {
  const parts: number[] = [];
  for (let at = 76; at < headerBytes; at += 4) parts.push(bytes.readUInt32LE(at));
  const perSector = sectorBytes / 4 - 1;
  let more = bytes.readUInt32LE(68);
  for (let count = 0; more !== endOfChain && more !== free; count += 1) {
    if (count > sectors) throw damaged();
    const list = sector(more);
    for (let n = 0; n < perSector; n += 1) parts.push(list.readUInt32LE(n * 4));
    more = list.readUInt32LE(perSector * 4);
  }
  const table = new Uint32Array(sectors);
  let at = 0;
  for (const part of parts) {
    if (part === free) continue;
    const list = sector(part);
    for (let n = 0; n + 4 <= list.length && at < sectors; n += 4) {
      table[at] = list.readUInt32LE(n);
      at += 1;
    }
  }
  return table;
}

function directoryOf(directory: Buffer): Entry[] {
  const entries: Entry[] = [];
  for (let at = 0; at + entryBytes <= directory.length; at += entryBytes) {
    const nameBytes = Math.min(directory.readUInt16LE(at + 64), 64);
    const kind = directory.readUInt8(at + 66);
    if (kind === 0 || nameBytes < 2) continue;
    entries.push({
      name: directory.toString('utf16le', at, at + nameBytes - 2),
      kind,
      start: directory.readUInt32LE(at + 116),
      size: directory.readUInt32LE(at + 120),
    });
  }
  return entries;
}

const damaged = () => new Stop('sheet_not_readable');
