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
  Nullable,
  PageOf,
  PageQuery,
} from '../../../platform/contract.ts';
import { type Likeness, likenesses } from '../../people/contract.ts';
import { EnrolledPerson, ProgrammeId, personLine } from '../contract-schemas.ts';

const EnrolmentId = Type.Integer({ minimum: 1, maximum: 2 ** 53 - 1 });
const Reason = Type.String({ minLength: 2, maxLength: 500, pattern: '\\S' });
const Reasons = Type.Array(Type.Enum(Object.keys(likenesses) as Likeness[]));
const Pair = Type.Object({ oneId: EnrolmentId, otherId: EnrolmentId });
const PersonLine = Type.Object({ ...personLine, withdrawnOn: Nullable(Day) });

/** One of two records that are compared. */
const Compared = Type.Object({
  ...EnrolledPerson.properties,
  /** All that the record is known by, further ones included; masked but for where two documents differ. */
  known: Type.Array(
    Type.Object({ kind: Type.String(), value: Type.String(), alias: Type.Boolean() }),
  ),
  since: Instant,
  revision: Type.String({ maxLength: 40 }),
  /** The record that this one was merged into. */
  mergedInto: Nullable(EnrolmentId),
});

const Merge = Type.Object({
  id: Id,
  survivor: PersonLine,
  merged: PersonLine,
  reason: Type.String(),
  by: Type.String(),
  at: Instant,
  undone: Nullable(Type.Object({ reason: Type.String(), by: Type.String(), at: Instant })),
});

/** The part of the contract that is about two records that are one person. */
export const mergeEndpoints = {
  /** A read, and yet a POST: where the page before ended is a name, which has no place in an address. */
  likelyPairs: {
    method: 'POST',
    path: '/:id/pairs',
    summary: 'Records that are likely one person, with the reasons; looked for page by page',
    params: ProgrammeId,
    body: Type.Object({ ...PageQuery, placeId: Type.Optional(ProgrammeId.properties.id) }),
    response: Type.Object({
      items: Type.Array(Type.Object({ one: PersonLine, other: PersonLine, reasons: Reasons })),
      next: Nullable(Type.String()),
      /** How many people this page looked through; it may have found nobody, and more may follow. */
      searched: Type.Integer(),
    }),
  },
  dismissedPairs: {
    method: 'GET',
    path: '/:id/pairs/dismissed',
    summary: 'Pairs of which somebody said that they are two people, newest first',
    params: ProgrammeId,
    query: Type.Object(PageQuery),
    response: PageOf(
      Type.Object({ one: PersonLine, other: PersonLine, by: Type.String(), at: Instant }),
    ),
  },
  dismissPair: {
    method: 'POST',
    path: '/:id/pairs/dismiss',
    summary: 'Says that two records are two people; the pair is listed as likely no more',
    params: ProgrammeId,
    body: Pair,
    response: Done,
  },
  restorePair: {
    method: 'POST',
    path: '/:id/pairs/restore',
    summary: 'Takes back that two records are two people',
    params: ProgrammeId,
    body: Pair,
    response: Done,
  },
  comparePair: {
    method: 'GET',
    path: '/:id/pairs/:oneId/:otherId',
    summary: 'Two records side by side; the look goes into the audit trail of both',
    params: Type.Object({ ...ProgrammeId.properties, ...Pair.properties }),
    response: Type.Object({
      one: Compared,
      other: Compared,
      reasons: Reasons,
      dismissed: Nullable(Type.Object({ by: Type.String(), at: Instant })),
      /** Which of the two is proposed to be kept. */
      keep: EnrolmentId,
      /** Code of the problem for which they cannot be merged by whoever asks. */
      refusal: Nullable(Type.String()),
    }),
  },
  mergePair: {
    method: 'POST',
    path: '/:id/merges',
    summary: 'Merges one record into another one, as both were compared',
    params: ProgrammeId,
    body: Type.Object({
      survivorId: EnrolmentId,
      mergedId: EnrolmentId,
      revisions: Type.Object({
        survivor: Type.String({ maxLength: 40 }),
        merged: Type.String({ maxLength: 40 }),
      }),
      reason: Reason,
    }),
    response: Type.Object({ id: Id }),
  },
  merges: {
    method: 'GET',
    path: '/:id/merges',
    summary: 'Merges of records, newest first, those undone included',
    params: ProgrammeId,
    query: Type.Object(PageQuery),
    response: PageOf(Merge),
  },
  mergesOf: {
    method: 'GET',
    path: '/:id/merges/of/:enrolmentId',
    summary:
      'What was merged into one record, and what that was merged into; those undone left out',
    params: Type.Object({ ...ProgrammeId.properties, enrolmentId: EnrolmentId }),
    response: Type.Object({ merges: Type.Array(Merge) }),
  },
  undoMerge: {
    method: 'POST',
    path: '/:id/merges/:mergeId/undo',
    summary: 'Undoes a merge: gives the merged record back what the merge moved',
    params: Type.Object({ ...ProgrammeId.properties, mergeId: Id }),
    body: Type.Object({ reason: Reason }),
    response: Done,
  },
} as const satisfies Record<string, Endpoint>;

export const mergeProblems = defineProblems({
  merge_of_one: {
    status: 422,
    zh: '请选择两条不同的记录。',
    en: 'Please choose two different records.',
  },
  merge_of_merged: {
    status: 409,
    zh: '其中一条记录已经并入另一条记录。',
    en: 'One of these records has been merged into another one already.',
  },
  merge_into_withdrawn: {
    status: 422,
    zh: '要保留的记录已退出，而另一条仍在参加。请保留仍在参加的那一条。',
    en: 'The record to keep is withdrawn, while the other one is taking part. Please keep the one that is taking part.',
  },
  merge_of_oneself: {
    status: 403,
    zh: '这是您本人的记录，请由其他人处理。',
    en: 'This is a record of your own. Somebody else has to do this.',
  },
  merge_of_superior: {
    status: 403,
    zh: '此人担任的角色有您没有的权限，请由上级处理。',
    en: 'This person holds a role that may do more than yours. Somebody above has to do this.',
  },
  person_is_merged: {
    status: 409,
    zh: '这条记录已并入另一条记录。请在那一条上修改，或先撤销合并。',
    en: 'This record was merged into another one. Change that one, or undo the merge first.',
  },
  merge_undone: {
    status: 409,
    zh: '这次合并已经撤销。',
    en: 'This merge has been undone already.',
  },
  merge_survivor_merged: {
    status: 409,
    zh: '保留下来的记录后来又并入了另一条记录。请先撤销那次合并。',
    en: 'The record that was kept has since been merged into another one. Please undo that merge first.',
  },
  merge_identifier_taken: {
    status: 409,
    zh: '合并时转走的号码，现在已是另一条记录的主要号码，无法归还。请先改那条记录的号码。',
    en: 'A number that the merge moved is by now the main number of a record, so it cannot be given back. Change the number of that record first.',
  },
});

export const mergePermissions = definePermissions({
  'person.merge': {
    zh: '合并同一人的两条记录',
    en: 'Merge two records that are one person',
  },
});

export const mergeActions = defineAuditActions({
  'roster.pairs_viewed': { zh: '查看疑似重复的记录', en: 'Viewed likely duplicates' },
  'roster.merges_viewed': { zh: '查看合并过的记录', en: 'Viewed merged records' },
  'person.pair_viewed': { zh: '比较两条记录', en: 'Compared two records' },
  'person.pair_dismissed': { zh: '认定为两个人', en: 'Said that two records are two people' },
  'person.pair_restored': {
    zh: '撤回“两个人”的认定',
    en: 'Took back that two records are two people',
  },
  'person.merged': { zh: '合并记录', en: 'Merged records' },
  'person.merge_undone': { zh: '撤销合并', en: 'Undid a merge of records' },
});
