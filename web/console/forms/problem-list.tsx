import { Alert, Button } from 'antd';
import type { Problem } from '../../../forms/problems.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { goTo } from '../shell/go-to.ts';
import marginsStyles from '../shell/margins.module.css';
import { useProblemText } from '../shell/property-row.tsx';
import styles from './builder.module.css';
import { useBuilder } from './builder-context.ts';
import { builderWords } from './builder-words.ts';
import { type Built, fieldAt, type Spot } from './model.ts';

/** The field that a mistake is at; null where it is the form's own. */
export function spotOf({ path }: Pick<Problem, 'path'>): Spot | null {
  const [part, fields, index, inner, innerIndex] = path.split('.');
  if (part !== 'definition' || fields !== 'fields' || index === undefined) return null;
  if (inner === 'fields' && innerIndex !== undefined) return [Number(index), Number(innerIndex)];
  return [Number(index)];
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
