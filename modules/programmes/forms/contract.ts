import { Type } from 'typebox';
import type { FormDefinition } from '../../../forms/definition.ts';
import type { Finding } from '../../../forms/exchange/findings.ts';
import type { FormDraft } from '../../../forms/form-draft.ts';
import type { FormPolicy, Match } from '../../../forms/policy.ts';
import { formPurposes } from '../../../forms/purposes.ts';
import {
  Day,
  Done,
  defineAuditActions,
  definePermissions,
  defineProblems,
  type Endpoint,
  Nullable,
  TextSchema,
} from '../../../platform/contract.ts';
import { ProgrammeId } from '../contract-schemas.ts';

const RowId = Type.Integer({ minimum: 1, maximum: 2 ** 53 - 1 });
const Revision = Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 });
const Purpose = Type.Enum([...formPurposes]);
/** As `forms/schema.ts` has codes of forms. */
export const FormCode = Type.String({
  pattern: '^[a-z][A-Za-z\\d]*(?:[-_][A-Za-z\\d]+)*$',
  maxLength: 40,
});

const ofForm = Type.Object({ ...ProgrammeId.properties, form: FormCode });
const ofVersion = Type.Object({ ...ofForm.properties, version: Revision });
const ofDraft = Type.Object({ ...ProgrammeId.properties, draftId: RowId });

/** What a form is beside its definition; a draft may hold anything that the check of programmes then names. */
export const FormDraftContent = Type.Object(
  {
    purpose: Purpose,
    services: Type.Array(Type.String({ maxLength: 40 }), { maxItems: 50, uniqueItems: true }),
    definition: Type.Unsafe<FormDraft['definition']>({}),
    policy: Type.Unsafe<FormPolicy>({ type: 'object', additionalProperties: true }),
    offeredTo: Type.Optional(Type.Unsafe<Match>({ type: 'object', additionalProperties: true })),
    byPlace: Type.Boolean(),
    requiredOf: Type.Optional(Type.Unsafe<Match>({ type: 'object', additionalProperties: true })),
  },
  { additionalProperties: false },
);

const Mistakes = Type.Array(
  Type.Object({
    path: Type.String(),
    code: Type.String(),
    params: Type.Optional(Type.Unsafe<Record<string, string | number>>({})),
  }),
);

const Version = Type.Object({
  versionId: Type.Integer(),
  version: Type.Integer(),
  publishedAt: Type.String(),
});

const WholeDraft = Type.Object({
  id: Type.Integer(),
  form: Type.String(),
  content: FormDraftContent,
  revision: Type.Integer(),
  changedAt: Type.String(),
  /** Who saved it last. */
  changedBy: Type.String(),
  /** The version in force, with which the draft is compared; null where the form is new. */
  inForce: Nullable(Type.Object({ ...Version.properties, content: FormDraftContent })),
  /** For what it cannot be published as it is. */
  problems: Mistakes,
});

const Saved = Type.Object({
  revision: Type.Integer(),
  changedAt: Type.String(),
  problems: Mistakes,
});

export const formEndpoints = {
  forms: {
    method: 'GET',
    path: '/:id/forms',
    summary: 'The forms of a programme and the drafts of new ones',
    params: ProgrammeId,
    response: Type.Array(
      Type.Object({
        code: Type.String(),
        title: TextSchema,
        purpose: Purpose,
        slots: Type.Enum(['daily', 'single', 'many']),
        services: Type.Array(Type.String()),
        /** The form of checks wherever no other one is given. */
        isDefault: Type.Boolean(),
        retired: Type.Boolean(),
        /** Null where it was never published. */
        inForce: Nullable(Version),
        draft: Nullable(
          Type.Object({
            id: Type.Integer(),
            changedAt: Type.String(),
            changedBy: Type.String(),
          }),
        ),
        /** People are offered it only where it is given to their unit. */
        byPlace: Type.Boolean(),
        /** To how many places it is given. */
        places: Type.Integer(),
      }),
    ),
  },
  formVersions: {
    method: 'GET',
    path: '/:id/forms/:form/versions',
    summary: 'Every published version of a form, newest first',
    params: ofForm,
    response: Type.Array(Version),
  },
  formVersion: {
    method: 'GET',
    path: '/:id/forms/:form/versions/:version',
    summary: 'One published version of a form',
    params: ofVersion,
    response: Type.Object({ ...Version.properties, content: FormDraftContent }),
  },
  formFile: {
    method: 'GET',
    path: '/:id/forms/:form/versions/:version/file',
    summary: 'One published version of a form as a file: JSON, or a workbook of XLSForm',
    params: ofVersion,
    query: Type.Object({ format: Type.Enum(['json', 'xlsx']) }),
    response: 'stream',
  },
  readFormFile: {
    method: 'POST',
    path: '/:id/form-files',
    summary:
      'Reads a form from a file, JSON or XLSForm, and says what was not carried over; stores nothing',
    params: ProgrammeId,
    upload: true,
    response: Type.Object({
      definition: Nullable(Type.Unsafe<FormDefinition>({})),
      findings: Type.Array(Type.Unsafe<Finding>({})),
    }),
  },
  startFormDraft: {
    method: 'POST',
    path: '/:id/form-drafts',
    summary:
      'Starts a draft: of a new form, of the next version of one, or of a copy, from nothing, a version or a definition',
    params: ProgrammeId,
    body: Type.Object({
      form: FormCode,
      /** Left out: the version in force of this form, and for a new form nothing. */
      from: Type.Optional(
        Type.Union([
          Type.Object({ versionId: RowId }),
          Type.Object({
            definition: Type.Unsafe<FormDraft['definition']>({
              type: 'object',
              additionalProperties: true,
            }),
          }),
        ]),
      ),
      /** Of a new form. */
      purpose: Type.Optional(Purpose),
      title: Type.Optional(TextSchema),
    }),
    response: Type.Object({ id: Type.Integer() }),
  },
  formDraft: {
    method: 'GET',
    path: '/:id/form-drafts/:draftId',
    summary: 'A draft with what is wrong with it',
    params: ofDraft,
    response: WholeDraft,
  },
  saveFormDraft: {
    method: 'PUT',
    path: '/:id/form-drafts/:draftId',
    summary: 'Saves a draft, if nobody else has since `revision`, also with mistakes',
    params: ofDraft,
    body: Type.Object({ revision: Revision, content: FormDraftContent }),
    response: Saved,
  },
  deleteFormDraft: {
    method: 'DELETE',
    path: '/:id/form-drafts/:draftId',
    summary: 'Throws a draft away',
    params: ofDraft,
    response: Done,
  },
  publishFormDraft: {
    method: 'POST',
    path: '/:id/form-drafts/:draftId/publish',
    summary: 'Publishes a draft as the next version of its form',
    params: ofDraft,
    body: Type.Object({
      revision: Revision,
      /** The version in force that the draft was compared with; null for a new form. */
      comparedWith: Nullable(RowId),
    }),
    response: Type.Object({ versionId: Type.Integer(), version: Type.Integer() }),
  },
  retireForm: {
    method: 'PUT',
    path: '/:id/forms/:form/retired',
    summary: 'Has nobody fill in a form any more, or has them fill it in again',
    params: ofForm,
    body: Type.Object({ retired: Type.Boolean() }),
    response: Done,
  },
  formPlacements: {
    method: 'GET',
    path: '/:id/form-placements',
    summary: 'Which forms are given to one’s places, and to those above them',
    params: ProgrammeId,
    response: Type.Array(
      Type.Object({
        purpose: Purpose,
        placeId: Type.Integer(),
        placeZh: Type.String(),
        placeEn: Type.String(),
        form: Type.String(),
        /** Counts: the place and all above it are in use. */
        open: Type.Boolean(),
        /** Whoever asks may change it. */
        mine: Type.Boolean(),
        placedOn: Day,
      }),
    ),
  },
  placeForm: {
    method: 'PUT',
    path: '/:id/form-placements',
    summary:
      'Gives a form to a place for a purpose, instead of the one that it had; null takes it away',
    params: ProgrammeId,
    body: Type.Object({ placeId: RowId, purpose: Purpose, form: Nullable(FormCode) }),
    response: Done,
  },
} as const satisfies Record<string, Endpoint>;

export const formProblems = defineProblems({
  form_code_taken: {
    status: 409,
    zh: '这个项目里已有这个代码的表单。',
    en: 'The programme has a form with this code already.',
  },
  form_has_draft: {
    status: 409,
    zh: '这个表单已有草稿，请接着修改它。',
    en: 'This form has a draft already. Please go on with it.',
  },
  draft_changed: {
    status: 409,
    zh: '{name} 刚刚保存过这份草稿。您修改的内容没有丢失。',
    en: '{name} has just saved this draft. Nothing you changed is lost.',
  },
  form_changed: {
    status: 409,
    zh: '这个表单刚刚发布了新版本，请重新比较后再发布。',
    en: 'A new version of this form has just been published. Please compare again before you publish.',
  },
  draft_invalid: {
    status: 422,
    zh: '草稿还有需要修改的地方，改好后才能发布。',
    en: 'Something in the draft needs a change before it can be published.',
  },
  slots_fixed: {
    status: 422,
    zh: '已发布的表单不能改变填报方式（每日、一次、多次），可以另建一个副本。',
    en: 'How often a published form is filled in stays: daily, once or many times. Please make a copy instead.',
  },
  purpose_fixed: {
    status: 422,
    zh: '已发布的表单不能改变用途，可以另建一个副本。',
    en: 'What a published form is for stays. Please make a copy instead.',
  },
  form_due: {
    status: 409,
    zh: '按项目的填报日期，这个表单仍须每日填报，不能停用。',
    en: 'This form is still due every day by the programme’s days, so it cannot be retired.',
  },
  form_needed: {
    status: 409,
    zh: '项目的日期或健康码规则要用到这个表单，不能停用。',
    en: 'The programme’s days or its colour rules rest on this form, so it cannot be retired.',
  },
  form_given: {
    status: 409,
    zh: '这个表单还发放给 {count} 处，请先收回再停用。',
    en: 'This form is still given to {count} places. Please take it back there first.',
  },
  form_retired: { status: 409, zh: '这个表单已停用。', en: 'This form is retired.' },
  form_not_for_places: {
    status: 422,
    zh: '这个表单不按机构发放，或用途不符。',
    en: 'This form is not one that goes by place for this purpose.',
  },
  place_outside_programme: {
    status: 422,
    zh: '这个机构不在项目范围内。',
    en: 'This place does not take part in the programme.',
  },
});

export const formPermissions = definePermissions({
  'form.read': { zh: '查看表单', en: 'View forms' },
  'form.change': { zh: '编辑表单草稿', en: 'Edit drafts of forms' },
  'form.publish': {
    zh: '发布、停用表单，并发放给机构和站点',
    en: 'Publish and retire forms, and give them to organisations and sites',
  },
});

export const formActions = defineAuditActions({
  'form.draft_started': { zh: '新建表单草稿', en: 'Started draft of form' },
  'form.draft_deleted': { zh: '删除表单草稿', en: 'Deleted draft of form' },
  'form.published': { zh: '发布表单', en: 'Published form' },
  'form.retired': { zh: '停用表单', en: 'Retired form' },
  'form.restored': { zh: '恢复表单', en: 'Restored form' },
  'form.placed': { zh: '发放表单', en: 'Gave form to a place' },
  'form.unplaced': { zh: '收回表单', en: 'Took form back from a place' },
});
