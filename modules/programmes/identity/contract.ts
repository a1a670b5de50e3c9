import { type TProperties, Type } from 'typebox';
import { identityMessages } from '../../../forms/identity-messages.ts';
import {
  type FormWording,
  initialPasswords,
  type ProgrammeDefinition,
  type ProgrammeTemplate,
} from '../../../forms/programme.ts';
import type { IdentityNeeds } from '../../../forms/programme-identity.ts';
import {
  Day,
  defineAuditActions,
  definePermissions,
  defineProblems,
  Nullable,
  TextSchema,
} from '../../../platform/contract.ts';
import { ProgrammeId } from '../contract-schemas.ts';

const strict = <P extends TProperties>(properties: P) =>
  Type.Object(properties, { additionalProperties: false });

/** What is blank is told with all other mistakes, at its field; here only what is too long. */
const words = (maxLength: number) => {
  const one = Type.String({ maxLength });
  return strict({ zh: one, en: one });
};

const Code = Type.String({ pattern: '^[a-z][A-Za-z\\d]*(?:[-_][A-Za-z\\d]+)*$', maxLength: 40 });
/** Codes of fields and attributes, too. */
const AnyCode = Type.String({ minLength: 1, maxLength: 40 });
const list = <S extends ReturnType<typeof Type.Object>>(item: S, maxItems: number) =>
  Type.Array(item, { maxItems });

/** Whose programme it is, in all that people read and hear of it. */
export const Identity = strict({
  name: words(200),
  shortName: words(40),
  organiser: words(200),
  contacts: strict({
    phone: Type.String({ maxLength: 40 }),
    mail: Type.String({ maxLength: 254 }),
    cards: Type.Array(Type.String({ maxLength: 40 }), { maxItems: 20, uniqueItems: true }),
  }),
  brand: Type.Optional(strict({ colour: Type.String({ maxLength: 20 }) })),
  card: Type.Optional(
    strict({
      label: words(60),
      hint: Type.Optional(words(200)),
      shortLabel: Type.Optional(words(30)),
      furtherLabel: Type.Optional(words(60)),
      pattern: Type.String({ maxLength: 500 }),
    }),
  ),
  declaration: Type.Optional(strict({ title: words(100), text: words(5000) })),
  groups: Type.Array(
    strict({ code: Code, name: words(100), services: Type.Array(AnyCode, { maxItems: 50 }) }),
    { maxItems: 100 },
  ),
  pages: Type.Array(strict({ code: Code, title: words(100), body: words(20_000) }), {
    maxItems: 20,
  }),
  attributes: Type.Optional(list(strict({ code: AnyCode, label: words(100) }), 50)),
  forms: Type.Optional(
    list(
      strict({
        code: AnyCode,
        intro: Type.Optional(words(2000)),
        declarations: Type.Optional(list(strict({ code: AnyCode, text: words(5000) }), 20)),
      }),
      50,
    ),
  ),
});

/** What an identity of a programme, or of what a template makes, is about. */
const frame = {
  needs: Type.Unsafe<IdentityNeeds>({}),
  services: Type.Unsafe<ProgrammeDefinition['services']>({}),
  /** The forms by their titles, with the wording that may be changed. */
  forms: Type.Array(Type.Object({ title: TextSchema, wording: Type.Unsafe<FormWording>({}) })),
  attributes: Type.Array(Type.Object({ code: Type.String(), label: TextSchema })),
};

export const TemplateInfo = Type.Object({
  code: Type.String(),
  title: TextSchema,
  description: TextSchema,
  startsOn: Day,
  endsOn: Day,
  ...frame,
  parts: Type.Unsafe<ProgrammeTemplate['parts']>({}),
  /** What initial passwords are unless the programme is made with others; null where there are none. */
  initialPassword: Nullable(Type.Enum([...initialPasswords])),
  draft: Type.Unsafe<ProgrammeTemplate['draft']>({}),
  example: Identity,
});

export const identityEndpoints = {
  identity: {
    method: 'GET',
    path: '/:id/identity',
    summary: 'Names, contacts, colour, groups, texts and days of a programme, to be changed',
    params: ProgrammeId,
    response: Type.Object({
      /** The version that this is; a change says on which it rests. */
      version: Type.Integer(),
      identity: Identity,
      startsOn: Day,
      endsOn: Day,
      ...frame,
    }),
  },
  changeIdentity: {
    method: 'PUT',
    path: '/:id/identity',
    summary:
      'Publishes a new version of the programme with another identity, or on other days: people whose days are the programme’s follow it',
    params: ProgrammeId,
    body: Type.Object({
      version: Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 }),
      identity: Identity,
      /** Left out, the days stay. */
      startsOn: Type.Optional(Day),
      endsOn: Type.Optional(Day),
    }),
    response: Type.Object({ version: Type.Integer() }),
  },
} as const;

const fieldProblems = Object.fromEntries(
  Object.entries(identityMessages).map(([code, text]) => [code, { ...text, status: 422 }]),
) as { [C in keyof typeof identityMessages]: { zh: string; en: string; status: number } };

export const identityProblems = defineProblems({
  ...fieldProblems,
  programme_changed: {
    status: 409,
    zh: '这个项目刚刚被别人修改过。您填写的内容没有丢失。',
    en: 'Somebody else has just changed this programme. Nothing you typed is lost.',
  },
  part_unknown: {
    status: 422,
    zh: '模板没有这个部分。',
    en: 'The template has no such part.',
  },
});

export const identityPermissions = definePermissions({
  'programme.change': {
    zh: '修改项目的名称、联系方式、文字和起止日期',
    en: 'Change names, contacts, texts and dates of programmes',
  },
});

export const identityActions = defineAuditActions({
  'programme.changed': { zh: '修改项目', en: 'Changed programme' },
});
