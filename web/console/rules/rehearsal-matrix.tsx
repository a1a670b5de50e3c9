import { type CodeColour, codeColours, colourNames } from '../../../forms/colours.ts';
import { CodeMark } from '../../shared/codes/code-mark.tsx';
import { useText, useWords } from '../../shared/i18n.ts';
import { formatCount } from '../shell/numbers.ts';
import styles from './rehearsal.module.css';
import { rehearsalWords } from './rehearsal-words.ts';

/** Who changes from one colour to another one. */
export type Cell = { from: CodeColour; to: CodeColour };

type Props = {
  matrix: readonly (Cell & { people: number })[];
  onOpen: (cell: Cell) => void;
};

/** How many have which colour by the rules in force, and by the new ones; who keeps theirs stands on the diagonal. */
export function RehearsalMatrix({ matrix, onOpen }: Props) {
  const t = useWords(rehearsalWords);
  const text = useText();
  const count = (from: CodeColour, to: CodeColour) =>
    matrix.find((each) => each.from === from && each.to === to)?.people ?? 0;
  const sum = (of: (cell: Cell) => boolean) =>
    matrix.filter(of).reduce((all, { people }) => all + people, 0);
  return (
    <div className={styles.scroll}>
      <table className={styles.matrix}>
        <caption>{t('matrix')}</caption>
        <thead>
          <tr>
            <th scope="col">
              {t('from')} → {t('to')}
            </th>
            {codeColours.map((to) => (
              <th key={to} scope="col">
                <CodeMark colour={to} />
              </th>
            ))}
            <th scope="col">{t('total')}</th>
          </tr>
        </thead>
        <tbody>
          {codeColours.map((from) => (
            <tr key={from}>
              <th scope="row">
                <CodeMark colour={from} />
              </th>
              {codeColours.map((to) => {
                const people = count(from, to);
                const names = { from: text(colourNames[from]), to: text(colourNames[to]) };
                if (people === 0 || from === to) {
                  return (
                    <td key={to} className={styles.kept}>
                      {people === 0 ? '–' : formatCount(people)}
                    </td>
                  );
                }
                return (
                  <td key={to}>
                    <button
                      type="button"
                      className={styles.cell}
                      aria-label={t('open', {
                        ...names,
                        count: people,
                        number: formatCount(people),
                      })}
                      onClick={() => onOpen({ from, to })}
                    >
                      {formatCount(people)}
                    </button>
                  </td>
                );
              })}
              <td className={styles.kept}>{formatCount(sum((cell) => cell.from === from))}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">{t('total')}</th>
            {codeColours.map((to) => (
              <td key={to} className={styles.kept}>
                {formatCount(sum((cell) => cell.to === to))}
              </td>
            ))}
            <td className={styles.kept}>{formatCount(sum(() => true))}</td>
          </tr>
        </tbody>
      </table>
    </div>
  );
}
