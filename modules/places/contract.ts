import { Type } from 'typebox';
import {
  contract,
  defineAuditActions,
  definePermissions,
  defineProblems,
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
});

/** A code of GB/T 2260. */
const RegionCode = Type.String({ pattern: '^\\d{6}$' });

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
    }),
    response: Place,
  },
  rename: {
    method: 'PATCH',
    path: '/:id',
    summary: 'Changes a place’s names',
    params: PlaceId,
    body: Type.Object({ nameZh: name, nameEn: name }),
    response: Place,
  },
});

export const placesProblems = defineProblems({
  place_code_taken: {
    status: 409,
    zh: '同一级已有这个代码。',
    en: 'An organisation beside it has this code already.',
  },
});

export const placesPermissions = definePermissions({
  'place.read': { zh: '查看机构', en: 'View organisations' },
  'place.manage': { zh: '添加和修改机构', en: 'Add and change organisations' },
});

export const placesActions = defineAuditActions({
  'place.created': { zh: '添加机构', en: 'Added organisation' },
  'place.renamed': { zh: '修改机构名称', en: 'Renamed organisation' },
});
