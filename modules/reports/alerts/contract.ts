import { Type } from 'typebox';
import { alertLevels } from '../../../forms/alert-levels.ts';
import type { Field, FormDefinition } from '../../../forms/definition.ts';
import {
  Day,
  Done,
  type Endpoint,
  Id,
  Instant,
  Nullable,
  PageOf,
  PageQuery,
  type Text,
} from '../../../platform/contract.ts';
import { orderQuery, personLine } from '../../programmes/contract.ts';
import { FormCode, FormValues, Report, Slot } from '../contract-schemas.ts';

/** Open: nobody looks after it yet; care: somebody does; closed: it was dealt with. */
export const alertStateNames = {
  open: { zh: '待处理', en: 'Open' },
  care: { zh: '处理中', en: 'In care' },
  closed: { zh: '已关闭', en: 'Closed' },
} as const satisfies Record<string, Text>;

export type AlertState = keyof typeof alertStateNames;
export const alertStates = Object.keys(alertStateNames) as AlertState[];

/** What staff do about an alert. */
const alertSteps = ['taken', 'returned', 'noted', 'closed', 'reopened'] as const;
export type AlertStep = (typeof alertSteps)[number];

const AlertId = Type.Integer({ minimum: 1, maximum: 2 ** 53 - 1 });
const Words = Type.Object({ zh: Type.String(), en: Type.String() });
const Note = Type.String({ minLength: 1, maxLength: 2000, pattern: '\\S' });

/** Who looks after it, or closed it. */
const Keeper = Nullable(Type.Object({ personId: Id, name: Type.String() }));

/** Where an alert of a report stands, beside that report. */
export const BriefAlert = Type.Object({
  id: AlertId,
  form: FormCode,
  slot: Slot,
  state: Type.Enum(alertStates),
  keeper: Keeper,
  /** Since when it is in this state, with this keeper. */
  since: Instant,
  openedAt: Instant,
});

const alertLine = {
  ...BriefAlert.properties,
  day: Day,
  /** The form's title and the rules that were met since the alert opened, as their versions have them. */
  title: Words,
  alerts: Type.Array(
    Type.Object({ code: Type.String(), level: Type.Enum(alertLevels), label: Words }),
  ),
  /** The fields by which rules were met. */
  fields: Type.Array(Type.Unsafe<Field>({})),
  /** What these fields said when the alert opened. */
  opened: FormValues,
  /** What they say by now, where the person changed the report since; null where they did not. */
  changed: Nullable(Type.Object({ sentAt: Instant, values: FormValues })),
  /** When the person completed what was left incomplete, be it by another report of the form. */
  completedAt: Nullable(Instant),
  person: Type.Object({ ...personLine, withdrawnOn: Nullable(Day) }),
};

const params = Type.Object({ id: AlertId });

/** In which orders alerts can be listed. */
const alertSorts = ['oldest', 'name', 'known', 'place'] as const;

/** The part of the contract that is about alerts. */
export const alertEndpoints = {
  /** A read, and yet a POST: names that are looked for have no place in an address. */
  alerts: {
    method: 'POST',
    path: '/alerts',
    summary: 'Alerts, which stay, whatever the person reports later',
    body: Type.Object({
      programmeId: Type.Integer({ minimum: 1, maximum: 2 ** 53 - 1 }),
      placeId: Type.Optional(Type.Integer({ minimum: 1, maximum: 2 ** 53 - 1 })),
      group: Type.Optional(Type.String({ maxLength: 40 })),
      ...PageQuery,
      /** `waiting`: those that are not closed. All when left out. */
      state: Type.Optional(Type.Enum(['waiting', ...alertStates] as ('waiting' | AlertState)[])),
      /** Only those that one has taken, or closed, oneself. */
      mine: Type.Optional(Type.Boolean()),
      /** The day of the report. */
      from: Type.Optional(Day),
      to: Type.Optional(Day),
      /** Left out: newest first. */
      ...orderQuery(alertSorts),
      /** A level of alert rules: `fever`, `symptom`, `laboratory` … */
      level: Type.Optional(Type.Enum(alertLevels)),
    }),
    response: PageOf(Type.Object(alertLine)),
  },
  alertCount: {
    method: 'GET',
    path: '/alerts/count',
    summary: 'How many alerts wait; with `since`, how many opened after that one',
    query: Type.Object({
      programmeId: Type.Integer({ minimum: 1, maximum: 2 ** 53 - 1 }),
      since: Type.Optional(Type.Integer({ minimum: 0, maximum: 2 ** 53 - 1 })),
    }),
    response: Type.Object({
      open: Type.Integer(),
      care: Type.Integer(),
      /** Open ones that are newer than `since`; 0 without it. */
      fresh: Type.Integer(),
      /** The newest alert that is not closed; 0 where there is none. */
      newest: Type.Integer(),
    }),
  },
  alert: {
    method: 'GET',
    path: '/alerts/:id',
    summary: 'One alert: what was reported since it opened, and what was done',
    params,
    response: Type.Object({
      ...alertLine,
      programmeId: Type.Integer(),
      /** Newest first; the last one opened the alert. */
      versions: Type.Array(Report),
      definitions: Type.Unsafe<Record<string, FormDefinition>>({}),
      /** Oldest first. */
      steps: Type.Array(
        Type.Object({
          id: Type.Integer(),
          kind: Type.Enum([...alertSteps]),
          note: Nullable(Type.String()),
          by: Type.String(),
          at: Instant,
        }),
      ),
    }),
  },
  takeAlert: {
    method: 'POST',
    path: '/alerts/:id/take',
    summary: 'Takes an alert into one’s care; who else has it is told with `alert_taken`',
    params,
    body: Type.Object({
      /** Takes it over from this person, if it is still with them. */
      from: Type.Optional(Id),
      note: Type.Optional(Note),
    }),
    response: Done,
  },
  returnAlert: {
    method: 'POST',
    path: '/alerts/:id/return',
    summary: 'Hands back an alert that one has taken',
    params,
    body: Type.Object({ note: Type.Optional(Note) }),
    response: Done,
  },
  noteAlert: {
    method: 'POST',
    path: '/alerts/:id/notes',
    summary: 'Adds a note to an alert',
    params,
    body: Type.Object({ note: Note }),
    response: Done,
  },
  closeAlert: {
    method: 'POST',
    path: '/alerts/:id/close',
    summary: 'Closes an alert with a note on what was done',
    params,
    body: Type.Object({
      note: Note,
      /** The newest version of the report that one has seen: nobody closes what they do not know of. */
      seen: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
    }),
    response: Done,
  },
  reopenAlert: {
    method: 'POST',
    path: '/alerts/:id/reopen',
    summary: 'Opens a closed alert again',
    params,
    body: Type.Object({ note: Type.Optional(Note) }),
    response: Done,
  },
} as const satisfies Record<string, Endpoint>;

/** Their parameter `name` says who. */
export const alertProblems = {
  alert_taken: {
    status: 409,
    zh: '{name} 正在处理这条预警。',
    en: '{name} is looking after this alert.',
  },
  alert_closed: {
    status: 409,
    zh: '这条预警已由 {name} 关闭。',
    en: '{name} has closed this alert.',
  },
  alert_not_closed: {
    status: 409,
    zh: '这条预警没有关闭。',
    en: 'This alert is not closed.',
  },
  alert_news: {
    status: 409,
    zh: '本人刚刚又修改了填报内容，请看过后再关闭。您写的备注还在。',
    en: 'The person has just changed the report. Please look at it before you close the alert; your note is still here.',
  },
  alert_followed: {
    status: 409,
    zh: '同一份填报已有新的预警，请处理新的那一条。',
    en: 'There is a newer alert of the same report. Please look after that one.',
  },
};
