import { Type } from 'typebox';
import {
  Day,
  Done,
  defineAuditActions,
  definePermissions,
  defineProblems,
  type Endpoint,
  Id,
  Instant,
  Line,
  Nullable,
  PageOf,
  PageQuery,
} from '../../../platform/contract.ts';
import { Role, RoleCode } from '../../access/contract.ts';

const ApiKey = Type.Object({
  id: Id,
  name: Type.String(),
  /** The last characters of the key. */
  ending: Type.String(),
  /** What it may do; null once it was revoked. */
  role: Nullable(Role),
  placeId: Type.Integer(),
  placeZh: Type.String(),
  placeEn: Type.String(),
  createdBy: Type.String(),
  /** The account of whoever made it is disabled; the key opens nothing meanwhile. */
  isStopped: Type.Boolean(),
  createdAt: Instant,
  expiresAt: Instant,
  revokedAt: Nullable(Instant),
  /** To the minute. */
  usedAt: Nullable(Instant),
});

/** The longest that a key is good for, in days. */
export const longestKey = 366;

export const apiKeyEndpoints = {
  apiKeys: {
    method: 'GET',
    path: '/api-keys',
    summary: 'Keys of other systems at or below one’s own places, newest first',
    query: Type.Object(PageQuery),
    response: PageOf(ApiKey),
  },
  addApiKey: {
    method: 'POST',
    path: '/api-keys',
    summary: 'Makes a key for imports and exports without a person; it is shown only now',
    body: Type.Object({
      name: Line(100),
      role: RoleCode,
      placeId: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
      /** The last day on which it is good, by UTC. */
      lastDay: Day,
    }),
    response: Type.Object({ id: Id, key: Type.String() }),
  },
  revokeApiKey: {
    method: 'DELETE',
    path: '/api-keys/:id',
    summary: 'Makes a key worth nothing from the next request on',
    params: Type.Object({ id: Id }),
    response: Done,
  },
} as const satisfies Record<string, Endpoint>;

export const apiKeyProblems = defineProblems({
  key_days: {
    status: 422,
    zh: '请选择今天之后、{max} 天以内的日期。',
    en: 'Please choose a day after today, and no more than {max} days ahead.',
  },
  api_key_revoked: { status: 409, zh: '这个密钥已作废。', en: 'This key was revoked already.' },
});

export const apiKeyPermissions = definePermissions({
  'key.manage': {
    zh: '管理外部系统的接口密钥',
    en: 'Manage keys with which other systems import and export',
  },
});

export const apiKeyActions = defineAuditActions({
  'key.added': { zh: '创建接口密钥', en: 'Made an API key' },
  'key.revoked': { zh: '作废接口密钥', en: 'Revoked an API key' },
});
