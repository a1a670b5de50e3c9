import { Type } from 'typebox';
import { identityKinds } from '../../../forms/identity.ts';
import {
  Done,
  type Endpoint,
  Line,
  Nullable,
  PageOf,
  PageQuery,
} from '../../../platform/contract.ts';
import { PlaceDetails } from '../../places/contract.ts';
import { RowId } from '../contract-schemas.ts';

/** The levels of scanners, the highest first. Each is a role, which a person holds on a site. */
export const levels = ['senior', 'intermediate', 'ordinary'] as const;

export type Level = (typeof levels)[number];

export type ScannerRole = `${Level}_scanner`;

export const roleOfLevel = (level: Level): ScannerRole => `${level}_scanner`;

export function levelOfRole(role: ScannerRole): Level {
  return role.replace(/_scanner$/, '') as Level;
}

/** Whether a role is held through an assignment to a site alone, and is not given or taken by itself. */
export function isScannerRole(role: string): role is ScannerRole {
  return levels.some((level) => roleOfLevel(level) === role);
}

/** What one may do to a scanner, or undo. */
export const acts = ['disable-self', 'disable-line', 'replace'] as const;
export type Act = (typeof acts)[number];

const LevelName = Type.Enum([...levels]);
const SiteId = Type.Object({ siteId: RowId });
const ScannerId = Type.Object({ scannerId: RowId });

/** Why somebody cannot work at a site: their own flag, that of a line they stand in, the site, the account. */
const Disabled = Type.Object({
  self: Type.Boolean(),
  line: Type.Boolean(),
  /** The flag of the line that begins with this scanner; `line` is also true below one who has it. */
  ownLine: Type.Boolean(),
  site: Type.Boolean(),
  account: Type.Boolean(),
});

/** A document with its number; the action says at its field what is wrong with it. */
export const Identity = Type.Object({
  kind: Type.Enum([...identityKinds]),
  number: Type.String({ minLength: 1, maxLength: 64 }),
});

const SiteScanner = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  level: LevelName,
  superiorId: Nullable(Type.Integer()),
  /** Whether a first sign-in is finished. */
  activated: Type.Boolean(),
  disabled: Disabled,
  isOneself: Type.Boolean(),
});

const Site = Type.Object({
  id: Type.Integer(),
  nameZh: Type.String(),
  nameEn: Type.String(),
  /** The place right above it. */
  parentZh: Type.String(),
  parentEn: Type.String(),
  address: Nullable(Type.String()),
  /** Its own flag, and whether it is in use: no place above it is disabled either. */
  disabled: Type.Boolean(),
  open: Type.Boolean(),
  /** One's own level there; null for who answers for it from above. */
  level: Nullable(LevelName),
  scanners: Type.Integer(),
});

const names = { nameZh: Line(200), nameEn: Line(200) };

export const scannerEndpoints = {
  sites: {
    method: 'POST',
    path: '/sites/search',
    summary:
      'The sites that one runs, in the order in which they were added; by a part of the name',
    body: Type.Object({ ...PageQuery, text: Type.Optional(Type.String({ maxLength: 100 })) }),
    response: PageOf(Site),
  },
  site: {
    method: 'GET',
    path: '/sites/:siteId',
    summary: 'A site, with its scanners as far as they stand below one',
    params: SiteId,
    response: Type.Object({
      ...Site.properties,
      regionCode: Nullable(Type.String()),
      remark: Nullable(Type.String()),
      people: Type.Array(SiteScanner),
      /** What one may do here: the levels that one may add, and whether one may change or disable the site. */
      adds: Type.Array(LevelName),
      mayChange: Type.Boolean(),
      maySwitch: Type.Boolean(),
    }),
  },
  addSite: {
    method: 'POST',
    path: '/sites',
    summary: 'Adds a site below a site or an organisation of one’s own',
    body: Type.Object({ parentId: RowId, ...names, ...PlaceDetails }),
    response: Type.Object({ id: Type.Integer() }),
  },
  changeSite: {
    method: 'PATCH',
    path: '/sites/:siteId',
    summary: 'Changes a site’s names and where it is found',
    params: SiteId,
    body: Type.Object({ ...names, ...PlaceDetails }),
    response: Done,
  },
  switchSite: {
    method: 'PUT',
    path: '/sites/:siteId/disabled',
    summary: 'Disables a site, and with it all its users and the sites below; or removes its flag',
    params: SiteId,
    body: Type.Object({ disabled: Type.Boolean() }),
    response: Done,
  },
  siteEffect: {
    method: 'GET',
    path: '/sites/:siteId/effect',
    summary: 'Whom it concerns when the site is disabled',
    params: SiteId,
    response: Type.Object({
      /** Users of the site and of those below it. */
      people: Type.Integer(),
      sites: Type.Integer(),
      /** Those of them who work nowhere else, and so can no longer sign in. */
      shutOut: Type.Integer(),
    }),
  },
  scanners: {
    method: 'POST',
    path: '/scanners/search',
    summary:
      'The scanners of one’s sites as far as they stand below one, by name, document or phone',
    body: Type.Object({
      ...PageQuery,
      /** A part of the name, or a whole number of a document or phone: that is why it is no query. */
      text: Type.Optional(Type.String({ maxLength: 100 })),
      siteId: Type.Optional(RowId),
    }),
    response: PageOf(
      Type.Object({
        ...SiteScanner.properties,
        siteId: Type.Integer(),
        siteZh: Type.String(),
        siteEn: Type.String(),
      }),
    ),
  },
  findScanner: {
    method: 'POST',
    path: '/scanners/find',
    summary: 'The first step of adding a scanner: whether somebody with this document is known',
    body: Type.Object({ siteId: RowId, identity: Identity }),
    response: Type.Object({ known: Type.Boolean(), name: Nullable(Type.String()) }),
  },
  addScanner: {
    method: 'POST',
    path: '/scanners',
    summary: 'Adds a scanner to a site; name and phone are those of somebody who is not known yet',
    body: Type.Object({
      siteId: RowId,
      identity: Identity,
      level: LevelName,
      name: Type.Optional(Line(100)),
      phone: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
      remark: PlaceDetails.remark,
      /** Somebody new cannot sign in until an administrator enables them; an account that exists stays as it is. */
      disabled: Type.Optional(Type.Boolean()),
    }),
    response: Type.Object({ scannerId: Type.Integer(), known: Type.Boolean() }),
  },
  scannerPassword: {
    method: 'POST',
    path: '/scanners/:scannerId/password',
    summary: 'A one-time password for a scanner who has not signed in yet; it is shown only now',
    params: ScannerId,
    body: Type.Object({}),
    response: Type.Object({ oneTimePassword: Type.String() }),
  },
  changeScanner: {
    method: 'PATCH',
    path: '/scanners/:scannerId',
    summary: 'Changes the remark on a scanner at a site',
    params: ScannerId,
    body: Type.Object({ remark: PlaceDetails.remark }),
    response: Done,
  },
  scanner: {
    method: 'GET',
    path: '/scanners/:scannerId',
    summary: 'A scanner at a site; the look is noted in the audit trail',
    params: ScannerId,
    response: Type.Object({
      ...SiteScanner.properties,
      siteId: Type.Integer(),
      siteZh: Type.String(),
      siteEn: Type.String(),
      superior: Nullable(Type.String()),
      /** What they are known by, masked where it is personal. */
      identifiers: Type.Array(Type.Object({ kind: Type.String(), value: Type.String() })),
      remark: Nullable(Type.String()),
      /** The scanners below, by name: whom it concerns when the line is disabled. */
      below: Type.Array(Type.String()),
      may: Type.Array(Type.Enum([...acts])),
      /** The ordinary scanners of the site who can take their place. */
      replacements: Type.Array(Type.Object({ id: Type.Integer(), name: Type.String() })),
    }),
  },
  switchScanner: {
    method: 'PUT',
    path: '/scanners/:scannerId/disabled',
    summary:
      'Disables a scanner at a site, alone or with everybody below; or removes that flag only',
    params: ScannerId,
    body: Type.Object({
      what: Type.Enum(['self', 'line']),
      disabled: Type.Boolean(),
    }),
    response: Done,
  },
  replaceScanner: {
    method: 'POST',
    path: '/scanners/:scannerId/replacement',
    summary:
      'Puts an ordinary scanner of the site in somebody’s place, who becomes an ordinary one',
    params: ScannerId,
    body: Type.Object({ replacementId: RowId }),
    response: Done,
  },
  mine: {
    method: 'GET',
    path: '/mine',
    summary: 'By what one is known, masked where it is personal',
    response: Type.Object({
      identifiers: Type.Array(Type.Object({ kind: Type.String(), value: Type.String() })),
    }),
  },
  mySites: {
    method: 'GET',
    path: '/mine/sites',
    summary: 'The sites where one works, and for which of them one reports',
    response: Type.Array(
      Type.Object({
        id: Type.Integer(),
        nameZh: Type.String(),
        nameEn: Type.String(),
        parentId: Type.Integer(),
        parentZh: Type.String(),
        parentEn: Type.String(),
        level: LevelName,
        /** One works there: neither the site nor oneself is disabled. */
        active: Type.Boolean(),
        reports: Type.Boolean(),
        current: Type.Boolean(),
      }),
    ),
  },
  reportFor: {
    method: 'PUT',
    path: '/mine/sites',
    summary: 'Sets for which sites one reports, and at which one is now',
    body: Type.Object({
      siteIds: Type.Array(RowId, { minItems: 1, maxItems: 200, uniqueItems: true }),
      currentId: RowId,
    }),
    response: Done,
  },
} as const satisfies Record<string, Endpoint>;
