import { type Static, type TSchema, Type } from 'typebox';
import { participantApps } from '../forms/programme.ts';

/**
 * What a module offers over HTTP. A `contract.ts` is the only file of a module that a browser may
 * import. This file goes with it, as all that `browserSafe` in `tools/arrows.ts` names, so it must
 * stay free of Node's own modules.
 */

/** Apps of the staff, who have one account for all of them. */
export const staffApps = ['console', 'field'] as const;

export const apps = [...participantApps, ...staffApps] as const;
export type App = (typeof apps)[number];
export const AppName = Type.Enum([...apps]);

/** Apps on a phone: they can be installed, and open without a network. */
export const phoneApps = ['portal', 'field'] as const satisfies App[];

/** Words in the two languages that every screen has. */
export type Text = { zh: string; en: string };

/** What people call the apps. */
export const appNames: Record<App, Text> = {
  portal: { zh: '手机端', en: 'Phone' },
  desk: { zh: '电脑端', en: 'PC' },
  field: { zh: '现场', en: 'On site' },
  console: { zh: '管理后台', en: 'Console' },
};

/** A named error: a stable code, its HTTP status, and what a person is told. `{name}` stands for a parameter. */
export type ProblemKind = Text & { code: string; status: number };

/**
 * Filled by `modules/registry.ts` with what all contracts declare, so that the platform can name the
 * declared permissions and actions without importing a module.
 */
// biome-ignore lint/suspicious/noEmptyInterface: it is there to be augmented.
export interface Registry {}

type Registered<Part extends string> = Registry extends { [K in Part]: infer T }
  ? keyof T & string
  : never;

/** The name of a permission that a contract declares, such as `report.export`. */
export type PermissionName = Registered<'permissions'>;

/** The code of an action that a contract declares for the audit trail, such as `person.viewed`. */
export type AuditActionName = Registered<'auditActions'>;

/** `<noun>.<verb>`: what somebody may do, or `<noun>.<past participle>`: what somebody did. */
type Dotted = `${string}.${string}`;

/**
 * A permission as a sentence that says what its holder may do. One that `narrows` another lets its holder do a part
 * of that, such as see only what they entered themselves; whoever holds the wider one holds it as well.
 */
export type PermissionText = Text & { narrows?: string };

/** Declares a module's permissions. */
export function definePermissions<Name extends Dotted>(
  sentences: Record<Name, PermissionText>,
): Record<Name, PermissionText> {
  return sentences;
}

/** The permissions of a module, under the heading where people choose among them. */
export type PermissionGroup = Text & { module: string; permissions: readonly string[] };

/** Puts all that a module declares under one heading. */
export function groupPermissions(
  module: string,
  heading: Text,
  declared: Record<string, PermissionText>,
): PermissionGroup {
  return { module, ...heading, permissions: Object.keys(declared) };
}

/** Declares a module's actions for the audit trail: each code with its words. */
export function defineAuditActions<Name extends Dotted>(
  words: Record<Name, Text>,
): Record<Name, Text> {
  return words;
}

/** What an entry of the trail tells: that somebody looked, changed something, or took people along as a file. */
export const auditKinds = ['looked', 'changed', 'exported'] as const;
export type AuditKind = (typeof auditKinds)[number];

const endings: [RegExp, AuditKind][] = [
  [/(viewed|listed|looked_up|searched|verified)$/, 'looked'],
  [/(exported|exported_whole|export\.started)$/, 'exported'],
];

/** The code of an action says by its end of which kind it is. */
export function kindOfAct(action: string): AuditKind {
  return endings.find(([ending]) => ending.test(action))?.[1] ?? 'changed';
}

type ProblemSource = Record<string, Text & { status: number }>;

/** Gives every problem of a module its code: the name under which it stands here. */
export function defineProblems<const T extends ProblemSource>(
  source: T,
): { [K in keyof T]: ProblemKind } {
  const named = Object.entries(source).map(([code, kind]) => [code, { code, ...kind }]);
  return Object.fromEntries(named);
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export type Endpoint = {
  method: Method;
  /** Below the module's prefix; `:name` marks a parameter. */
  path: string;
  summary: string;
  params?: TSchema;
  query?: TSchema;
  body?: TSchema;
  /** What is answered; a stream of another type (a sheet, a picture) says `'stream'`. */
  response: TSchema | 'stream';
  /** The body is `multipart/form-data` with one file in the field `file`. */
  upload?: boolean;
  /** Open also to other systems with a key: imports and exports that nobody sits at. */
  unattended?: true;
};

declare const parts: unique symbol;

type Contract<T extends Record<string, Endpoint> = Record<string, Endpoint>> = {
  [K in keyof T]: T[K] & { module: string; url: string } & {
    /**
     * What the endpoint takes and answers, in TypeScript alone. It is told here, where all schemas are
     * known: to compare what a schema says that is not, takes the compiler seconds.
     */
    [parts]?: {
      params: Input<T[K]['params']>;
      query: Input<T[K]['query']>;
      body: Input<T[K]['body']>;
      response: Input<T[K]['response']>;
    };
  };
};

/** Names a module's endpoints and places them under `/api/<module>`. */
export function contract<const T extends Record<string, Endpoint>>(
  module: string,
  endpoints: T,
): Contract<T> {
  const placed = Object.entries(endpoints).map(([name, endpoint]) => [
    name,
    { ...endpoint, module, url: `/api/${module}${endpoint.path}` },
  ]);
  return Object.fromEntries(placed);
}

type Input<S> = S extends TSchema ? Static<S> : undefined;

export type ParamsOf<E extends Endpoint> = E extends { [parts]?: { params: infer T } }
  ? T
  : unknown;
export type QueryOf<E extends Endpoint> = E extends { [parts]?: { query: infer T } } ? T : unknown;
export type BodyOf<E extends Endpoint> = E extends { [parts]?: { body: infer T } } ? T : unknown;
export type ResponseOf<E extends Endpoint> = E extends { [parts]?: { response: infer T } }
  ? T
  : unknown;

/** What a failed request carries (RFC 9457, `application/problem+json`). */
export type ProblemBody = {
  type: string;
  title: string;
  status: number;
  code: string;
  params?: Record<string, string | number>;
  fields?: FieldProblem[];
};

/** A mistake at one field. `path` is dotted: `doses.0.date`. */
export type FieldProblem = {
  path: string;
  code: string;
  params?: Record<string, string | number>;
};

/** Schemas that several contracts share. */
export const Id = Type.String({ format: 'uuid' });
/** A name in a list: one line of characters that show (`isLine`), and not only spaces. */
export const Line = (maxLength: number) => Type.String({ minLength: 1, maxLength, format: 'line' });
/** A calendar day, `YYYY-MM-DD`. */
export const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
export const Instant = Type.String({ format: 'date-time' });
export const TextSchema = Type.Object({ zh: Type.String(), en: Type.String() });
export const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
export const Done = Type.Object({ ok: Type.Literal(true) });
/** A page of a list, by key: `next` is the cursor of the page after this one. */
export const PageOf = <T extends TSchema>(item: T) =>
  Type.Object({ items: Type.Array(item), next: Nullable(Type.String()) });
export const PageQuery = {
  /** Room for a cursor that holds the longest name there may be, 200 Chinese characters, and numbers. */
  after: Type.Optional(Type.String({ maxLength: 1000 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
};

/** Problems that any route may answer with. */
export const commonProblems = defineProblems({
  invalid_input: {
    status: 422,
    zh: '有些内容需要修改，请看标出的地方。',
    en: 'Some entries need a change. Please see the marked fields.',
  },
  key_expired: {
    status: 401,
    zh: '这个接口密钥已过期，请管理员创建新的密钥。',
    en: 'This API key has expired. Please have an administrator make a new one.',
  },
  key_stopped: {
    status: 401,
    zh: '创建这个接口密钥的账号已停用，密钥不再有效。请管理员创建新的密钥。',
    en: 'The account of whoever made this API key is disabled, and the key with it. Please have an administrator make a new one.',
  },
  not_for_keys: {
    status: 403,
    zh: '接口密钥不能用于这个功能。',
    en: 'API keys cannot be used for this.',
  },
  not_signed_in: { status: 401, zh: '请先登录。', en: 'Please sign in.' },
  somebody_else: {
    status: 409,
    zh: '另一个页面里已换人登录，所以没有提交。请重新登录后再试，您填写的内容没有丢失。',
    en: 'Somebody else has signed in on another page, so nothing was sent. Please sign in again; nothing you typed is lost.',
  },
  must_finish: {
    status: 403,
    zh: '请先完成首次登录的设置。',
    en: 'Please finish your first sign-in before you continue.',
  },
  not_for_ward: {
    status: 403,
    zh: '这件事只能由本人办理。',
    en: 'Nobody can do this for somebody else.',
  },
  not_your_ward: {
    status: 404,
    zh: '您现在不能为此人代办：代办关系已结束，或对方已不在名单中。',
    en: 'You do not act for this person any more: the link was ended, or they take part no longer.',
  },
  forbidden: {
    status: 403,
    zh: '您的账号没有这项权限。',
    en: 'You do not have permission to do this.',
  },
  not_found: { status: 404, zh: '没有找到。', en: 'Not found.' },
  conflict: {
    status: 409,
    zh: '别人刚刚改过，请刷新后再试。',
    en: 'Somebody changed this just now. Please reload and try again.',
  },
  wrong_origin: {
    status: 403,
    zh: '请求不是从本站页面发出的。',
    en: 'The request did not come from a page of this site.',
  },
  too_many_requests: {
    status: 429,
    zh: '操作太频繁，请稍后再试。',
    en: 'Too many requests. Please wait a moment.',
  },
  too_large: { status: 413, zh: '内容太大。', en: 'This is too large.' },
  bad_request: { status: 400, zh: '请求无法识别。', en: 'The request could not be read.' },
  busy: {
    status: 503,
    zh: '服务器正忙，请稍后再试；您填写的内容没有丢失。',
    en: 'The server is busy. Please try again shortly; nothing you typed is lost.',
  },
  database_away: {
    status: 503,
    zh: '系统暂时无法读取或保存数据。请过一两分钟再试，您填写的内容没有丢失。',
    en: 'Nothing can be read or saved at the moment. Please try again in a minute or two; nothing you typed is lost.',
  },
  no_space: {
    status: 503,
    zh: '服务器的存储空间已满，暂时无法保存。请稍后再试，您填写的内容没有丢失。',
    en: 'The server has no space left and cannot save at the moment. Please try again later; nothing you typed is lost.',
  },
  internal: {
    status: 500,
    zh: '服务器出错了，我们已记录。请稍后再试。',
    en: 'Something went wrong on our side and has been recorded. Please try again later.',
  },
});
