import { brokenCheck } from '../../../forms/messages.ts';
import { useLang } from '../i18n.ts';
import { fieldText } from '../problems.ts';
import type { PublishedForm } from './forms.ts';
import { usePublicProgramme } from './public-programme.ts';
import { useParticipant } from './session.ts';

/**
 * What a report of this form breaks since a milestone became known or was moved, in the words in
 * which sending it would be refused; nothing where all fits.
 */
export function useBrokenChecks(form: PublishedForm | undefined): string[] {
  const { forms, milestones } = useParticipant().overview;
  const { zone } = usePublicProgramme();
  const lang = useLang();
  const broken = forms.find((each) => each.form === form?.definition.code)?.checks ?? [];
  return (form?.definition.checks ?? []).flatMap((check) => {
    const at = milestones[check.milestone];
    if (!at || !broken.includes(check.code)) return [];
    return [fieldText(brokenCheck(check, at), lang, zone)];
  });
}
