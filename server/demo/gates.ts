import { prcCheckDigit } from '../../forms/identity.ts';
import { addPlace, type PlaceRow } from '../../modules/places/public.ts';
import { assignScanner, createStaff, type Level } from '../../modules/staff/public.ts';
import type { Tx } from '../../platform/platform.ts';

/** The invented sites of a demo and who scans there. */

type DemoScanner = {
  username: string;
  name: string;
  phone: string;
  level: Level;
  /** The user name of who stands above. */
  under?: string;
  /** A further site, as the head of a line there. */
  also?: 'station';
};

/** Two lines at the main gate: somebody to see, to disable, to replace, and somebody of another line. */
export const demoScanners: readonly DemoScanner[] = [
  { username: 'senior', name: 'Gao Ming', phone: '13800000001', level: 'senior', also: 'station' },
  {
    ...{ username: 'middle', name: 'Zhong Hua', phone: '13800000002' },
    ...{ level: 'intermediate', under: 'senior' },
  },
  {
    ...{ username: 'scanner', name: 'Pu Xiaoqing', phone: '13800000003' },
    ...{ level: 'ordinary', under: 'middle' },
  },
  {
    ...{ username: 'scanner2', name: 'Pu Xiaobai', phone: '13800000004' },
    ...{ level: 'ordinary', under: 'middle' },
  },
  { username: 'senior2', name: 'Gao Yuan', phone: '13800000005', level: 'senior' },
  {
    ...{ username: 'scanner3', name: 'Pu Xiaohong', phone: '13800000006' },
    ...{ level: 'ordinary', under: 'senior2' },
  },
];

/** The organisation and its sites. */
export const demoPlaces = {
  office: { zh: '朝阳区防控办公室', en: 'Chaoyang District epidemic office' },
  gate: { zh: '示范小区北门', en: 'Model Estate, north gate' },
  station: { zh: '示范地铁站', en: 'Model metro station' },
};

/** A number that is formed like one and that nobody has: born in the year of grace 1900. */
const documentOf = (index: number): string => {
  const digits = `22010219000101${String(index + 1).padStart(3, '0')}`;
  return `prc_id ${digits}${prcCheckDigit(digits)}`;
};

export type DemoSites = { office: PlaceRow; gate: PlaceRow; station: PlaceRow };

/** Adds an organisation with two sites, and scanners of all levels there, below a place. */
export async function addGates(
  tx: Tx,
  parentId: number,
  passwordHash: string,
): Promise<DemoSites & { scanners: Map<string, string> }> {
  const office = await addPlace(tx, {
    ...{ parentId, kind: 'organisation', code: 'epidemic-office' },
    ...demoPlaces.office,
    ...{ regionCode: '220104', address: 'Model Street 1' },
  });
  const site = (code: string, names: { zh: string; en: string }, address: string) =>
    addPlace(tx, {
      ...{ parentId: office.id, kind: 'site', code, ...names },
      ...{ regionCode: '220104', address },
    });
  const gate = await site('north-gate', demoPlaces.gate, 'Model Street 8');
  const station = await site('station', demoPlaces.station, 'Model Street 20');
  const known = new Map<string, { personId: string; id: number; level: Level }>();
  for (const [index, { username, name, phone, level, under, also }] of demoScanners.entries()) {
    const { personId } = await createStaff(tx, {
      ...{ username, name, passwordHash },
      identifiers: [
        { kind: 'phone', value: phone },
        { kind: 'identity', value: documentOf(index) },
      ],
    });
    const superior = (under && known.get(under)) || null;
    const id = await assignScanner(tx, { personId, siteId: gate.id, level, superior });
    if (also) await assignScanner(tx, { personId, siteId: station.id, level, superior: null });
    known.set(username, { personId, id, level });
  }
  const scanners = new Map([...known].map(([username, { personId }]) => [username, personId]));
  return { office, gate, station, scanners };
}
