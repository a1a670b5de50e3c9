import type { DocumentRule } from '../../../forms/programme.ts';
import { documentsOf, initialPasswordOf } from '../../../forms/sign-in.ts';
import { useText, useWords } from '../i18n.ts';
import { peopleWords } from './people-words.ts';
import { usePublicProgramme } from './public-programme.ts';

/** For each date that a document may go by: what it is called, and an example of how it is written. */
const dates = {
  validFrom: { name: 'dateValidFrom', example: 'exampleValidFrom' },
  issuedOn: { name: 'dateIssuedOn', example: 'exampleIssuedOn' },
} as const satisfies Record<DocumentRule['date'], object>;

/** Which date of which document of the programme is the initial password (SPEC G3.1); empty without any. */
export function useInitialPasswordDates(): { document: string; date: string; example: string }[] {
  const { signIn } = usePublicProgramme();
  const t = useWords(peopleWords);
  const text = useText();
  return documentsOf(signIn).map(({ label, date }) => ({
    document: text(label),
    date: t(dates[date].name),
    example: t(dates[date].example),
  }));
}

/** What is said where the password is typed; nothing for people who have no initial password. */
export function usePasswordHint(): string | undefined {
  const { signIn } = usePublicProgramme();
  const t = useWords(peopleWords);
  const initial = initialPasswordOf(signIn);
  return initial && t(initial === 'random' ? 'passwordHintRandom' : 'passwordHint');
}

const digits = /^(?:(?:\[0-9\]|\\d)(?:\{\d+(?:,\d*)?\}|[+*])?)+$/;

/** What a card number is typed with: the keyboard of digits where its pattern has nothing else. */
export function keyboardFor(pattern: string | undefined): { inputMode?: 'numeric' } {
  return pattern !== undefined && digits.test(pattern) ? { inputMode: 'numeric' } : {};
}
