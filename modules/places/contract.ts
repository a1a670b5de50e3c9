import { Type } from 'typebox';
import {
  contract,
  defineAuditActions,
  definePermissions,
  defineProblems,
  groupPermissions,
  Line,
  Nullable,
} from '../../platform/contract.ts';

const PlaceKind = Type.Enum(['region', 'organisation', 'site']);

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

const WholePlace = Type.Object({
  ...Place.properties,
  regionCode: Nullable(Type.String()),
  address: Nullable(Type.String()),
  remark: Nullable(Type.String()),
  /** Neither it nor any place above it is disabled. */
  open: Type.Boolean(),
});

const PlaceId = Type.Object({ id: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }) });

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
  list: {
    method: 'GET',
    path: '/',
    summary: 'Every place that one may see, parents before children',
    response: Type.Array(Place),
  },
  create: {
    method: 'POST',
    path: '/',
    summary: 'Adds a place below one of one’s own',
    body: Type.Object({
      parentId: PlaceId.properties.id,
      kind: PlaceKind,
      code: Line(100),
      nameZh: name,
      nameEn: name,
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
    body: Type.Object({ nameZh: name, nameEn: name, ...PlaceDetails }),
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
    en: 'An organisation beside it has this code already.',
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
  'place.enabled': { zh: '启用机构或站点', en: 'Enabled organisation or site' },
});
