import type { Platform, Tx } from '../../../platform/platform.ts';
import { hashSecret } from '../../people/public.ts';
import { addPlace, type PlaceRow } from '../../places/public.ts';
import { createStaff } from '../create.ts';
import { assignScanner } from './actions.ts';
import type { Level } from './contract.ts';

/** For tests alone: an organisation with two sites, and lines of scanners at the first. */

export const scannerPassword = 'gate-and-scan-7';

/** Somebody of the crew: as whom they sign in, and their assignment to the main gate. */
export type Member = { personId: string; username: string; scannerId: number };

const lines = {
  s1: null,
  i1: 's1',
  o1: 'i1',
  o2: 'i1',
  o3: 's1',
  s2: null,
  i2: 's2',
  o4: 'i2',
} as const;

export type MemberName = keyof typeof lines;

export type Crew = Record<MemberName, Member> & {
  places: Record<'root' | 'office' | 'gate' | 'pier' | 'elsewhere', PlaceRow>;
  chief: { personId: string; username: string };
};

const levelOf = (name: string): Level =>
  ({ s: 'senior', i: 'intermediate', o: 'ordinary' })[name[0] as 's' | 'i' | 'o'] as Level;

/** Gathers a crew; `prefix` keeps the user names of several apart. */
export async function gatherCrew(platform: Platform, prefix = 'crew'): Promise<Crew> {
  const passwordHash = await hashSecret(scannerPassword);
  return platform.transaction(null, async (tx) => {
    const place = (code: string, parent: PlaceRow | null, kind: PlaceRow['kind']) =>
      addPlace(tx, {
        ...{ parentId: parent?.id ?? null, kind, code: `${prefix}-${code}` },
        ...{ zh: code, en: `${prefix} ${code}` },
      });
    const root = await place('root', null, 'organisation');
    const office = await place('office', root, 'organisation');
    const gate = await place('gate', office, 'site');
    const pier = await place('pier', office, 'site');
    const elsewhere = await place('elsewhere', root, 'organisation');
    const hire = (name: string, rest: object = {}) =>
      createStaff(tx, {
        username: `${prefix}.${name}`,
        name: `Crew ${name}`,
        passwordHash,
        ...rest,
      });
    const chief = await hire('chief', { role: 'administrator', placeId: root.id });
    const crew = new Map<MemberName, Member & { level: Level }>();
    for (const [name, upper] of Object.entries(lines) as [MemberName, MemberName | null][]) {
      const { personId } = await hire(name);
      const above = upper ? crew.get(upper) : undefined;
      const superior = above ? { id: above.scannerId, level: above.level } : null;
      const level = levelOf(name);
      const scannerId = await assignScanner(tx, { personId, siteId: gate.id, level, superior });
      crew.set(name, { personId, username: `${prefix}.${name}`, scannerId, level });
    }
    return {
      ...(Object.fromEntries(crew) as unknown as Record<MemberName, Member>),
      chief: { ...chief, username: `${prefix}.chief` },
      places: { root, office, gate, pier, elsewhere },
    };
  });
}

/** Assigns somebody of the crew to a further site. */
export function assign(tx: Tx, { personId }: { personId: string }, site: PlaceRow, level: Level) {
  return assignScanner(tx, { personId, siteId: site.id, level, superior: null });
}
