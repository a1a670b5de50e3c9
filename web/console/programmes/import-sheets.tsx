import { Alert, Button, Checkbox, Select, Tag } from 'antd';
import { useId } from 'react';
import { joiners } from '../../../forms/joiners.ts';
import { rosterEncodings } from '../../../modules/programmes/contract.ts';
import { Panel } from '../../shared/antd/pc-parts.tsx';
import { useLang, useWords } from '../../shared/i18n.ts';
import { fieldText } from '../../shared/problems.ts';
import textStyles from '../../shared/text.module.css';
import marginsStyles from '../shell/margins.module.css';
import type { ImportResponse } from './import-parts.tsx';
import styles from './import-sheets.module.css';
import type { Choices, Preview, Reading } from './reading.ts';
import { readingWords } from './reading-words.ts';

type Sheet = Preview['sheets'][number];
type Encoding = NonNullable<Choices['encoding']>;
type Part = { data: ImportResponse; reading: Reading };

/** Whether somebody may still decide how the workbook is read. */
const isOpen = ({ state }: ImportResponse) => state === 'checked' || state === 'refused';

/** What the file holds, which of it is read, and what was done to it. */
export function ImportSheets({ data, reading }: Part) {
  const t = useWords(readingWords);
  const { preview } = data;
  // A text that cannot be decoded has nothing to show, and may be said to be in another encoding.
  if (!preview) {
    if (data.problem !== 'sheet_encoding') return null;
    return (
      <Panel title={t('encoding')}>
        <EncodingChoice data={data} reading={reading} encoding={null} />
      </Panel>
    );
  }
  const { sheets, encoding, notes } = preview;
  if (sheets.length < 2 && encoding === null && notes.length === 0) return null;
  return (
    <Panel title={t(sheets.length > 1 ? 'sheets' : 'inFile')}>
      {sheets.length > 1 && <SheetChoice data={data} reading={reading} sheets={sheets} />}
      {encoding !== null && <EncodingChoice data={data} reading={reading} encoding={encoding} />}
      <Notes notes={notes} />
    </Panel>
  );
}

/** Sheets that look like a roster, too, and would be left out: said before somebody confirms. */
export function ForgottenSheets({ data, reading }: Part) {
  const t = useWords(readingWords);
  const lang = useLang();
  const sheets = data.preview?.sheets ?? [];
  const forgotten = sheets.filter(
    ({ kind, hidden, read }) => kind === 'roster' && !hidden && !read,
  );
  if (forgotten.length === 0) return null;
  const all = sheets.filter((sheet) => sheet.read || forgotten.includes(sheet));
  return (
    <Alert
      className={marginsStyles.below}
      type="warning"
      showIcon
      title={t('sheetsForgotten', {
        names: forgotten.map(({ name }) => name).join(joiners[lang].list),
        count: forgotten.reduce((sum, { rows }) => sum + rows, 0),
      })}
      action={
        <Button
          size="small"
          loading={reading.isBusy}
          onClick={() => reading.check({ sheets: all.map(({ index }) => index) })}
        >
          {t('sheetsReadToo')}
        </Button>
      }
    />
  );
}

function SheetChoice({ data, reading, sheets }: Part & { sheets: Sheet[] }) {
  const t = useWords(readingWords);
  const lang = useLang();
  const readNow = sheets.filter(({ read }) => read).map(({ index }) => index);
  const selected = reading.choices?.sheets ?? readNow;
  const toggle = (index: number) =>
    reading.change(() => ({
      sheets: selected.includes(index)
        ? selected.filter((each) => each !== index)
        : [...selected, index].sort((a, b) => a - b),
    }));
  /** None can be chosen that holds nothing, and the last one stays. */
  const isFixed = ({ index, kind }: Sheet) =>
    kind === 'empty' || (selected.length === 1 && selected.includes(index));
  return (
    <ul className={styles.sheets} aria-label={t('sheets')}>
      {sheets.map((sheet) => (
        <li key={sheet.index}>
          <Checkbox
            checked={selected.includes(sheet.index)}
            disabled={!isOpen(data) || isFixed(sheet) || reading.isBusy}
            onChange={() => toggle(sheet.index)}
          >
            {sheet.name}
          </Checkbox>
          {sheet.hidden && <Tag>{t('sheetHidden')}</Tag>}
          <span className={textStyles.soft}>
            {t('sheetRows', { count: sheet.rows })} · {t(`sheet_${sheet.kind}`)}
            {sheet.kind === 'partial' && sheet.problem && (
              <>
                {' · '}
                {fieldText(
                  { path: '', code: sheet.problem, params: sheet.problemParams ?? {} },
                  lang,
                )}
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

function EncodingChoice({
  data,
  reading,
  encoding,
}: Part & {
  encoding: Encoding | null;
}) {
  const t = useWords(readingWords);
  const field = useId();
  return (
    <div className={styles.encoding}>
      <label htmlFor={field}>{t('encodingRead')}</label>
      <Select<Encoding>
        id={field}
        className={styles.choice}
        value={reading.choices?.encoding ?? encoding}
        placeholder={t('encodingChoose')}
        disabled={!isOpen(data)}
        loading={reading.isBusy}
        options={rosterEncodings.map((value) => ({ value, label: t(`encoding_${value}`) }))}
        onChange={(value) => reading.check({ encoding: value })}
      />
      <span className={textStyles.soft}>{t('encodingHint')}</span>
    </div>
  );
}

function Notes({ notes }: { notes: Preview['notes'] }) {
  const t = useWords(readingWords);
  const lang = useLang();
  if (notes.length === 0) return null;
  return (
    <ul className={styles.notes}>
      {notes.map(({ code, sheet, count, rows }) => {
        const shown = rows.join(joiners[lang].list);
        const more = count > rows.length ? ' …' : '';
        const where = t('noteRows', { rows: `${shown}${more}` });
        return (
          <li key={`${sheet} ${code}`}>
            {sheet && `${sheet}${joiners[lang].colon}`}
            {t(`note_${code}`, { count })} {where}
          </li>
        );
      })}
    </ul>
  );
}

/** Which sheets an import left out, for its receipt. */
export function SheetsNotRead({ data }: { data: ImportResponse }) {
  const t = useWords(readingWords);
  const lang = useLang();
  const left = data.preview?.sheets.filter(({ read, kind }) => !read && kind !== 'empty') ?? [];
  if (left.length === 0) return null;
  const names = left.map(({ name, rows, hidden }) =>
    t(hidden ? 'sheetLeftHidden' : 'sheetLeft', { name: name ?? '', count: rows }),
  );
  return (
    <Alert
      className={marginsStyles.below}
      type="info"
      showIcon
      title={t('sheetsNotRead', { names: names.join(joiners[lang].list) })}
    />
  );
}
