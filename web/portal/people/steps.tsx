import { Button } from 'antd-mobile';
import { type ReactNode, useRef } from 'react';
import type { ApiProblem } from '../../shared/api.ts';
import { useWords } from '../../shared/i18n.ts';
import { useGoToMistake } from '../../shared/mobile/go-to-mistake.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import buttonsStyles from '../../shared/phone/buttons.module.css';
import cardStyles from '../../shared/phone/card.module.css';
import fieldStyles from '../../shared/phone/field.module.css';
import textStyles from '../../shared/text.module.css';
import { useWait } from '../../shared/waiting.ts';
import { FormProblem } from './waiting.tsx';
import { words } from './words.ts';

/** One of three steps, and what it is about. */
export function StepCard(props: { number: number; title: string; children: ReactNode }) {
  const t = useWords(words);
  return (
    <section className={cardStyles.card}>
      <p className={textStyles.soft}>{t('step', { n: props.number })}</p>
      <h2>{props.title}</h2>
      {props.children}
    </section>
  );
}

/** A step's form: its mistakes come into view, its button says what comes next. */
export function StepForm(props: {
  busy: boolean;
  problem: ApiProblem | null;
  /** The problem is told at a field instead of above. */
  quiet?: boolean;
  disabled?: boolean;
  /** Left out: that another step follows. */
  label?: string;
  forget: () => void;
  send: () => Promise<boolean>;
  onAgain?: () => void;
  children: ReactNode;
}) {
  const { busy, problem, forget, quiet, disabled, label, send, onAgain, children } = props;
  const { zone } = usePublicProgramme();
  const t = useWords(words);
  const root = useRef<HTMLFormElement>(null);
  const showMistakes = useGoToMistake(root);
  const { mustWait } = useWait(problem);
  return (
    <form
      ref={root}
      className={fieldStyles.entries}
      noValidate
      onInput={forget}
      onSubmit={(event) => {
        event.preventDefault();
        void send().then((sent) => sent || showMistakes());
      }}
    >
      {!quiet && <FormProblem problem={problem} zone={zone} />}
      {children}
      <Button
        type="submit"
        color="primary"
        size="large"
        block
        disabled={busy || mustWait || (disabled ?? false)}
      >
        {label ?? t('next')}
      </Button>
      {onAgain && (
        <button type="button" className={buttonsStyles.text} onClick={onAgain}>
          {t('startAgain')}
        </button>
      )}
    </form>
  );
}
