import { type Static, Type } from 'typebox';
import {
  contract,
  defineAuditActions,
  definePermissions,
  defineProblems,
  groupPermissions,
  Line,
  Nullable,
  PageOf,
  PageQuery,
  TextSchema,
} from '../../platform/contract.ts';

const PlaceKind = Type.Enum(['region', 'organisation', 'site']);
export type PlaceKind = Static<typeof PlaceKind>;

/** Below what a place of a kind may stand. Gates of a site are sites below it. */
const nesting: readonly { kind: PlaceKind; kinds: readonly PlaceKind[] }[] = [
  { kind: 'region', kinds: ['region', 'organisation'] },
  { kind: 'organisation', kinds: ['region', 'organisation'] },
  { kind: 'site', kinds: ['organisation', 'site'] },
];

export const parentKindsOf = (wanted: PlaceKind): readonly PlaceKind[] =>
  nesting.find(({ kind }) => kind === wanted)?.kinds ?? [];

const name = Line(200);

const Place = Type.Object({
  id: Type.Integer(),
  parentId: Nullable(Type.Integer()),
  kind: PlaceKind,
  code: Type.String(),
  nameZh: Type.String(),
  nameEn: Type.String(),
  path: Type.String(),
  /** Its own flag; whatever stands below a disabled place is closed with it. */
  disabled: Type.Boolean(),
});

/** A code of GB/T 2260. */
const RegionCode = Type.String({ pattern: '^\\d{6}$' });

/** A text that can be taken away again; of one that is wrong, only one mistake is told. */
const orNothing = (schema: object) =>
  Type.Optional(Type.Unsafe<string | null>({ type: 'string', nullable: true, ...schema }));

/** Where a place is found, as it is typed; what is left out stays as it is. */
export const PlaceDetails = {
  /** GB/T 2260, of the district where it stands. */
  regionCode: orNothing(RegionCode),
  address: orNothing(Line(200)),
  remark: orNothing(Line(500)),
};

const PlaceName = Type.Object({
  id: Type.Integer(),
  nameZh: Type.String(),
  nameEn: Type.String(),
});

const FoundPlace = Type.Object({
  ...Place.properties,
  regionCode: Nullable(Type.String()),
  /** The whole name of that region: 吉林省长春市朝阳区. */
  region: Nullable(TextSchema),
  address: Nullable(Type.String()),
  remark: Nullable(Type.String()),
  /** Neither it nor any place above it is disabled. */
  open: Type.Boolean(),
  /** The places above it that one may see, the highest first: they tell equal names apart. */
  above: Type.Array(PlaceName),
});

const WholePlace = Type.Object({
  ...FoundPlace.properties,
  /** Another one once somebody has changed the names or where it is found. */
  revision: Type.String(),
});

const RowId = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });
const PlaceId = Type.Object({ id: RowId });

/** By which names a list is sorted. */
const lang = Type.Optional(Type.Enum(['zh', 'en']));

export const places = contract('places', {
  regions: {
    method: 'GET',
    path: '/regions',
    summary: 'The divisions of GB/T 2260 directly below one, or the provinces',
    query: Type.Object({ below: Type.Optional(RegionCode) }),
    response: Type.Array(
      Type.Object({
        code: Type.String(),
        name: Type.Object({ zh: Type.String(), en: Type.String() }),
        hasChildren: Type.Boolean(),
      }),
    ),
  },
  children: {
    method: 'GET',
    path: '/children',
    summary: 'The places directly below one, by name; without one, the highest that one may see',
    query: Type.Object({
      placeId: Type.Optional(RowId),
      /** Of this kind alone; without a parent, those that stand below none of their kind. */
      kind: Type.Optional(PlaceKind),
      lang,
      ...PageQuery,
    }),
    response: PageOf(
      Type.Object({
        ...Place.properties,
        open: Type.Boolean(),
        /** Something stands below it; of the kind that was asked for. */
        hasChildren: Type.Boolean(),
      }),
    ),
  },
  /** A read, and yet a POST: what is typed to look for something has no place in an address. */
  search: {
    method: 'POST',
    path: '/search',
    summary: 'Those that hold a text in their name or code, with what stands above them',
    body: Type.Object({
      text: Type.Optional(Type.String({ maxLength: 100 })),
      kind: Type.Optional(PlaceKind),
      /** GB/T 2260: places within a division, by where they are found or by the region above them. */
      region: Type.Optional(RegionCode),
      /** A place and all below it. */
      belowId: Type.Optional(RowId),
      open: Type.Optional(Type.Boolean()),
      lang,
      ...PageQuery,
    }),
    response: PageOf(FoundPlace),
  },
  create: {
    method: 'POST',
    path: '/',
    summary: 'Adds a place below one of one’s own',
    body: Type.Object({
      parentId: PlaceId.properties.id,
      kind: PlaceKind,
      /** Made where it is left out; of a region it is that of GB/T 2260. */
      code: Type.Optional(Line(100)),
      nameZh: name,
      /** Where there is none, English pages show the Chinese one. */
      nameEn: Type.Optional(name),
      ...PlaceDetails,
    }),
    response: Place,
  },
  get: {
    method: 'GET',
    path: '/:id',
    summary: 'A place with where it is found',
    params: PlaceId,
    response: WholePlace,
  },
  rename: {
    method: 'PATCH',
    path: '/:id',
    summary: 'Changes a place’s names and where it is found',
    params: PlaceId,
    body: Type.Object({
      nameZh: name,
      nameEn: name,
      ...PlaceDetails,
      /** The one that was seen: refused when somebody has changed the place since. */
      revision: Type.Optional(Type.String({ maxLength: 100 })),
    }),
    response: Place,
  },
  sums: {
    method: 'GET',
    path: '/:id/sums',
    summary: 'How many places stand below one',
    params: PlaceId,
    response: Type.Object({
      regions: Type.Integer(),
      organisations: Type.Integer(),
      sites: Type.Integer(),
    }),
  },
  move: {
    method: 'POST',
    path: '/:id/move',
    summary: 'Puts a place with everything below it under another one',
    params: PlaceId,
    body: Type.Object({
      parentId: RowId,
      /** Where it stood when somebody looked: refused when it has been moved since. */
      fromId: RowId,
    }),
    response: Place,
  },
  setDisabled: {
    method: 'PUT',
    path: '/:id/disabled',
    summary: 'Takes a place out of use with all below it, or back into use',
    params: PlaceId,
    body: Type.Object({ disabled: Type.Boolean() }),
    response: Place,
  },
});

export const placesProblems = defineProblems({
  place_code_taken: {
    status: 409,
    zh: '同一级已有这个代码。',
    en: 'Another one at the same level has this code already.',
  },
  region_code_taken: {
    status: 409,
    zh: '已有这个代码的地区。',
    en: 'There is a region with this code already.',
  },
  place_region_unknown: {
    status: 422,
    zh: '没有这个地区，请重新选择。',
    en: 'There is no such region. Please choose again.',
  },
  place_is_own: {
    status: 409,
    zh: '这是您自己所在的机构或站点，只能由上级停用或启用。',
    en: 'You belong to this place yourself. Only somebody above it can disable or enable it.',
  },
  place_changed: {
    status: 409,
    zh: '您查看之后，别人已经修改。',
    en: 'Somebody has changed this since you opened it.',
  },
  place_moved: {
    status: 409,
    zh: '您查看之后，别人已经移动。请刷新后再试。',
    en: 'Somebody has moved this since you opened it. Please reload and try again.',
  },
  place_move_own: {
    status: 409,
    zh: '这是您自己所在的机构或站点，只能由上级移动。',
    en: 'You belong to this place yourself. Only somebody above it can move it.',
  },
  place_below_itself: {
    status: 422,
    zh: '不能移动到它自己或它的下级。',
    en: 'A place cannot be moved below itself.',
  },
  place_parent_unfit: {
    status: 422,
    zh: '这种类型不能放在所选的上级之下：站点属于机构；地区和机构属于地区或机构。',
    en: 'This type does not go there: sites belong to organisations; regions and organisations to regions or organisations.',
  },
  place_code_needed: {
    status: 422,
    zh: '请选择地区。',
    en: 'Please choose a region.',
  },
});

export const placesPermissions = definePermissions({
  'place.read': { zh: '查看机构', en: 'View organisations' },
  'place.manage': { zh: '添加和修改机构', en: 'Add and change organisations' },
  'place.export': { zh: '导出机构和站点', en: 'Export organisations and sites' },
});

export const placesPermissionGroup = groupPermissions(
  'places',
  { zh: '机构', en: 'Organisations' },
  placesPermissions,
);

export const placesActions = defineAuditActions({
  'place.created': { zh: '添加机构', en: 'Added organisation' },
  'place.renamed': { zh: '修改机构名称', en: 'Renamed organisation' },
  'place.changed': { zh: '修改机构信息', en: 'Changed details of organisation' },
  'place.disabled': { zh: '停用机构或站点', en: 'Disabled organisation or site' },
  'place.moved': { zh: '移动机构或站点', en: 'Moved organisation or site' },
  'place.moved_away': { zh: '移出下级机构或站点', en: 'Moved organisation or site away' },
  'place.enabled': { zh: '启用机构或站点', en: 'Enabled organisation or site' },
});
