import { Input, type InputProps } from 'antd';
import { type ReactNode, useId } from 'react';
import { describedBy, FieldFrame } from '../../shared/antd/field-frame.tsx';

type FrameProps = {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
};

/** What a control needs to say of itself. */
type Control = {
  id: string;
  'aria-describedby'?: string;
  'aria-invalid'?: true;
  status?: 'error';
};

/** Label above, control, hint and mistake, tied together. */
export function Entry(props: FrameProps & { children: (control: Control) => ReactNode }) {
  const { label, hint, error, children } = props;
  const id = useId();
  const described = describedBy(id, hint !== undefined, error !== undefined);
  const control: Control = {
    id,
    ...(described && { 'aria-describedby': described }),
    ...(error !== undefined && { 'aria-invalid': true as const, status: 'error' as const }),
  };
  return (
    <FieldFrame {...{ id, label, hint, error }} required={false} layout="entry">
      {children(control)}
    </FieldFrame>
  );
}

type TextProps = FrameProps &
  Omit<InputProps, 'onChange' | 'value' | 'id'> & {
    value: string;
    onChange: (value: string) => void;
  };

export function TextEntry({ label, hint, error, onChange, ...rest }: TextProps) {
  return (
    <Entry {...{ label, hint, error }}>
      {(control) => (
        <Input {...rest} {...control} onChange={(event) => onChange(event.target.value)} />
      )}
    </Entry>
  );
}

/** A password, which can be looked at. */
export function PasswordEntry({ label, hint, error, onChange, ...rest }: TextProps) {
  return (
    <Entry {...{ label, hint, error }}>
      {(control) => (
        <Input.Password
          {...rest}
          {...control}
          autoCapitalize="off"
          autoCorrect="off"
          spellCheck={false}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Entry>
  );
}
