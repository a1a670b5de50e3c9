import { adviceOf } from '../../../forms/alerts.ts';
import type { FormDefinition, Text, Values } from '../../../forms/definition.ts';
import { useText } from '../i18n.ts';
import { usePublicProgramme } from './public-programme.ts';

/** What a person is told to do about what they reported, with whom to call; null where nothing is. */
export function useAdvice(advice: readonly Text[]) {
  const { contacts } = usePublicProgramme();
  const text = useText();
  if (advice.length === 0) return null;
  const { phone } = contacts;
  return { texts: advice.map(text), phone, tel: `tel:${phone.replace(/[^+\d]/g, '')}` };
}

/** The advice on a report that was sent, by the version of the form that it was made with. */
export function adviceOn(
  { formVersionId, values }: { formVersionId: number; values: Values },
  definitions: Record<string, FormDefinition>,
): Text[] {
  const definition = definitions[String(formVersionId)];
  return definition ? adviceOf(definition, values) : [];
}
