import type { Field } from '../../../../forms/definition.ts';
import type { ProgrammeTemplate } from '../../../../forms/programme.ts';
import { penguins } from '../../../../forms/testing/penguins.ts';

/** The penguins' programme, whose weigh-in may be changed, and filled in later. */
export const changing: ProgrammeTemplate = {
  ...penguins,
  forms: penguins.forms.map((form) =>
    form.policy.slots === 'daily'
      ? { ...form, policy: { ...form.policy, change: 'anytime', backfill: true } }
      : form,
  ),
};

/** The weigh-in also asks for this. */
export function withField(programme: ProgrammeTemplate, field: Field): ProgrammeTemplate {
  const forms = programme.forms.map((each) => {
    const { definition } = each;
    const fields = [...definition.fields, field];
    return { ...each, definition: { ...definition, fields } };
  });
  return { ...programme, forms };
}

/** The weigh-in also asks for pictures. */
export function withPhotos(programme: ProgrammeTemplate): ProgrammeTemplate {
  const label = { zh: '照片', en: 'Pictures' };
  return withField(programme, { type: 'photos', code: 'pictures', label, required: false, max: 2 });
}
