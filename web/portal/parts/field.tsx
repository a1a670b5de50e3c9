import { EyeInvisibleOutline, EyeOutline } from 'antd-mobile-icons';
import { type InputHTMLAttributes, type ReactNode, type Ref, useId, useState } from 'react';
import { useWords } from '../../shared/i18n.ts';
import { words } from '../people/words.ts';
import '../../shared/mobile/form.css';

type FrameProps = {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  /** What stands beside the control, in the same line. */
  beside?: ReactNode;
};

type Control = { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true };

/** Label, control, hint and mistake, tied together for those who cannot see them. */
export function Field(props: FrameProps & { children: (control: Control) => ReactNode }) {
  const { label, hint, error, beside, children } = props;
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  const control: Control = {
    id,
    ...(described && { 'aria-describedby': described }),
    ...(error && { 'aria-invalid': true as const }),
  };
  return (
    <div className={error ? 'ax-entry ax-bad' : 'ax-entry'}>
      <label className="ax-label" htmlFor={id}>
        {label}
      </label>
      <div className="ax-entry-line">
        {children(control)}
        {beside}
      </div>
      {hint && (
        <span className="ax-hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {error && (
        <span className="ax-error" id={`${id}-error`}>
          <span aria-hidden="true" className="ax-error-mark">
            !
          </span>
          {error}
        </span>
      )}
    </div>
  );
}

type InputProps = FrameProps &
  Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value' | 'id'> & {
    value: string;
    onChange: (value: string) => void;
    ref?: Ref<HTMLInputElement>;
  };

export function TextEntry({ label, hint, error, beside, onChange, ...rest }: InputProps) {
  return (
    <Field {...{ label, hint, error, beside }}>
      {(control) => (
        <input
          type="text"
          {...rest}
          {...control}
          className="ax-input"
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

/** A password, which can be looked at. */
export function PasswordEntry(props: Omit<InputProps, 'type' | 'beside'>) {
  const t = useWords(words);
  const [shown, setShown] = useState(false);
  const toggle = (
    <button
      type="button"
      className="ax-icon-button ax-in-input"
      aria-label={t(shown ? 'hidePassword' : 'showPassword')}
      aria-pressed={shown}
      onClick={() => setShown(!shown)}
    >
      {shown ? <EyeOutline aria-hidden="true" /> : <EyeInvisibleOutline aria-hidden="true" />}
    </button>
  );
  return (
    <TextEntry
      {...props}
      type={shown ? 'text' : 'password'}
      autoCapitalize="off"
      autoCorrect="off"
      spellCheck={false}
      beside={toggle}
    />
  );
}
