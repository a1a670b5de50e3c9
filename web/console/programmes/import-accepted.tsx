import { Panel } from '../../shared/antd/pc-parts.tsx';
import { useText, useWords } from '../../shared/i18n.ts';
import { useHeaderOf, useOptionsOf } from './column-meanings.ts';
import type { Preview } from './reading.ts';
import { readingWords } from './reading-words.ts';

/** What was accepted of how the workbook was read, beside its receipt. */
export function Accepted({ preview }: { preview: Preview }) {
  const t = useWords(readingWords);
  const text = useText();
  const headerOf = useHeaderOf(preview.columns);
  const mends = preview.mends.filter(({ accepted }) => accepted);
  const values = preview.values.filter(({ accepted }) => accepted);
  const optionsOf = useOptionsOf();
  const meaningOf = (column: string, code: string | null) => {
    const meant = optionsOf(column).find(({ value }) => value === code);
    return meant ? text(meant.text) : code;
  };
  const unused = preview.headers.filter(({ key }) => key === null);
  if (mends.length + values.length + unused.length === 0) return null;
  return (
    <Panel title={t('readAs')}>
      <ul>
        {mends.map(({ column, mends: names, rows }) => (
          <li key={`${column} ${names.join()}`}>
            {headerOf(column)}
            {t('colon')}
            {names.map((name) => t(`mend_${name}`)).join(' + ')}
            {rows > 0 && t('inRows', { count: rows })}
          </li>
        ))}
        {values.map(({ column, from, to, rows }) => (
          <li key={`${column} ${from}`}>
            {headerOf(column)}
            {t('colon')}“{from}” → {meaningOf(column, to)}
            {t('inRows', { count: rows })}
          </li>
        ))}
        {unused.length > 0 && (
          <li>
            {t('unknown')}
            {t('colon')}
            {unused
              .map(({ name, index }) => name || t('noHeader', { number: index + 1 }))
              .join(' · ')}
          </li>
        )}
      </ul>
    </Panel>
  );
}
