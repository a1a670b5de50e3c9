import { type TSchema, Type } from 'typebox';
import {
  Done,
  defineAuditActions,
  defineProblems,
  type Endpoint,
  Instant,
  Nullable,
  TextSchema,
} from '../../../platform/contract.ts';
import { ProgrammeId } from '../contract-schemas.ts';
import { FormCode, FormDraftContent } from '../forms/contract.ts';
import { Settings } from '../settings/contract.ts';

const RowId = Type.Integer({ minimum: 1, maximum: 2 ** 53 - 1 });
const Revision = Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 });
const Choice = Type.Enum(['taken', 'dismissed']);

const ofForm = Type.Object({ ...ProgrammeId.properties, form: FormCode });

/** What somebody looked at when they decide; anything else must be looked at anew. */
const Seen = {
  /** Stands for what the template says. */
  seen: Type.String({ maxLength: 64 }),
  /** The version in force. */
  version: Revision,
  /** The draft that is there already. */
  draft: Nullable(Type.Object({ id: RowId, revision: Revision })),
};

/** What stands there now and what it would be, which is compared in words. */
const offerOf = <T extends TSchema>(content: T) => ({
  ...Seen,
  draft: Nullable(
    Type.Object({
      id: RowId,
      revision: Revision,
      changedBy: Type.String(),
      changedAt: Instant,
    }),
  ),
  /** Where both changed the same, and differently, what the programme says counts. */
  keepingOurs: content,
  /** The same, but there the template counts; null where there is no such thing. */
  takingTheirs: Nullable(content),
});

const Decided = Type.Object({
  id: RowId,
  decision: Choice,
  reason: Nullable(Type.String()),
  by: Type.String(),
  at: Instant,
});

const Decision = Type.Object({
  ...Seen,
  decision: Choice,
  /** Taken: whose words count where both changed the same, and differently. */
  prefer: Type.Optional(Type.Enum(['ours', 'theirs'])),
  /** Dismissed: why. */
  reason: Type.Optional(Type.String({ minLength: 2, maxLength: 500, pattern: '\\S' })),
});

const TemplateName = Nullable(Type.Object({ code: Type.String(), title: TextSchema }));
const Taken = Type.Object({ draftId: Nullable(RowId) });
const decisionQuery = Type.Object({ decisionId: RowId });

export const offerEndpoints = {
  formOffers: {
    method: 'GET',
    path: '/:id/form-offers',
    summary:
      'Forms that the template of a programme says otherwise since it was made, or has newly',
    params: ProgrammeId,
    response: Type.Object({
      /** What the programme was made from, if that is known. */
      template: TemplateName,
      offers: Type.Array(
        Type.Object({
          form: Type.String(),
          title: TextSchema,
          ...offerOf(FormDraftContent),
          /** The draft or the version in force that it is compared with; null for a new form. */
          before: Nullable(FormDraftContent),
        }),
      ),
      /** What was decided and could be offered again. */
      decided: Type.Array(
        Type.Object({ ...Decided.properties, form: Type.String(), title: TextSchema }),
      ),
      /** Forms that came from the template, which has them no more; they stay. */
      dropped: Type.Array(Type.Object({ form: Type.String(), title: TextSchema })),
    }),
  },
  decideFormOffer: {
    method: 'POST',
    path: '/:id/form-offers/:form/decision',
    summary: 'Takes a mended form as a draft, over the one that is there; or dismisses it',
    params: ofForm,
    body: Decision,
    response: Taken,
  },
  reopenFormOffer: {
    method: 'DELETE',
    path: '/:id/form-offers/:form/decision',
    summary: 'Takes the newest decision about a mended form back, so that it is offered again',
    params: ofForm,
    query: decisionQuery,
    response: Done,
  },
  settingsOffer: {
    method: 'GET',
    path: '/:id/settings-offer',
    summary: 'What the template of a programme says of its settings otherwise since it was made',
    params: ProgrammeId,
    response: Type.Object({
      template: TemplateName,
      offer: Nullable(
        Type.Object({
          ...offerOf(Settings),
          /** The draft or the settings in force. */
          before: Settings,
        }),
      ),
      decided: Nullable(Decided),
    }),
  },
  decideSettingsOffer: {
    method: 'POST',
    path: '/:id/settings-offer/decision',
    summary: 'Takes mended settings as a draft, over the one that is there; or dismisses them',
    params: ProgrammeId,
    body: Decision,
    response: Taken,
  },
  reopenSettingsOffer: {
    method: 'DELETE',
    path: '/:id/settings-offer/decision',
    summary: 'Takes the newest decision about mended settings back, so that they are offered again',
    params: ProgrammeId,
    query: decisionQuery,
    response: Done,
  },
} as const satisfies Record<string, Endpoint>;

export const offerProblems = defineProblems({
  offer_gone: {
    status: 409,
    zh: '这项模板更新刚刚已有人处理，或项目已与模板一致。',
    en: 'Somebody has just decided about this update of the template, or the programme says it already.',
  },
  offer_changed: {
    status: 409,
    zh: '模板又有了新的更新，请重新查看后再决定。',
    en: 'The template has been updated again. Please look at it once more before you decide.',
  },
});

export const offerActions = defineAuditActions({
  'programme.template_taken': {
    zh: '采纳模板更新为草稿',
    en: 'Took an update of the template as a draft',
  },
  'programme.template_dismissed': {
    zh: '不采纳模板更新',
    en: 'Dismissed an update of the template',
  },
  'programme.template_reopened': {
    zh: '重新考虑模板更新',
    en: 'Had an update of the template offered again',
  },
});
