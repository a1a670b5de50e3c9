import { useWords } from '../../shared/i18n.ts';
import { PasswordEntry } from './entry.tsx';
import { words } from './words.ts';

type NewPassword = { password: string; repeated: string };

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
  const differs = value.repeated !== '' && value.password !== value.repeated;
  const shown = tried || value.repeated.length >= value.password.length;
  return (
    <>
      <PasswordEntry
        label={t('newPassword')}
        hint={t('newPasswordHint')}
        error={tried && !value.password ? t('fillIn') : error}
        name="new-password"
        autoComplete="new-password"
        value={value.password}
        onChange={(password) => onChange({ ...value, password })}
      />
      <PasswordEntry
        label={t('repeatPassword')}
        error={
          tried && !value.repeated ? t('fillIn') : differs && shown ? t('mismatch') : undefined
        }
        name="repeat-password"
        autoComplete="new-password"
        value={value.repeated}
        onChange={(repeated) => onChange({ ...value, repeated })}
      />
    </>
  );
}

export function isReady({ password, repeated }: NewPassword): boolean {
  return password !== '' && password === repeated;
}
