import { Alert, Button } from 'antd';
import type { Problem } from '../../../forms/problems.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import marginsStyles from '../shell/margins.module.css';
import styles from './builder.module.css';
import { useBuilder } from './builder-context.ts';
import { builderWords } from './builder-words.ts';
import { type Built, fieldAt, type Spot } from './model.ts';
import { useProblemText } from './property-row.tsx';

/** The field that a mistake is at; null where it is the form's own. */
export function spotOf({ path }: Pick<Problem, 'path'>): Spot | null {
  const [part, fields, index, inner, innerIndex] = path.split('.');
  if (part !== 'definition' || fields !== 'fields' || index === undefined) return null;
  if (inner === 'fields' && innerIndex !== undefined) return [Number(index), Number(innerIndex)];
  return [Number(index)];
}

/** Brings the control of a path into view once its panel is drawn, and puts the cursor into it. */
function goTo(path: string): void {
  requestAnimationFrame(() => {
    const steps = path.split('.');
    // The nearest place around it that has a control.
    for (let length = steps.length; length > 0; length -= 1) {
      const at = steps.slice(0, length).join('.');
      const place = document.querySelector<HTMLElement>(`[data-at="${CSS.escape(at)}"]`);
      if (!place) continue;
      place.scrollIntoView({ block: 'center' });
      place.querySelector<HTMLElement>('input, textarea, button')?.focus({ preventScroll: true });
      return;
    }
  });
}

/** Everything for which the draft cannot be published; a press leads to where it is mended. */
export function ProblemList() {
  const t = useWords(builderWords);
  const lang = useLang();
  const textOf = useProblemText();
  const { problems, history, act } = useBuilder();
  if (problems.length === 0) return null;
  const whereOf = (problem: Problem, built: Built) => {
    const spot = spotOf(problem);
    const field = spot && fieldAt(built, spot);
    if (field) return field.label[lang] || field.code || t('unnamed');
    return problem.path.startsWith('programme') ? t('inProgramme') : t('ofForm');
  };
  return (
    <Alert
      className={marginsStyles.below}
      type="warning"
      showIcon
      title={t('problems', { count: problems.length })}
      description={
        <ul className={styles.problems}>
          {problems.map((problem) => (
            <li key={`${problem.path} ${problem.code}`}>
              <Button
                type="link"
                size="small"
                onClick={() => {
                  act({ type: 'select', spot: spotOf(problem) });
                  goTo(problem.path);
                }}
              >
                {whereOf(problem, history.now)}
              </Button>
              {textOf(problem)}
            </li>
          ))}
        </ul>
      }
    />
  );
}
