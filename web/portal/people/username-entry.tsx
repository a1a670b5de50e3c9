import { useWords } from '../../shared/i18n.ts';
import { signInWords } from '../../shared/participant/sign-in-words.ts';
import { TextEntry } from '../../shared/phone/field.tsx';

/** The user name, by which people who share a phone are told apart. */
export function UsernameEntry(props: {
  error: string | undefined;
  hint?: string;
  value: string;
  onChange: (username: string) => void;
}) {
  const phone = useWords(signInWords);
  return (
    <TextEntry
      {...props}
      label={phone('username')}
      name="username"
      autoComplete="username"
      autoCapitalize="off"
      spellCheck={false}
      maxLength={40}
    />
  );
}
