import { Button, DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { codeColours, colourNames } from '../../../forms/colours.ts';
import { ApiProblem } from '../../shared/api-problem.ts';
import { zoneName } from '../../shared/format.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import { fieldText } from '../../shared/problems.ts';
import filtersStyles from '../shell/filters.module.css';
import { PlacePicker } from '../shell/place-picker.tsx';
import { useProgramme } from '../shell/programme.tsx';
import styles from './checks.module.css';
import { type Filter, type Mark, marks, noFilter } from './filter.ts';
import { checkWords } from './words.ts';

type Props = {
  draft: Filter;
  onDraft: (draft: Filter) => void;
  onSearch: (filter: Filter) => void;
  error: unknown;
};

/** What is looked for; nothing is asked before somebody says so, for each look is noted. */
export function FilterRow({ draft, onDraft, onSearch, error }: Props) {
  const t = useWords(checkWords);
  const text = useText();
  const lang = useLang();
  const set = (change: Partial<Filter>) => onDraft({ ...draft, ...change });
  const problems = error instanceof ApiProblem ? error.fields : [];
  return (
    <form
      className={styles.search}
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(draft);
      }}
    >
      <div className={filtersStyles.filters}>
        <Input
          className={filtersStyles.group}
          aria-label={t('document')}
          placeholder={t('document')}
          title={t('documentHint')}
          autoComplete="off"
          allowClear
          maxLength={60}
          value={draft.document}
          onChange={(event) => set({ document: event.target.value })}
        />
        <Input
          className={styles.name}
          aria-label={t('name')}
          placeholder={t('name')}
          title={t('nameHint')}
          autoComplete="off"
          allowClear
          maxLength={100}
          value={draft.name}
          onChange={(event) => set({ name: event.target.value })}
        />
        <Time label={t('from')} value={draft.from} onChange={(from) => set({ from })} />
        <Time label={t('to')} value={draft.to} onChange={(to) => set({ to })} />
        <Button type="primary" htmlType="submit">
          {t('search')}
        </Button>
        <Button
          onClick={() => {
            onDraft(noFilter);
            onSearch(noFilter);
          }}
        >
          {t('reset')}
        </Button>
      </div>
      {problems.map((problem) => (
        <p key={problem.path} role="alert" className={styles.problem}>
          {fieldText(problem, lang)}
        </p>
      ))}
      <div className={filtersStyles.filters}>
        <PlacePicker value={draft.placeId} onChange={(placeId) => set({ placeId })} />
        <Select
          className={styles.short}
          aria-label={t('colour')}
          placeholder={t('anyColour')}
          allowClear
          value={draft.colour ?? null}
          options={codeColours.map((value) => ({ value, label: text(colourNames[value]) }))}
          onChange={(colour) => set({ colour: colour ?? undefined })}
        />
        <Select<Mark[]>
          className={filtersStyles.group}
          mode="multiple"
          maxTagCount="responsive"
          aria-label={t('marks')}
          placeholder={t('anyMark')}
          value={draft.marks}
          options={marks.map((value) => ({ value, label: t(value) }))}
          onChange={(chosen) => set({ marks: chosen })}
        />
        <Select<Filter['sort']>
          className={styles.short}
          aria-label={t('sort')}
          value={draft.sort}
          options={(['newest', 'oldest'] as const).map((value) => ({ value, label: t(value) }))}
          onChange={(sort) => set({ sort })}
        />
        <Time label={t('jumpTo')} value={draft.jumpTo} onChange={(jumpTo) => set({ jumpTo })} />
      </div>
    </form>
  );
}

const asTyped = 'YYYY-MM-DD HH:mm';

/** A minute on the programme’s clocks. */
function Time(props: {
  label: string;
  value: string | undefined;
  onChange: (time: string | undefined) => void;
}) {
  const lang = useLang();
  const { zone } = useProgramme().definition;
  return (
    <DatePicker
      className={styles.time}
      aria-label={props.label}
      placeholder={props.label}
      title={zoneName(zone, lang)}
      showTime={{ format: 'HH:mm' }}
      showNow={false}
      format={asTyped}
      value={props.value ? dayjs(props.value) : null}
      onChange={(time) => props.onChange(time?.format('YYYY-MM-DDTHH:mm'))}
    />
  );
}
