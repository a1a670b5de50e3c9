import { Type } from 'typebox';
import {
  Day,
  Done,
  defineProblems,
  type Endpoint,
  Nullable,
  PageOf,
  PageQuery,
} from '../../../platform/contract.ts';
import { EnrolledPerson, orderQuery, ProgrammeId } from '../contract-schemas.ts';

const EnrolmentId = Type.Object({
  id: ProgrammeId.properties.id,
  enrolmentId: Type.Integer({ minimum: 1, maximum: 2 ** 53 - 1 }),
});

/** What somebody types of a person, by the keys of the roster's columns; read by the same rules as a row of it. */
const Fields = Type.Record(Type.String({ maxLength: 100 }), Type.String({ maxLength: 1_000 }), {
  maxProperties: 100,
});

const Person = Type.Object({ fields: Fields, placeId: ProgrammeId.properties.id });
const Revision = Type.String({ maxLength: 40 });
const filters = {
  placeId: Type.Optional(ProgrammeId.properties.id),
  group: Type.Optional(Type.String({ maxLength: 40 })),
};

/** In which order people can be listed. */
const rosterSorts = ['name', 'known', 'group', 'place'] as const;

/** The part of the contract that is about the people of a programme, one by one and as a list. */
export const enrolmentEndpoints = {
  /** A read, and yet a POST: names and phones that are looked for have no place in an address. */
  roster: {
    method: 'POST',
    path: '/:id/roster',
    summary: 'Enrolled people, by the words of their name and what they are known by',
    params: ProgrammeId,
    body: Type.Object({
      ...PageQuery,
      ...filters,
      search: Type.Optional(Type.String({ maxLength: 100 })),
      state: Type.Optional(Type.Enum(['active', 'withdrawn'])),
      /** Left out: in the order in which they came. */
      ...orderQuery(rosterSorts),
    }),
    response: PageOf(EnrolledPerson),
  },
  rosterExport: {
    method: 'GET',
    path: '/:id/roster-export',
    summary: 'Who takes part, with the columns of the template; days of documents are never in it',
    unattended: true,
    params: ProgrammeId,
    query: Type.Object({
      ...filters,
      format: Type.Enum(['xlsx', 'csv']),
      lang: Type.Enum(['zh', 'en']),
    }),
    response: 'stream',
  },
  initialPasswords: {
    method: 'GET',
    path: '/:id/initial-passwords',
    summary: 'One-time passwords of those who have set up no account yet, to be handed out',
    params: ProgrammeId,
    query: Type.Object({
      ...filters,
      format: Type.Enum(['xlsx', 'csv']),
      lang: Type.Enum(['zh', 'en']),
    }),
    response: 'stream',
  },
  enrolPerson: {
    method: 'POST',
    path: '/:id/enrolments',
    summary: 'Adds one person, by the rules of a roster’s row',
    params: ProgrammeId,
    body: Type.Object({
      ...Person.properties,
      /** Somebody else than the one of the same name in the same unit, as whoever adds them has said. */
      namesake: Type.Optional(Type.Boolean()),
    }),
    response: Type.Object({ enrolmentId: Type.Integer() }),
  },
  enrolledPerson: {
    method: 'GET',
    path: '/:id/enrolments/:enrolmentId',
    summary: 'What a roster says of one person, to be changed',
    params: EnrolmentId,
    response: Type.Object({
      fields: Fields,
      placeId: Type.Integer(),
      withdrawnOn: Nullable(Day),
      revision: Revision,
    }),
  },
  changePerson: {
    method: 'PUT',
    path: '/:id/enrolments/:enrolmentId',
    summary: 'Changes one person, if nobody else has since `revision`',
    params: EnrolmentId,
    body: Type.Object({
      ...Person.properties,
      revision: Revision,
      /** Somebody who was withdrawn takes part again. */
      again: Type.Optional(Type.Boolean()),
    }),
    response: Done,
  },
  withdrawPerson: {
    method: 'POST',
    path: '/:id/enrolments/:enrolmentId/withdraw',
    summary: 'Withdraws one person from today on',
    params: EnrolmentId,
    body: Type.Object({
      revision: Revision,
      reason: Type.String({ minLength: 2, maxLength: 500, pattern: '\\S' }),
    }),
    response: Done,
  },
} as const satisfies Record<string, Endpoint>;

export const enrolmentProblems = defineProblems({
  enrolled_already: {
    status: 409,
    zh: '此人已在名单中。',
    en: 'This person is on the roster already.',
  },
  person_has_namesake: {
    status: 409,
    zh: '同一单位已有同名的人：{known}。如果只是换了号码，请改那个人；确实是另一个人的，请点“仍然添加”。',
    en: 'The same unit has somebody of this name: {known}. If only the number is new, please change that person; if it is somebody else, choose “Add all the same”.',
  },
  passwords_are_dates: {
    status: 409,
    zh: '这个项目的初始密码是证件上的日期，没有可发放的初始密码。',
    en: 'Initial passwords of this programme are dates of documents. There are none to hand out.',
  },
  person_changed: {
    status: 409,
    zh: '此人的信息刚被修改过，请重新打开后再改。',
    en: 'Somebody else has just changed this person. Please open the entry again.',
  },
  person_is_withdrawn: {
    status: 409,
    zh: '此人已退出。',
    en: 'This person has been withdrawn.',
  },
});
