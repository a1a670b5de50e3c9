import { Type } from 'typebox';
import type { FormDefinition } from '../../../forms/definition.ts';
import {
  AppName,
  Day,
  type Endpoint,
  Id,
  Instant,
  Nullable,
  PageOf,
  PageQuery,
} from '../../../platform/contract.ts';
import { orderQuery, personLine } from '../../programmes/contract.ts';
import { BriefAlert } from '../alerts/contract.ts';
import { DayState, FormCode, Overview, Report } from '../contract-schemas.ts';

const Programme = { programmeId: Type.Integer({ minimum: 1, maximum: 2 ** 53 - 1 }) };
const Filters = {
  placeId: Type.Optional(Type.Integer({ minimum: 1, maximum: 2 ** 53 - 1 })),
  group: Type.Optional(Type.String({ maxLength: 40 })),
};

const GroupSum = Type.Object({
  group: Type.String(),
  due: Type.Integer(),
  done: Type.Integer(),
});

const CompletionRow = Type.Object({ placeId: Type.Integer(), ...GroupSum.properties });

const PersonLine = Type.Object(personLine);

const EnrolmentId = Type.Object({
  enrolmentId: Type.Integer({ minimum: 1, maximum: 2 ** 53 - 1 }),
});

/** In which orders people who have not reported can be listed. */
const missingSorts = ['name', 'known', 'place', 'run'] as const;
export type MissingSort = (typeof missingSorts)[number];

/** The part of the contract that is for staff. */
export const staffEndpoints = {
  completion: {
    method: 'GET',
    path: '/completion',
    summary: 'Due and done of a day by place and group, of every unit',
    query: Type.Object({ ...Programme, form: FormCode, day: Day }),
    response: Type.Object({
      today: Day,
      /** How many have no days due because a milestone is not known. */
      milestoneUnknown: Type.Integer(),
      rows: Type.Array(CompletionRow),
    }),
  },
  completionLevel: {
    method: 'GET',
    path: '/completion/level',
    summary: 'Due and done of a day at and below a place, and of each place directly below it',
    query: Type.Object({ ...Programme, placeId: Filters.placeId, form: FormCode, day: Day }),
    response: Type.Object({
      today: Day,
      milestoneUnknown: Type.Integer(),
      /** At the place and below it by group; without a place, of all that one sees. */
      sums: Type.Array(GroupSum),
      /** Those below which anybody is due; without a place, the highest of the programme that one sees. */
      places: Type.Array(
        Type.Object({
          id: Type.Integer(),
          nameZh: Type.String(),
          nameEn: Type.String(),
          /** Somebody is due below it, not only at it. */
          hasChildren: Type.Boolean(),
          sums: Type.Array(GroupSum),
        }),
      ),
    }),
  },
  trend: {
    method: 'GET',
    path: '/trend',
    summary: 'Due and done of the last days, all places of one’s scope together',
    query: Type.Object({ ...Programme, form: FormCode, from: Day, to: Day, ...Filters }),
    response: Type.Array(Type.Object({ day: Day, due: Type.Integer(), done: Type.Integer() })),
  },
  /** A read, and yet a POST: names that are looked for have no place in an address. */
  missing: {
    method: 'POST',
    path: '/missing',
    summary: 'Who has not reported on a day, or of whom a milestone is not known',
    body: Type.Object({
      ...Programme,
      ...Filters,
      ...PageQuery,
      form: FormCode,
      day: Day,
      kind: Type.Enum(['missing', 'milestoneUnknown']),
      /** Left out: unit by unit. `run`, who missed most days in a row first: of those who are due alone. */
      ...orderQuery(missingSorts),
    }),
    response: PageOf(
      Type.Object({
        ...personLine,
        /** Days in a row without a report, the day asked for included; null where no days are due. */
        missedInRow: Nullable(Type.Integer()),
        /** The last day before that was reported. */
        lastReported: Nullable(Day),
        /** When the person was reminded of the day. */
        remindedAt: Nullable(Instant),
      }),
    ),
  },
  exportMissing: {
    method: 'GET',
    path: '/missing/export',
    summary: 'The same list as XLSX or CSV, streamed',
    unattended: true,
    query: Type.Object({
      ...Programme,
      ...Filters,
      form: FormCode,
      day: Day,
      kind: Type.Enum(['missing', 'milestoneUnknown']),
      sort: Type.Optional(Type.Enum([...missingSorts])),
      format: Type.Enum(['xlsx', 'csv']),
      lang: Type.Enum(['zh', 'en']),
    }),
    response: 'stream',
  },
  remind: {
    method: 'POST',
    path: '/remind',
    summary: 'Reminds those who have not reported today; each person once a day',
    body: Type.Object({
      ...Programme,
      ...Filters,
      form: FormCode,
      /** Only these; all who are missing when left out. */
      enrolmentIds: Type.Optional(
        Type.Array(EnrolmentId.properties.enrolmentId, { maxItems: 1000 }),
      ),
    }),
    response: Type.Object({ reminded: Type.Integer(), already: Type.Integer() }),
  },
  person: {
    method: 'GET',
    path: '/people/:enrolmentId',
    summary: 'One person with every report and its versions; the look goes into the audit trail',
    params: EnrolmentId,
    response: Type.Object({
      person: Type.Intersect([
        PersonLine,
        Type.Object({
          programmeId: Type.Integer(),
          attributes: Type.Unsafe<Record<string, string | number | boolean>>({}),
          activated: Type.Array(AppName),
        }),
      ]),
      overview: Type.Omit(Overview, ['declarationNeeded']),
      days: Type.Array(Type.Object({ day: Day, state: DayState })),
      reports: Type.Array(Report),
      /** Newest first. */
      alerts: Type.Array(BriefAlert),
      definitions: Type.Unsafe<Record<string, FormDefinition>>({}),
    }),
  },
  personPhoto: {
    method: 'GET',
    path: '/people/:enrolmentId/photos/:id',
    summary: 'A photo of a person’s report; the look goes into the audit trail',
    params: Type.Object({ enrolmentId: EnrolmentId.properties.enrolmentId, id: Id }),
    response: 'stream',
  },
  export: {
    method: 'GET',
    path: '/export',
    summary:
      'Reports of a form as XLSX or CSV, streamed; between two days, which forms that are not daily may leave out',
    unattended: true,
    query: Type.Object({
      ...Programme,
      ...Filters,
      form: FormCode,
      from: Type.Optional(Day),
      to: Type.Optional(Day),
      format: Type.Enum(['xlsx', 'csv']),
      lang: Type.Enum(['zh', 'en']),
      /** Also those who were due and did not report (daily forms). */
      withMissing: Type.Optional(Type.Boolean()),
    }),
    response: 'stream',
  },
} as const satisfies Record<string, Endpoint>;
