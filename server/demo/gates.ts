import { addPlace } from '../../modules/places/public.ts';
import { assignScanner, createStaff, type Level } from '../../modules/staff/public.ts';
import type { Tx } from '../../platform/platform.ts';
import { inventedDocument } from './residents.ts';

/** The invented sites of a demo and who scans there. */

type DemoScanner = {
  username: string;
  name: string;
  phone: string;
  level: Level;
  /** The user name of who stands above. */
  under?: string;
  /** Where they work; at the second one as the head of a line. */
  sites: readonly ['gate' | 'station', 'station'?];
};

/** Two lines at the main gate: somebody to see, to disable, to replace, and somebody of another line; and a sibling site. */
export const demoScanners: readonly DemoScanner[] = [
  {
    username: 'senior',
    name: 'Gao Ming',
    phone: '13800000001',
    level: 'senior',
    sites: ['gate', 'station'],
  },
  {
    ...{ username: 'middle', name: 'Zhong Hua', phone: '13800000002' },
    ...{ level: 'intermediate', under: 'senior', sites: ['gate'] },
  },
  {
    ...{ username: 'scanner', name: 'Pu Xiaoqing', phone: '13800000003' },
    ...{ level: 'ordinary', under: 'middle', sites: ['gate'] },
  },
  {
    ...{ username: 'scanner2', name: 'Pu Xiaobai', phone: '13800000004' },
    ...{ level: 'ordinary', under: 'middle', sites: ['gate'] },
  },
  { username: 'senior2', name: 'Gao Yuan', phone: '13800000005', level: 'senior', sites: ['gate'] },
  {
    ...{ username: 'scanner3', name: 'Pu Xiaohong', phone: '13800000006' },
    ...{ level: 'ordinary', under: 'senior2', sites: ['gate'] },
  },
  {
    ...{ username: 'scanner4', name: 'Pu Xiaolan', phone: '13800000007' },
    ...{ level: 'ordinary', sites: ['station'] },
  },
];

/** The organisation and its sites. */
export const demoPlaces = {
  office: { zh: '朝阳区防控办公室', en: 'Chaoyang District epidemic office' },
  gate: { zh: '示范小区北门', en: 'Model Estate, north gate' },
  station: { zh: '示范地铁站', en: 'Model metro station' },
};

/** Adds an organisation with two sites, and scanners of all levels there, below a place. */
export async function addGates(tx: Tx, parentId: number, passwordHash: string): Promise<void> {
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
  for (const [index, { username, name, phone, level, under, sites }] of demoScanners.entries()) {
    const { personId } = await createStaff(tx, {
      ...{ username, name, passwordHash },
      identifiers: [
        { kind: 'phone', value: phone },
        { kind: 'identity', value: inventedDocument(index) },
      ],
    });
    const superior = (under && known.get(under)) || null;
    const [first, second] = sites;
    const siteId = { gate, station }[first].id;
    const id = await assignScanner(tx, { personId, siteId, level, superior });
    if (second) await assignScanner(tx, { personId, siteId: station.id, level, superior: null });
    known.set(username, { personId, id, level });
  }
}
