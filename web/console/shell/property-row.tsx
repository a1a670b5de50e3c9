import { Input } from 'antd';
import { type ReactNode, useId } from 'react';
import { fillIn } from '../../../forms/messages.ts';
import { problemMessages } from '../../../forms/problems.ts';
import { programmesProblems } from '../../../modules/programmes/contract.ts';
import type { FieldProblem } from '../../../platform/contract.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { useDraft, useProblemsAt } from './draft-context.ts';
import { draftWords } from './draft-words.ts';
import { type Path, valueAt } from './paths.ts';
import styles from './properties.module.css';

/** What a mistake of a draft says. */
export function useProblemText(): (problem: Pick<FieldProblem, 'code' | 'params'>) => string {
  const lang = useLang();
  const known: Record<string, { zh: string; en: string }> = {
    ...problemMessages,
    ...programmesProblems,
  };
  return ({ code, params = {} }) => {
    const text = known[code];
    return text ? fillIn(text, params, lang, (instant) => instant) : code;
  };
}

/** The mistakes at a path, below its control. */
export function Mistakes({ path, below = false }: { path: Path; below?: boolean }) {
  const problems = useProblemsAt(path, below);
  const textOf = useProblemText();
  if (problems.length === 0) return null;
  const texts = [...new Set(problems.map(textOf))];
  return (
    <p className={styles.mistake} role="status">
      {texts.join(' ')}
    </p>
  );
}

/** A property with its name, its control and its mistakes. */
export function PropertyRow(props: {
  label: string;
  hint?: string | undefined;
  path: Path;
  /** Mistakes further inside are told here as well. */
  below?: boolean;
  children: (id: string) => ReactNode;
}) {
  const { label, hint, path, below = false, children } = props;
  const id = useId();
  return (
    <div className={styles.row} data-at={path.join('.')}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      {children(id)}
      {hint && <p className={styles.hint}>{hint}</p>}
      <Mistakes path={path} below={below} />
    </div>
  );
}

/** A text in both languages. One that is empty in both is left out where it may be. */
export function Texts(props: {
  label: string;
  hint?: string | undefined;
  path: Path;
  rows?: number;
  optional?: boolean;
}) {
  const { label, hint, path, rows = 1, optional = false } = props;
  const t = useWords(draftWords);
  const { now, set: setAt, isFixed } = useDraft();
  const value = (valueAt(now, path) ?? {}) as { zh?: string; en?: string };
  const set = (lang: 'zh' | 'en', typed: string) => {
    const next = { zh: value.zh ?? '', en: value.en ?? '', [lang]: typed };
    const isGone = optional && next.zh === '' && next.en === '';
    setAt(path, isGone ? undefined : next);
  };
  return (
    <PropertyRow {...{ label, hint, path }} below>
      {(id) => (
        <div className={styles.pair}>
          {(['zh', 'en'] as const).map((lang) => {
            const common = {
              ...{
                value: value[lang] ?? '',
                disabled: isFixed,
                'aria-label': `${label} ${t(lang)}`,
              },
              ...(lang === 'zh' && { id }),
            };
            return rows > 1 ? (
              <Input.TextArea
                key={lang}
                {...common}
                autoSize={{ minRows: rows, maxRows: 8 }}
                placeholder={t(lang)}
                onChange={(event) => set(lang, event.target.value)}
              />
            ) : (
              <Input
                key={lang}
                {...common}
                suffix={<span className={styles.lang}>{t(lang)}</span>}
                onChange={(event) => set(lang, event.target.value)}
              />
            );
          })}
        </div>
      )}
    </PropertyRow>
  );
}
