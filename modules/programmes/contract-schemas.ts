import { Type } from 'typebox';
import { identifierKinds } from '../../forms/sign-in.ts';
import { AppName, Day, Id, Nullable } from '../../platform/contract.ts';

export const ProgrammeId = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2 ** 53 - 1 }) });

/** What a person is known by, in the programme's order; personal ones are masked. None is possible. */
export const Identifiers = Type.Array(
  Type.Object({ kind: Type.Enum([...identifierKinds]), value: Type.String() }),
);

/** Who somebody is in a programme, as lists name them. */
export const personLine = {
  enrolmentId: Type.Integer(),
  personId: Id,
  name: Type.String(),
  identifiers: Identifiers,
  group: Type.String(),
  placeId: Type.Integer(),
  placeZh: Type.String(),
  placeEn: Type.String(),
};

/** In which of these orders a list of people comes; left out, in its usual one. */
export const orderQuery = <S extends string>(sorts: readonly S[]) => ({
  sort: Type.Optional(Type.Enum([...sorts])),
  /** Sorted by name or number: from this one on. */
  jumpTo: Type.Optional(Type.String({ maxLength: 100 })),
  /** By which names of organisations those are sorted. */
  lang: Type.Optional(Type.Enum(['zh', 'en'])),
});

/** One enrolled person as a list shows them. */
export const EnrolledPerson = Type.Object({
  ...personLine,
  attributes: Type.Unsafe<Record<string, string | number | boolean>>({}),
  startsOn: Day,
  endsOn: Nullable(Day),
  withdrawnOn: Nullable(Day),
  /** Apps in which the first sign-in is finished. */
  activated: Type.Array(AppName),
});
