import { Button, Checkbox, Select } from 'antd';
import { Panel } from '../../shared/antd/pc-parts.tsx';
import { useText, useWords } from '../../shared/i18n.ts';
import textStyles from '../../shared/text.module.css';
import { useHeaderOf, useOptionsOf } from './column-meanings.ts';
import styles from './import-reading.module.css';
import type { Preview, Reading } from './reading.ts';
import {
  hasMend,
  meaningOf,
  noChoices,
  openOffers,
  withAllOffers,
  withMeaning,
  withMend,
} from './reading-rules.ts';
import { readingWords } from './reading-words.ts';

/** Mends that somebody may accept for all rows alike, and those that were accepted. */
export function Mends({ preview, reading }: { preview: Preview; reading: Reading }) {
  const t = useWords(readingWords);
  const headerOf = useHeaderOf(preview.columns);
  const { mends, values } = preview;
  if (mends.length + values.length === 0) return null;
  const chosen = reading.choices ?? noChoices;
  const open = openOffers(preview, chosen);
  const count = open.mends.length + open.values.length;
  return (
    <Panel
      title={t('mends')}
      extra={
        count > 0 && (
          <Button onClick={() => reading.change((before) => withAllOffers(before, open))}>
            {t('mendAll', { count })}
          </Button>
        )
      }
    >
      <p className={textStyles.soft}>{t('mendsHint')}</p>
      <ul className={styles.list}>
        {mends.map((offer) => {
          const on = offer.mends.every((mend) => hasMend(chosen, offer.column, mend));
          return (
            <li key={`${offer.column} ${offer.mends.join()} ${offer.accepted}`}>
              <Checkbox
                checked={on}
                onChange={({ target }) =>
                  reading.change((before) => withMend(before, offer, target.checked))
                }
              >
                <strong>{headerOf(offer.column)}</strong>
                {t('colon')}
                {offer.mends.map((mend) => t(`mend_${mend}`)).join(' + ')}
                {offer.rows > 0 && (
                  <span className={textStyles.soft}>{t('inRows', { count: offer.rows })}</span>
                )}
              </Checkbox>
              {offer.examples.length > 0 && (
                <span className={styles.examples}>
                  {offer.examples.map(({ row, from, to }) => (
                    <span key={row}>
                      {from || t('rowNumber', { row })} → {to}
                    </span>
                  ))}
                </span>
              )}
            </li>
          );
        })}
        {values.map((offer) => (
          <ValueLine
            key={`${offer.column} ${offer.from}`}
            offer={offer}
            header={headerOf(offer.column)}
            reading={reading}
          />
        ))}
      </ul>
    </Panel>
  );
}

type ValueLineProps = { offer: Preview['values'][number]; header: string; reading: Reading };

/** A text that names nothing known, and what it is said to mean. */
function ValueLine({ offer, header, reading }: ValueLineProps) {
  const t = useWords(readingWords);
  const text = useText();
  const options = useOptionsOf()(offer.column);
  const { column, from, rows } = offer;
  const chosen = meaningOf(reading.choices, { column, from });
  const likely = options.find(({ value }) => value === offer.to);
  const set = (to: string | undefined) =>
    reading.change((before) => withMeaning(before, { column, from }, to));
  return (
    <li className={styles.line}>
      <span className={styles.found}>
        <span>
          <strong>{header}</strong>
          {t('colon')}“{from}”
          <span className={textStyles.soft}>{t('inRows', { count: rows })}</span>
        </span>
        {likely && chosen === undefined && (
          <span>
            <Button size="small" onClick={() => set(likely.value)}>
              {t('takeAs', { name: text(likely.text) })}
            </Button>
          </span>
        )}
      </span>
      <Select
        className={styles.choice}
        aria-label={t('valueMeans', { name: from })}
        placeholder={t('valueOpen')}
        allowClear
        popupMatchSelectWidth={false}
        {...(chosen !== undefined && { value: chosen })}
        options={options.map(({ value, text: label }) => ({ value, label: text(label) }))}
        onChange={set}
      />
    </li>
  );
}
