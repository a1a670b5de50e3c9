import { Button } from 'antd';
import { type ReactNode, useEffect, useRef } from 'react';
import { goToFirstMistake } from '../../shared/antd/form-fields.tsx';
import type { ApiProblem } from '../../shared/api.ts';
import { isAtFields } from '../../shared/participant/mistakes.ts';
import { useWait } from '../../shared/waiting.ts';
import { FormProblem } from '../shell/form-problem.tsx';

type SendFormProps = {
  /** What its button says. */
  label: string;
  busy: boolean;
  problem: ApiProblem | null;
  /** What was wrong is being changed. */
  forget?: () => void;
  /** Paths whose mistakes are shown at their field instead of above. */
  fieldPaths: RegExp;
  disabled?: boolean;
  /** Says whether it was sent; where it was not, the first mistake comes into view. */
  send: () => Promise<boolean>;
  children: ReactNode;
  /** Below the button. */
  after?: ReactNode;
};

/** A small form with one button: mistakes come into view, and who must wait cannot press it. */
export function SendForm(props: SendFormProps) {
  const { label, busy, problem, forget, fieldPaths, disabled, send, children, after } = props;
  const root = useRef<HTMLFormElement>(null);
  const { mustWait } = useWait(problem);
  useEffect(() => {
    if (problem) goToFirstMistake(root.current);
  }, [problem]);
  return (
    <form
      ref={root}
      noValidate
      onInput={forget}
      onSubmit={(event) => {
        event.preventDefault();
        if (busy || mustWait || disabled) return;
        void send().then(
          (sent) => sent || requestAnimationFrame(() => goToFirstMistake(root.current)),
        );
      }}
    >
      {!isAtFields(problem, fieldPaths) && <FormProblem problem={problem} />}
      {children}
      <Button
        type="primary"
        htmlType="submit"
        size="large"
        block
        loading={busy}
        disabled={mustWait || (disabled ?? false)}
      >
        {label}
      </Button>
      {after}
    </form>
  );
}
