import { Alert, Button, Checkbox, Radio, Select } from 'antd';
import { Panel } from '../../shared/antd/pc-parts.tsx';
import { words as formWords } from '../../shared/antd/words.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import { problemText } from '../../shared/problems.ts';
import textStyles from '../../shared/text.module.css';
import marginsStyles from '../shell/margins.module.css';
import { useProgramme } from '../shell/programme.tsx';
import styles from './import-reading.module.css';
import { useHeaderOf, useOptionsOf } from './preview-words.ts';
import type { Choices, Preview, Reading } from './reading.ts';
import { programmeWords } from './words.ts';

type Part = { preview: Preview; reading: Reading };

/** What was changed of how the workbook is read, and the way to see what comes of it. */
export function ReadingBar({ reading }: { reading: Reading }) {
  const t = useWords(programmeWords);
  const lang = useLang();
  if (!reading.isChanged && !reading.error) return null;
  return (
    <div className={styles.bar} role="status">
      {reading.error ? (
        <Alert type="error" showIcon title={problemText(reading.error, lang)} />
      ) : (
        <span>{t('readingChanged')}</span>
      )}
      <span className={styles.barActions}>
        <Button onClick={reading.undo}>{t('readingUndo')}</Button>
        <Button
          type="primary"
          loading={reading.isBusy}
          disabled={!reading.isChanged}
          onClick={() => reading.check()}
        >
          {t('readingCheck')}
        </Button>
      </span>
    </div>
  );
}

/** Attributes that nobody filled in: what that means is asked, not guessed. */
export function Questions({ preview, reading }: Part) {
  const t = useWords(programmeWords);
  const form = useWords(formWords);
  const text = useText();
  const { attributes } = useProgramme().definition;
  const { questions } = preview;
  if (questions.length === 0) return null;
  const answerOf = (code: string) =>
    reading.choices?.answers.find(({ attribute }) => attribute === code)?.value;
  const answer = (code: string, value: Answer) =>
    reading.change(({ answers }) => ({
      answers: [
        ...answers.filter(({ attribute }) => attribute !== code),
        { attribute: code, value },
      ],
    }));
  return (
    <Panel title={t('questions')}>
      {questions.map(({ attribute: code, inFile }) => {
        const attribute = attributes.find((each) => each.code === code);
        if (!attribute) return null;
        const label = text(attribute.label);
        const own =
          attribute.type === 'yesno'
            ? [
                { value: false, label: t('answerAll', { value: form('no') }) },
                { value: true, label: t('answerAll', { value: form('yes') }) },
              ]
            : (attribute.options ?? []).map((option) => ({
                value: option.code,
                label: t('answerAll', { value: text(option.label) }),
              }));
        return (
          <fieldset key={code} className={styles.question}>
            <legend>{t(inFile ? 'questionBlank' : 'questionAbsent', { label })}</legend>
            <Radio.Group
              className={styles.answers}
              value={keyOf(answerOf(code))}
              onChange={(event) => answer(code, answerIn(own, event.target.value))}
              options={[...own, { value: null, label: t('answerKeep') }].map((option) => ({
                value: keyOf(option.value) ?? '',
                label: option.label,
              }))}
            />
          </fieldset>
        );
      })}
    </Panel>
  );
}

type Answer = Choices['answers'][number]['value'];

/** Choices of a form are texts; null stands for what is on record. */
const keyOf = (value: Answer | undefined): string | undefined =>
  value === undefined ? undefined : JSON.stringify(value);

const answerIn = (options: { value: Answer }[], key: string): Answer =>
  options.find(({ value }) => keyOf(value) === key)?.value ?? null;

/** The columns of the file: what each is taken for, to be corrected by hand. */
export function Columns({ preview, reading }: Part) {
  const t = useWords(programmeWords);
  const text = useText();
  const { columns, headers, merged } = preview;
  const meaningOf = (index: number, name: string, key: string | null) => {
    const own = reading.choices?.columns.find(
      (each) => each.index === index && each.header === name,
    );
    return own ? own.key : key;
  };
  const taken = headers.flatMap(({ index, name, key }) => meaningOf(index, name, key) ?? []);
  const missing = columns.filter(({ key, required }) => required && !taken.includes(key));
  const choose = (index: number, header: string, key: string | null) =>
    reading.change((before) => ({
      columns: [
        // A column is one column of the file: whoever had it is not used now.
        ...before.columns.filter(
          (each) =>
            !(each.index === index && each.header === header) && (key === null || each.key !== key),
        ),
        ...headers
          .filter((each) => key !== null && each.index !== index)
          .filter((each) => meaningOf(each.index, each.name, each.key) === key)
          .map((each) => ({ index: each.index, header: each.name, key: null })),
        { index, header, key },
      ],
    }));
  const options = [
    { value: '', label: t('notUsed') },
    ...columns.map(({ key, label, required }) => ({
      value: key,
      label: `${text(label)}${required ? ' *' : ''}`,
    })),
  ];
  return (
    <Panel title={t('columns')}>
      <p className={textStyles.soft}>{t('columnsHint')}</p>
      {merged.length > 0 && (
        <Alert
          className={marginsStyles.below}
          type="warning"
          showIcon
          title={`${t('merged')}: ${merged.join(', ')}`}
          description={t('mergedHint')}
        />
      )}
      {missing.length > 0 && (
        <Alert
          className={marginsStyles.below}
          type="error"
          showIcon
          title={`${t('missing')}: ${missing.map(({ label }) => text(label)).join(' · ')}`}
          description={t('missingHint')}
        />
      )}
      <ul className={styles.list}>
        {headers.map(({ index, name, key, samples }) => {
          const chosen = meaningOf(index, name, key);
          return (
            <li key={index} className={styles.line}>
              <span className={styles.found}>
                <strong>{name || t('noHeader', { number: index + 1 })}</strong>
                <span
                  className={textStyles.soft}
                  title={samples.join(' · ')}
                  {...(samples.length > 0 && { translate: 'no' as const })}
                >
                  {samples.join(' · ') || t('noValues')}
                </span>
              </span>
              <Select
                className={styles.choice}
                aria-label={t('columnMeans', { name: name || String(index + 1) })}
                value={chosen ?? ''}
                {...(chosen === null && { status: 'warning' as const })}
                showSearch={{ optionFilterProp: 'label' }}
                popupMatchSelectWidth={false}
                options={options}
                onChange={(next: string) => choose(index, name, next || null)}
              />
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}

/** Mends that somebody may accept for all rows alike, and those that were accepted. */
export function Mends({ preview, reading }: Part) {
  const t = useWords(programmeWords);
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
  const t = useWords(programmeWords);
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
