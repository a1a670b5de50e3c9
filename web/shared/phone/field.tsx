import { EyeInvisibleOutline, EyeOutline } from 'antd-mobile-icons';
import {
  type InputHTMLAttributes,
  type ReactNode,
  type Ref,
  type SubmitEvent,
  useId,
  useState,
} from 'react';
import { useWords } from '../i18n.ts';
import buttons from './buttons.module.css';
import styles from './field.module.css';
import { words } from './words.ts';

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
    <div className={styles.entry} data-invalid={error ? '' : undefined}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <div className={styles.entryLine}>
        {children(control)}
        {beside}
      </div>
      {hint && (
        <span className={styles.hint} id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {error && (
        <span className={styles.error} id={`${id}-error`}>
          <span aria-hidden="true" className={styles.errorMark}>
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
          className={styles.input}
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
      className={`${buttons.icon} ${styles.inInput}`}
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

/** What went wrong with all of a form. */
export function FormProblem({ children }: { children: ReactNode }) {
  return (
    <div className={styles.problem} role="alert">
      <span aria-hidden="true" className={styles.errorMark}>
        !
      </span>
      <span>{children}</span>
    </div>
  );
}

/** That what went wrong is over, and the form can be sent again. */
export function FormRelief({ children }: { children: ReactNode }) {
  return (
    <div className={`${styles.problem} ${styles.relief}`} role="status">
      {children}
    </div>
  );
}

/** The fields of a form, one below the other. */
export function Entries({ onSubmit, children }: { onSubmit: () => void; children: ReactNode }) {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form className={styles.entries} noValidate onSubmit={submit}>
      {children}
    </form>
  );
}
