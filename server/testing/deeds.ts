/** Tables of who may do what to whom: one line for each deed, one letter for each who tries it. */
import { openRookery } from '../../forms/testing/rookery.ts';
import { addPlace, type PlaceRow } from '../../modules/places/public.ts';
import { createProgramme, type Programme } from '../../modules/programmes/public.ts';
import { staff } from '../../modules/staff/contract.ts';
import { assignScanner, createStaff, type Level } from '../../modules/staff/public.ts';
import type { App } from '../../platform/contract.ts';
import { staffRealm } from '../../platform/scope.ts';
import { type Cast, gather, weighInDays } from './cast.ts';
import { asIdentifier } from './documents.ts';
import { type Client, type Kit, startKit } from './kit.ts';

/** What comes of a deed that is refused, by the stable code of the answer. */
const letters: Record<string, string> = {
  not_signed_in: '-',
  forbidden: 'f',
  not_found: 'n',
  not_oneself: 'o',
  own_code: 'o',
  own_order: 'o',
  place_is_own: 'o',
  own_line: 'l',
  level_too_low: 'r',
  scanner_has_other_roles: 'f',
  site_not_active: 'x',
  order_decided: 'a',
  own_document_missing: 'd',
};

const legend = `\
+ done            f forbidden    o oneself, or one’s own         r of too low a level    a what is another’s
- not signed in   n not found    l a line in which they stand    x disabled there        d no document on record
`;

/** Somebody who tries deeds; each time anew, since one of them may have ended the session. */
export type Trier = { personId: string; realm: string; app: App };

export type Deed = (
  by: Client,
  who: Trier,
) => Promise<{ status: number; body: { code?: string } | undefined }>;

/** Has everybody try every deed, one after the other, and draws what came of it; `before` each deed something is done. */
export async function drawn(
  kit: Kit,
  who: Record<string, Trier>,
  deeds: Record<string, Deed>,
  before: () => void = () => {},
): Promise<string> {
  const names = Object.keys(who);
  const width = Math.max(...Object.keys(deeds).map((deed) => deed.length));
  const line = (head: string, cells: string[]) =>
    `${head.padEnd(width)} ${cells.map((cell, nth) => cell.padEnd(names[nth]?.length ?? 0)).join(' ')}`.trimEnd();
  const lines = [legend, line('', names)];
  for (const [name, deed] of Object.entries(deeds)) {
    before();
    const cells: string[] = [];
    for (const trier of Object.values(who)) {
      const { status, body } = await deed(await kit.as(trier), trier);
      cells.push(status < 300 ? '+' : (letters[body?.code ?? ''] ?? `${status} ${body?.code}`));
    }
    lines.push(line(name, cells));
  }
  return `\n${lines.join('\n')}\n`;
}

/**
 * The stage of these tables: in the northern colony a port with a gate within and, within the gate, a hatch; beside the
 * port a pier; a quay in the southern colony, and a whole other tree.
 */
export type Stage = {
  kit: Kit;
  cast: Cast;
  programme: Programme;
  sites: Record<'port' | 'gate' | 'hatch' | 'pier' | 'quay', PlaceRow>;
  /** The root of a tree that has nothing to do with this one. */
  arctic: PlaceRow;
};

export async function setStage(): Promise<Stage> {
  const kit = await startKit();
  const cast = await gather(kit);
  const { station, north, south } = cast.places;
  return kit.platform.transaction(null, async (tx) => {
    const place = (code: string, parent: PlaceRow | null, kind: PlaceRow['kind'] = 'site') =>
      addPlace(tx, { parentId: parent?.id ?? null, kind, code, zh: code, en: code });
    const programme = await createProgramme(tx, {
      ...{ content: openRookery, code: 'rookery', place: { id: station.id } },
      ...weighInDays,
    });
    const port = await place('port', north);
    const gate = await place('gate', port);
    const sites = {
      ...{ port, gate, hatch: await place('hatch', gate) },
      ...{ pier: await place('pier', north), quay: await place('quay', south) },
    };
    return { kit, cast, programme, sites, arctic: await place('arctic', null, 'organisation') };
  });
}

let count = 0;

/** A member of staff, with a document on record unless told otherwise and, in the console, a role on a place. */
export async function hire(
  { kit }: Pick<Stage, 'kit'>,
  given: { role?: string; place?: PlaceRow; app?: App; documented?: boolean } = {},
): Promise<Trier> {
  count += 1;
  const { role, place, app = 'console', documented = true } = given;
  const { personId } = await kit.platform.transaction(null, (tx) =>
    createStaff(tx, {
      ...{ username: `hired-${count}`, name: `Hired ${count}` },
      ...(documented && { identifiers: [asIdentifier()] }),
      ...(role && place && { role, placeId: place.id }),
    }),
  );
  return { personId, realm: staffRealm, app };
}

/** Somebody who is disabled at a site, and works at another one. */
export async function disabledScanner(
  stage: Stage,
  at: PlaceRow,
  elsewhere: PlaceRow,
): Promise<Scanner> {
  const disabled = await scanner(stage, at, 'senior');
  await stage.kit.platform.transaction(null, (tx) =>
    assignScanner(tx, { ...disabled, siteId: elsewhere.id, superior: null }),
  );
  await disable(stage, disabled);
  return disabled;
}

/** 禁用本人, by an administrator. */
export async function disable(stage: Stage, { id }: Scanner): Promise<void> {
  const by = await stage.kit.as(
    await hire(stage, { role: 'administrator', place: stage.cast.places.root }),
  );
  const params = { scannerId: id };
  await by.get(staff.switchScanner, { params, body: { what: 'self', disabled: true } });
}

export type Scanner = Trier & { id: number; level: Level };

/** A scanner at a site, under a superior or as the head of a line. */
export async function scanner(
  stage: Stage,
  site: PlaceRow,
  level: Level,
  superior: Scanner | null = null,
): Promise<Scanner> {
  const hired = await hire(stage, { app: 'field' });
  const id = await stage.kit.platform.transaction(null, (tx) =>
    assignScanner(tx, { personId: hired.personId, siteId: site.id, level, superior }),
  );
  return { ...hired, id, level };
}
