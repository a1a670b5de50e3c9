import type {
  ProgrammeContent,
  ProgrammeStructure,
  ProgrammeTemplate,
} from '../../../forms/programme.ts';
import { type IdentityNeeds, wordingOf } from '../../../forms/programme-identity.ts';
import { templateInitialPassword, templateNeeds } from '../../../forms/template.ts';

/** What an identity is about: services and forms by their names, and what it must have. */
export function serializeFrame(
  { services, forms, attributes }: ProgrammeStructure | ProgrammeContent,
  needs: IdentityNeeds,
) {
  return {
    needs,
    services,
    forms: forms.map(({ definition }) => ({
      title: definition.title,
      wording: wordingOf(definition),
    })),
    attributes: attributes.map(({ code, label }) => ({ code, label })),
  };
}

export function serializeTemplate(template: ProgrammeTemplate) {
  const { code, title, description, startsOn, endsOn, parts, draft, example } = template;
  return {
    ...{ code, title, description, startsOn, endsOn, parts, draft, example },
    initialPassword: templateInitialPassword(template) ?? null,
    ...serializeFrame(template.structure, templateNeeds(template)),
  };
}
