import { Type } from 'typebox';
import {
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

/** What an address can be told of. */
export const webhookKinds = {
  alert: { zh: '新的健康预警', en: 'A new health alert' },
  high: { zh: '站点测得体温异常', en: 'A high temperature at a site' },
  import: { zh: '名单导入完成', en: 'A roster import that ended' },
  day: { zh: '前一日的填报数字', en: 'The figures of the day before' },
} as const;

export type WebhookKind = keyof typeof webhookKinds;
const Kinds = Type.Array(Type.Enum(Object.keys(webhookKinds) as WebhookKind[]), {
  minItems: 1,
  maxItems: 4,
  uniqueItems: true,
});

const RowId = Type.Integer({ minimum: 1, maximum: 2 ** 53 - 1 });
const Params = Type.Object({ id: Id });
const Url = Type.String({ minLength: 1, maxLength: 1000 });

const Webhook = Type.Object({
  id: Id,
  name: Type.String(),
  /** Scheme and host alone: the rest may be a key. */
  origin: Type.String(),
  placeId: Type.Integer(),
  placeZh: Type.String(),
  placeEn: Type.String(),
  kinds: Kinds,
  disabled: Type.Boolean(),
  createdAt: Instant,
  /** How many messages wait to be sent, or to be sent again. */
  waiting: Type.Integer(),
  /** When the last message was taken, and when one failed last. */
  takenAt: Nullable(Instant),
  failedAt: Nullable(Instant),
});

const Message = Type.Object({
  id: Id,
  kind: Type.Enum([...(Object.keys(webhookKinds) as WebhookKind[]), 'test']),
  body: Type.String(),
  createdAt: Instant,
  tries: Type.Integer(),
  taken: Type.Boolean(),
  status: Nullable(Type.Integer()),
  failure: Nullable(Type.String()),
  triedAt: Nullable(Instant),
  nextTryAt: Nullable(Instant),
});

export const webhookEndpoints = {
  webhooks: {
    method: 'GET',
    path: '/webhooks',
    summary: 'Addresses that are told what happens at one’s places of a programme',
    query: Type.Object({ programmeId: RowId }),
    response: Type.Array(Webhook),
  },
  addWebhook: {
    method: 'POST',
    path: '/webhooks',
    summary: 'Adds an address; answers the secret that signs its messages, which is shown only now',
    body: Type.Object({
      programmeId: RowId,
      placeId: RowId,
      name: Line(100),
      url: Url,
      kinds: Kinds,
    }),
    response: Type.Object({ id: Id, secret: Type.String() }),
  },
  changeWebhook: {
    method: 'PATCH',
    path: '/webhooks/:id',
    summary: 'Changes what an address is called and told of, or stops and resumes telling it',
    params: Params,
    body: Type.Object({
      name: Type.Optional(Line(100)),
      url: Type.Optional(Url),
      kinds: Type.Optional(Kinds),
      disabled: Type.Optional(Type.Boolean()),
    }),
    response: Done,
  },
  renewWebhookSecret: {
    method: 'POST',
    path: '/webhooks/:id/secret',
    summary: 'A new secret in place of the one before, which is shown only now',
    params: Params,
    response: Type.Object({ secret: Type.String() }),
  },
  deleteWebhook: {
    method: 'DELETE',
    path: '/webhooks/:id',
    summary: 'Removes an address with what it was told',
    params: Params,
    response: Done,
  },
  webhookMessages: {
    method: 'GET',
    path: '/webhooks/:id/messages',
    summary: 'What an address was told in the last 30 days and what became of it, newest first',
    params: Params,
    query: Type.Object(PageQuery),
    response: PageOf(Message),
  },
  testWebhook: {
    method: 'POST',
    path: '/webhooks/:id/test',
    summary: 'Sends a message that tells of nothing, once and now',
    params: Params,
    response: Message,
  },
  resendWebhookMessage: {
    method: 'POST',
    path: '/webhooks/:id/messages/:messageId/resend',
    summary: 'Tries a message that was not taken once more, now',
    params: Type.Object({ id: Id, messageId: Id }),
    response: Message,
  },
} as const satisfies Record<string, Endpoint>;

export const webhookProblems = defineProblems({
  webhook_url_invalid: {
    status: 422,
    zh: '请填写以 https:// 开头的完整地址，其中不能有用户名或密码。',
    en: 'Please enter a whole address that begins with https://, without a user name or password in it.',
  },
  webhook_taken: {
    status: 409,
    zh: '这条消息对方已经收到。',
    en: 'This message was taken already.',
  },
  webhook_sending: {
    status: 409,
    zh: '这条消息正在发送，请稍候再看结果。',
    en: 'This message is just being sent. Please look in a moment.',
  },
  too_many_tests: {
    status: 429,
    zh: '这个地址的测试太频繁，请过一会儿再试。',
    en: 'This address was tested very often. Please try again later.',
  },
  too_many_webhooks: {
    status: 409,
    zh: '一个项目最多可以设置 {max} 个接收地址。',
    en: 'A programme can have {max} addresses at most.',
  },
});

export const webhookPermissions = definePermissions({
  'webhook.manage': {
    zh: '设置接收通知的外部系统地址',
    en: 'Set which addresses of other systems are told what happens',
  },
});

export const webhookActions = defineAuditActions({
  'webhook.added': { zh: '添加外部接收地址', en: 'Added address of another system' },
  'webhook.changed': { zh: '修改外部接收地址', en: 'Changed address of another system' },
  'webhook.tested': { zh: '测试外部接收地址', en: 'Tested another system’s address' },
  'webhook.resent': {
    zh: '重发外部接收地址的消息',
    en: 'Sent a message to another system once more',
  },
  'webhook.secret_renewed': {
    zh: '更换外部接收地址的签名密钥',
    en: 'Renewed secret of another system’s address',
  },
  'webhook.deleted': { zh: '删除外部接收地址', en: 'Removed address of another system' },
});
