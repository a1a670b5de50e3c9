import { Button, Checkbox, Select } from 'antd';
import { Panel } from '../../shared/antd/pc-parts.tsx';
import { useText, useWords } from '../../shared/i18n.ts';
import textStyles from '../../shared/text.module.css';
import { useHeaderOf, useOptionsOf } from './column-meanings.ts';
import styles from './import-reading.module.css';
import type { Choices, Preview, Reading } from './reading.ts';
import { readingWords } from './reading-words.ts';

/** Mends that somebody may accept for all rows alike, and those that were accepted. */
export function Mends({ preview, reading }: { preview: Preview; reading: Reading }) {
  const t = useWords(readingWords);
  const headerOf = useHeaderOf(preview);
  const { mends, values } = preview;
  if (mends.length + values.length === 0) return null;
  const has = (column: string, mend: Preview['mends'][number]['mends'][number]) =>
    reading.choices?.mends.some((each) => each.column === column && each.mend === mend) ?? false;
  const set = (offer: Preview['mends'][number], on: boolean) =>
    reading.change((before) => ({
      mends: [
        ...before.mends.filter(
          ({ column, mend }) =>
            column !== offer.column ||
            !(offer.mends.includes(mend) || isOtherOrder(offer.mends[0], mend)),
        ),
        ...(on ? offer.mends.map((mend) => ({ column: offer.column, mend })) : []),
      ],
    }));
  const open = {
    mends: mends.filter(
      ({ accepted, mends: [first], column }) =>
        !accepted && first && !isOtherOrder(first, 'day_first') && !has(column, first),
    ),
    values: values.filter(
      ({ accepted, to, column, from }) =>
        !accepted && to !== null && !reading.choices?.values.some(isOf(column, from)),
    ),
  };
  const acceptAll = () =>
    reading.change((before) => ({
      mends: [
        ...before.mends,
        ...open.mends.flatMap(({ column, mends: names }) =>
          names.map((mend) => ({ column, mend })),
        ),
      ].filter(isFirstOfItsKind),
      values: [
        ...before.values,
        ...open.values
          .filter(({ column, from }) => !before.values.some(isOf(column, from)))
          .map(({ column, from, to }) => ({ column, from, to: to ?? '' })),
      ],
    }));
  const count = open.mends.length + open.values.length;
  return (
    <Panel
      title={t('mends')}
      extra={count > 0 && <Button onClick={acceptAll}>{t('mendAll', { count })}</Button>}
    >
      <p className={textStyles.soft}>{t('mendsHint')}</p>
      <ul className={styles.list}>
        {mends.map((offer) => {
          const on = offer.mends.every((mend) => has(offer.column, mend));
          return (
            <li key={`${offer.column} ${offer.mends.join()} ${offer.accepted}`}>
              <Checkbox checked={on} onChange={(event) => set(offer, event.target.checked)}>
                <strong>{headerOf(offer.column)}</strong>
                {t('colon')}
                {offer.mends.map((mend) => t(`mend_${mend}`)).join(' + ')}{' '}
                {offer.rows > 0 && (
                  <span className={textStyles.soft}>{t('inRows', { count: offer.rows })}</span>
                )}
              </Checkbox>
              {offer.examples.length > 0 && (
                <span className={styles.examples}>
                  {offer.examples.map(({ row, from, to }) => (
                    <span key={row}>
                      {from} → {to}
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

const isOf = (column: string, from: string) => (each: Choices['values'][number]) =>
  each.column === column && each.from === from;

function isFirstOfItsKind(
  { column, mend }: Choices['mends'][number],
  index: number,
  all: Choices['mends'],
): boolean {
  return all.findIndex((each) => each.column === column && each.mend === mend) === index;
}

/** Days are written one way or the other, never both. */
function isOtherOrder(one: string | undefined, other: string): boolean {
  const orders = ['day_first', 'month_first'];
  return one !== undefined && orders.includes(one) && orders.includes(other);
}

type ValueLineProps = { offer: Preview['values'][number]; header: string; reading: Reading };

/** A text that names nothing known, and what it is said to mean. */
function ValueLine({ offer, header, reading }: ValueLineProps) {
  const t = useWords(readingWords);
  const text = useText();
  const options = useOptionsOf()(offer.column);
  const { column, from, rows } = offer;
  const chosen = reading.choices?.values.find(isOf(column, from))?.to;
  const likely = options.find(({ value }) => value === offer.to);
  const set = (to: string | undefined) =>
    reading.change(({ values }) => ({
      values: [
        ...values.filter((each) => !isOf(column, from)(each)),
        ...(to ? [{ column, from, to }] : []),
      ],
    }));
  return (
    <li className={styles.line}>
      <span className={styles.found}>
        <span>
          <strong>{header}</strong>
          {t('colon')}“{from}”{' '}
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
