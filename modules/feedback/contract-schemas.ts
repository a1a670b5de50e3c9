import { Type } from 'typebox';
import { Id, Instant, Nullable, type Text, TextSchema } from '../../platform/contract.ts';

/** What people may send feedback about; forms, lists and exports take it from here. */
export const feedbackKindNames = {
  problem: { zh: '使用问题', en: 'Problem' },
  suggestion: { zh: '建议', en: 'Suggestion' },
  complaint: { zh: '投诉', en: 'Complaint' },
  question: { zh: '咨询', en: 'Question' },
} as const satisfies Record<string, Text>;

export type FeedbackKind = keyof typeof feedbackKindNames;
export const feedbackKinds = Object.keys(feedbackKindNames) as FeedbackKind[];

/** New: nobody looks after it yet; in progress: somebody does, and owes an answer; closed: nothing more is to be said. */
export const feedbackStateNames = {
  new: { zh: '待处理', en: 'New' },
  in_progress: { zh: '处理中', en: 'In progress' },
  answered: { zh: '已答复', en: 'Answered' },
  closed: { zh: '已关闭', en: 'Closed' },
} as const satisfies Record<string, Text>;

export type FeedbackState = keyof typeof feedbackStateNames;
export const feedbackStates = Object.keys(feedbackStateNames) as FeedbackState[];

/** So much somebody may write at once, and so many photos may go with it. */
export const mostWords = 2000;
export const mostContact = 200;
export const mostPhotos = 4;

/** So often somebody may send feedback within a day, and write more about what they sent. */
export const feedbackPerDay = 10;
export const additionsPerDay = 30;

export const FeedbackId = Type.Integer({ minimum: 1, maximum: 2 ** 53 - 1 });
export const Kind = Type.Enum(feedbackKinds);
export const State = Type.Enum(feedbackStates);
export const Words = Type.String({ minLength: 1, maxLength: mostWords, pattern: '\\S' });
export const Photos = Type.Array(Id, { maxItems: mostPhotos });

/** One thing that was said. */
export const Message = Type.Object({
  id: Type.Integer(),
  /** Said by those who look after it; otherwise by the person. */
  fromStaff: Type.Boolean(),
  words: Type.String(),
  at: Instant,
});

export const feedbackLine = {
  id: FeedbackId,
  kind: Kind,
  state: State,
  /** The person’s unit, or the site, when it was written. */
  place: TextSchema,
  /** The beginning of what the person wrote. */
  excerpt: Type.String(),
  photoCount: Type.Integer(),
  sentAt: Instant,
  changedAt: Instant,
};

/** Null for feedback from the field, which belongs to a site alone. */
export const ProgrammeName = Nullable(Type.Object({ id: Type.Integer(), name: TextSchema }));
