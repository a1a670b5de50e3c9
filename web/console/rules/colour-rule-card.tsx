import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, InputNumber, Select } from 'antd';
import { type ColourRule, codeColours, colourNames } from '../../../forms/colours.ts';
import { describeColourRule } from '../../../forms/compare/describe-rules.ts';
import { CodeMark } from '../../shared/codes/code-mark.tsx';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import { ConditionEditor } from '../shell/condition-editor.tsx';
import { compared } from '../shell/condition-value.ts';
import { Mistakes, PropertyRow, Texts } from '../shell/property-row.tsx';
import { useTold } from '../shell/use-told.ts';
import { Card, mover, Sentence } from './cards.tsx';
import { Numbers } from './numbers.tsx';
import styles from './rules.module.css';
import { formOf, useRules } from './rules-context.ts';
import { rulesWords } from './rules-words.ts';

/** What gives people a colour, why, and how it ends. */
export function ColourRuleCard(props: {
  rules: readonly ColourRule[];
  rule: ColourRule;
  index: number;
}) {
  const { rules, rule, index } = props;
  const t = useWords(rulesWords);
  const lang = useLang();
  const text = useText();
  const { about, set, isFixed } = useRules();
  const path = ['colours', 'rules', index];
  const name = rule.label[lang] || t('ruleNumber', { n: index + 1 });
  const setEnd = (end: 'cleanReport' | 'normalMeasurement', isSo: boolean) =>
    set([...path, 'ends', end], isSo ? true : undefined);
  return (
    <Card
      at={path.join('.')}
      {...{ name, isFixed }}
      extra={<CodeMark colour={rule.colour} />}
      onRemove={() => set(['colours', 'rules'], rules.toSpliced(index, 1))}
      {...mover(rules, index, (next) => set(['colours', 'rules'], next))}
    >
      <Mistakes path={path} />
      <div className={styles.two}>
        <Texts label={t('codeLabel')} path={[...path, 'label']} />
        <PropertyRow label={t('colour')} path={[...path, 'colour']}>
          {(id) => (
            <Select
              id={id}
              disabled={isFixed}
              value={rule.colour}
              options={codeColours
                .filter((value) => value !== 'green' && value !== 'grey')
                .map((value) => ({ value, label: text(colourNames[value]) }))}
              onChange={(value) => set([...path, 'colour'], value)}
            />
          )}
        </PropertyRow>
      </div>
      <Texts label={t('codeAdvice')} path={[...path, 'advice']} rows={2} />
      <Causes {...{ rule, path, name }} />
      <h4>{t('ends')}</h4>
      <div className={styles.two}>
        <Numbers
          label={t('afterDays')}
          hint={t('afterDaysHint')}
          path={[...path, 'ends', 'afterDays']}
          value={rule.ends.afterDays}
          {...{ max: 366, unit: 'days' }}
        />
        <div>
          {(['cleanReport', 'normalMeasurement'] as const).map((end) => (
            <div key={end} data-at={[...path, 'ends', end].join('.')}>
              <Checkbox
                checked={rule.ends[end] === true}
                disabled={isFixed}
                onChange={({ target }) => setEnd(end, target.checked)}
              >
                {t(end)}
              </Checkbox>
              <Mistakes path={[...path, 'ends', end]} />
            </div>
          ))}
        </div>
      </div>
      <Sentence text={describeColourRule(rule, about.forms, lang)} />
    </Card>
  );
}

type CausesProps = { rule: ColourRule; path: (string | number)[]; name: string };

function Causes({ rule, path, name }: CausesProps) {
  const t = useWords(rulesWords);
  const { set, isFixed, about } = useRules();
  const { reports = [], measured, byHand } = rule;
  const [first] = about.forms;
  const setReports = (next: typeof reports) =>
    set([...path, 'reports'], next.length > 0 ? next : undefined);
  const [field] = first?.fields ?? [];
  return (
    <>
      <h4>{t('causes')}</h4>
      {reports.map((report, index) => (
        <ReportCause
          // biome-ignore lint/suspicious/noArrayIndexKey: causes have nothing else to be told apart by
          key={index}
          {...{ report, name }}
          path={[...path, 'reports', index]}
          onChange={(next) =>
            setReports(next ? reports.with(index, next) : reports.toSpliced(index, 1))
          }
        />
      ))}
      {first && field && (
        <Button
          size="small"
          icon={<PlusOutlined />}
          disabled={isFixed}
          onClick={() => setReports([...reports, { form: first.code, when: compared(field) }])}
        >
          {t('addReport')}
        </Button>
      )}
      <div className={styles.causes}>
        <span>
          <Checkbox
            checked={measured !== undefined}
            disabled={isFixed}
            onChange={({ target }) =>
              set([...path, 'measured'], target.checked ? { gte: 37.3 } : undefined)
            }
          >
            {t('byMeasurement')}
          </Checkbox>
          {measured && (
            <InputNumber
              size="small"
              {...{ min: 34, max: 43, step: 0.1, disabled: isFixed }}
              aria-label={t('byMeasurement')}
              suffix={t('unit_celsius')}
              value={measured.gte}
              onChange={(gte) => gte !== null && set([...path, 'measured'], { gte })}
            />
          )}
        </span>
        <Checkbox
          checked={byHand === true}
          disabled={isFixed}
          onChange={({ target }) => set([...path, 'byHand'], target.checked ? true : undefined)}
        >
          {t('byHand')}
        </Checkbox>
      </div>
    </>
  );
}

type Report = NonNullable<ColourRule['reports']>[number];

function ReportCause(props: {
  report: Report;
  path: (string | number)[];
  name: string;
  onChange: (report: Report | undefined) => void;
}) {
  const { report, path, name, onChange } = props;
  const t = useWords(rulesWords);
  const told = useTold();
  const text = useText();
  const { about, isFixed } = useRules();
  const fields = formOf(about.forms, report.form)?.fields.filter(({ type }) => type !== 'group');
  return (
    <div className={styles.report} data-at={path.join('.')}>
      <div>
        <PropertyRow label={t('form')} path={[...path, 'form']}>
          {(id) => (
            <Select
              id={id}
              disabled={isFixed}
              value={report.form}
              options={about.forms.map((form) => ({ value: form.code, label: text(form.title) }))}
              onChange={(code: string) => {
                const [field] = formOf(about.forms, code)?.fields ?? [];
                if (field) onChange({ form: code, when: compared(field) });
              }}
            />
          )}
        </PropertyRow>
        <PropertyRow label={t('when')} path={[...path, 'when']} below>
          {() => (
            <ConditionEditor
              label={told(name, t('when'))}
              condition={report.when}
              fields={fields ?? []}
              disabled={isFixed}
              onChange={(when) => onChange(when && { ...report, when })}
            />
          )}
        </PropertyRow>
      </div>
      <Button
        type="text"
        size="small"
        icon={<DeleteOutlined />}
        disabled={isFixed}
        aria-label={t('remove', { name: t('byReports') })}
        onClick={() => onChange(undefined)}
      />
    </div>
  );
}
