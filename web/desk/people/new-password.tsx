import type { ApiProblem } from '../../shared/api.ts';
import { useWords } from '../../shared/i18n.ts';
import { type NewPassword, usePasswordErrors } from '../../shared/participant/new-password.ts';
import { PasswordEntry } from './entry.tsx';
import { words } from './words.ts';

/** A new password, twice. */
export function NewPasswordFields(props: {
  value: NewPassword;
  onChange: (value: NewPassword) => void;
  /** Sending was tried. */
  tried: boolean;
  problem: ApiProblem | null;
}) {
  const { value, onChange, tried, problem } = props;
  const t = useWords(words);
  const errors = usePasswordErrors(value, tried, problem);
  return (
    <>
      <PasswordEntry
        label={t('newPassword')}
        hint={t('newPasswordHint')}
        error={errors.password}
        name="new-password"
        autoComplete="new-password"
        value={value.password}
        onChange={(password) => onChange({ ...value, password })}
      />
      <PasswordEntry
        label={t('repeatPassword')}
        error={errors.repeated}
        name="repeat-password"
        autoComplete="new-password"
        value={value.repeated}
        onChange={(repeated) => onChange({ ...value, repeated })}
      />
    </>
  );
}
