import { useWords } from '../../shared/i18n.ts';
import { type NewPassword, passwordMistakes } from '../../shared/participant/new-password.ts';
import { PasswordEntry } from '../../shared/phone/field.tsx';
import { words } from './words.ts';

/** A new password, twice. */
export function NewPasswordFields(props: {
  value: NewPassword;
  onChange: (value: NewPassword) => void;
  /** Sending was tried. */
  tried: boolean;
  /** What the server said of the password. */
  error?: string | undefined;
}) {
  const { value, onChange, tried, error } = props;
  const t = useWords(words);
  const found = passwordMistakes(value, tried);
  const told = (mistake: 'fillIn' | 'mismatch' | undefined) => mistake && t(mistake);
  return (
    <>
      <PasswordEntry
        label={t('newPassword')}
        hint={t('newPasswordHint')}
        error={told(found.password) ?? error}
        name="new-password"
        autoComplete="new-password"
        value={value.password}
        onChange={(password) => onChange({ ...value, password })}
      />
      <PasswordEntry
        label={t('repeatPassword')}
        error={told(found.repeated)}
        name="repeat-password"
        autoComplete="new-password"
        value={value.repeated}
        onChange={(repeated) => onChange({ ...value, repeated })}
      />
    </>
  );
}
