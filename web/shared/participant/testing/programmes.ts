import type { Field } from '../../../../forms/definition.ts';
import type { ProgrammeContent } from '../../../../forms/programme.ts';
import { penguins } from '../../../../forms/testing/penguins.ts';

/** The penguins' programme, whose weigh-in may be changed, and filled in later. */
export const changing: ProgrammeContent = {
  ...penguins,
  forms: penguins.forms.map((form) =>
    form.policy.slots === 'daily'
      ? { ...form, policy: { ...form.policy, change: 'anytime', backfill: true } }
      : form,
  ),
};

/** The weigh-in also asks for this. */
export function withField(programme: ProgrammeContent, field: Field): ProgrammeContent {
  const forms = programme.forms.map((each) => {
    const { definition } = each;
    const fields = [...definition.fields, field];
    return { ...each, definition: { ...definition, fields } };
  });
  return { ...programme, forms };
}

/** The weigh-in also asks for pictures. */
export function withPhotos(programme: ProgrammeContent): ProgrammeContent {
  const label = { zh: '照片', en: 'Pictures' };
  return withField(programme, { type: 'photos', code: 'pictures', label, required: false, max: 2 });
}
