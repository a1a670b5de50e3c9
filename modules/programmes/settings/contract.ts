import { Type } from 'typebox';
import type { FormDefinition } from '../../../forms/definition.ts';
import type { ProgrammeSettings } from '../../../forms/programme-settings.ts';
import {
  Done,
  defineAuditActions,
  definePermissions,
  defineProblems,
  type Endpoint,
  Nullable,
  TextSchema,
} from '../../../platform/contract.ts';
import { ProgrammeId } from '../contract-schemas.ts';

const Version = Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 });
const DraftId = Type.Integer({ minimum: 1, maximum: 2 ** 53 - 1 });

const anything = Type.Object({}, { additionalProperties: true });
const listOf = (item: object, maxItems: number) =>
  Type.Array(item as typeof anything, { maxItems });

/** A draft may hold anything that the check of programmes then names; only its outline is asked for here. */
export const Settings = Type.Unsafe<ProgrammeSettings>(
  Type.Object(
    {
      groups: listOf(anything, 100),
      services: listOf(anything, 100),
      days: listOf(anything, 200),
      forms: listOf(
        Type.Object(
          {
            code: Type.String({ minLength: 1, maxLength: 40 }),
            policy: anything,
            alerts: listOf(anything, 200),
          },
          { additionalProperties: false },
        ),
        200,
      ),
      colours: Type.Optional(
        Type.Object({ rules: listOf(anything, 50) }, { additionalProperties: true }),
      ),
    },
    { additionalProperties: false },
  ),
);

const Mistakes = Type.Array(
  Type.Object({
    path: Type.String(),
    code: Type.String(),
    params: Type.Optional(Type.Unsafe<Record<string, string | number>>({})),
  }),
);

const Proposal = Type.Object({
  by: Type.String(),
  at: Type.String(),
  /** Whoever asks has proposed it themselves. */
  mine: Type.Boolean(),
  /** Another version is in force than it was proposed with: it must be proposed again. */
  outdated: Type.Boolean(),
});

const Draft = Type.Object({
  id: DraftId,
  revision: Version,
  /** As it was typed. */
  content: Settings,
  /** The version that it was last put together with, and its settings. */
  basedOn: Version,
  base: Settings,
  changedAt: Type.String(),
  changedBy: Type.String(),
  problems: Mistakes,
  proposal: Nullable(Proposal),
});

/** A change rests on a revision of the draft and, where it publishes, on the version in force. */
const Named = Type.Object({ draftId: DraftId, revision: Version, comparedWith: Version });

export const settingsEndpoints = {
  settings: {
    method: 'GET',
    path: '/:id/settings',
    summary:
      'Groups, services, days that count, alert rules and colour rules: in force, and as a draft',
    params: ProgrammeId,
    response: Type.Object({
      version: Version,
      inForce: Settings,
      draft: Nullable(Draft),
      /** How many people are in each group, by its code. */
      people: Type.Unsafe<Record<string, number>>({}),
      /** What days, conditions and services refer to. */
      about: Type.Object({
        attributes: Type.Array(Type.Object({ code: Type.String(), label: TextSchema })),
        milestones: Type.Array(
          Type.Object({ code: Type.String(), label: TextSchema, kind: Type.String() }),
        ),
        pages: Type.Array(Type.Object({ code: Type.String(), title: TextSchema })),
        /** As they are in force, with those of checks. */
        forms: Type.Array(Type.Unsafe<FormDefinition>({})),
      }),
    }),
  },
  saveSettings: {
    method: 'PUT',
    path: '/:id/settings',
    summary:
      'Saves the draft of the settings, if nobody else has since `revision`, also with mistakes; begins one where there is none',
    params: ProgrammeId,
    body: Type.Object({
      /** Null where it is begun. */
      draft: Nullable(Type.Object({ id: DraftId, revision: Version })),
      /** The version in force that it was put together with. */
      basedOn: Version,
      content: Settings,
    }),
    response: Type.Object({
      id: DraftId,
      revision: Version,
      changedAt: Type.String(),
      problems: Mistakes,
    }),
  },
  deleteSettings: {
    method: 'DELETE',
    path: '/:id/settings',
    summary: 'Throws the draft of the settings away',
    params: ProgrammeId,
    query: Type.Object({ draftId: DraftId, revision: Version }),
    response: Done,
  },
  proposeSettings: {
    method: 'POST',
    path: '/:id/settings/proposal',
    summary:
      'Asks for the draft to be published by somebody else, as its alert or colour rules need',
    params: ProgrammeId,
    body: Named,
    response: Done,
  },
  settingsCount: {
    method: 'GET',
    path: '/:id/settings/count',
    summary: 'Whether somebody asked for a draft to be published that whoever asks may publish',
    params: ProgrammeId,
    response: Type.Object({ waiting: Type.Integer() }),
  },
  withdrawSettings: {
    method: 'DELETE',
    path: '/:id/settings/proposal',
    summary: 'Takes back what was proposed',
    params: ProgrammeId,
    response: Done,
  },
  publishSettings: {
    method: 'POST',
    path: '/:id/settings/publish',
    summary:
      'Publishes the draft as the next version of the programme, which everybody then follows',
    params: ProgrammeId,
    body: Named,
    response: Type.Object({ version: Version }),
  },
} as const satisfies Record<string, Endpoint>;

export const settingsProblems = defineProblems({
  settings_changed: {
    status: 409,
    zh: '{name} 刚刚保存过这份草稿。您修改的内容没有丢失。',
    en: '{name} has just saved this draft. Nothing you changed is lost.',
  },
  settings_gone: {
    status: 409,
    zh: '这份草稿刚刚被发布或放弃。您修改的内容没有丢失。',
    en: 'This draft has just been published or thrown away. Nothing you changed is lost.',
  },
  settings_conflict: {
    status: 409,
    zh: '草稿和现行版本改动了同一处，请先选择保留哪一个。',
    en: 'The draft and the version in force have changed the same thing. Please choose first which to keep.',
  },
  settings_unchanged: {
    status: 409,
    zh: '草稿与现行版本相同，没有可发布的内容。',
    en: 'The draft says what the version in force says: there is nothing to publish.',
  },
  settings_invalid: {
    status: 422,
    zh: '草稿还有需要修改的地方，改好后才能发布。',
    en: 'Something in the draft needs a change before it can be published.',
  },
  proposal_needed: {
    status: 409,
    zh: '预警规则或码色规则有改动：请先提请发布，再由另一人发布。',
    en: 'Alert or colour rules change: please ask for it to be published first; then somebody else publishes it.',
  },
  proposal_not_needed: {
    status: 409,
    zh: '这些改动不需要第二人，可以直接发布。',
    en: 'These changes need no second person. You can publish them.',
  },
  proposal_own: {
    status: 403,
    zh: '这次发布由您提请，须由另一人发布。',
    en: 'You asked for this to be published. Somebody else must publish it.',
  },
  proposer_may_not: {
    status: 409,
    zh: '提请发布的人已没有修改规则的权限，请由另一人重新提请。',
    en: 'Whoever asked for it may not change rules any more. Please have somebody else ask for it again.',
  },
  colours_fixed: {
    status: 422,
    zh: '一个项目是否有健康码，在建立时就已确定。',
    en: 'Whether a programme has health codes was decided when it was made.',
  },
});

export const settingsPermissions = definePermissions({
  'programme.change_rules': {
    zh: '修改并发布人员类别、服务、填报日期、预警规则和码色规则',
    en: 'Change and publish groups, services, days that count, alert rules and colour rules',
  },
});

export const settingsActions = defineAuditActions({
  'programme.rules_draft_started': { zh: '新建规则草稿', en: 'Started draft of rules' },
  'programme.rules_draft_deleted': { zh: '放弃规则草稿', en: 'Deleted draft of rules' },
  'programme.rules_proposed': { zh: '提请发布规则', en: 'Asked for rules to be published' },
  'programme.rules_withdrawn': {
    zh: '撤回规则发布申请',
    en: 'Took back a request to publish rules',
  },
  'programme.rules_published': { zh: '发布规则', en: 'Published rules' },
});
