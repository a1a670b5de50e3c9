import { PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, InputNumber, Tag } from 'antd';
import { describeDayRule, describeSpan } from '../../../forms/compare/describe-days.ts';
import type { DayRule } from '../../../forms/policy.ts';
import type { FormSettings } from '../../../forms/programme-settings.ts';
import { isCheckForm, isRetired } from '../../../forms/purposes.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { MatchEditor } from '../shell/match-editor.tsx';
import { useProgramme } from '../shell/programme.tsx';
import { Mistakes, PropertyRow } from '../shell/property-row.tsx';
import { Card, mover, Sentence } from './cards.tsx';
import { EdgeEditor } from './edge-editor.tsx';
import styles from './rules.module.css';
import { formOf, useDayNames, useRules } from './rules-context.ts';
import { rulesWords } from './rules-words.ts';

/** Who is due on which days, and when each form may be filled in. */
export function DaysSection() {
  const t = useWords(rulesWords);
  const { settings, set, isFixed } = useRules();
  const { definition } = useProgramme();
  const { days } = settings;
  const add = () =>
    set(['days'], [...days, { from: { enrolment: 'start' }, to: { enrolment: 'end' } }]);
  return (
    <>
      <p className={styles.note}>{t('daysNote')}</p>
      <Mistakes path={['days']} />
      <div className={styles.cards}>
        {days.length === 0 && <p>{t('noDayRules')}</p>}
        {days.map((rule, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rules of days have nothing else to be told apart by
          <DayRuleCard key={index} {...{ rule, index }} />
        ))}
      </div>
      <Button icon={<PlusOutlined />} disabled={isFixed} onClick={add}>
        {t('addDayRule')}
      </Button>
      <h2 className={styles.heading}>{t('policies')}</h2>
      <p className={styles.note}>{t('policiesNote')}</p>
      <div className={styles.cards}>
        {settings.forms.map((form, index) =>
          isCheckForm(definition, form.code) ? null : (
            <PolicyCard key={form.code} {...{ form, index }} />
          ),
        )}
      </div>
    </>
  );
}

function DayRuleCard({ rule, index }: { rule: DayRule; index: number }) {
  const t = useWords(rulesWords);
  const lang = useLang();
  const names = useDayNames();
  const { settings, set, isFixed } = useRules();
  const { attributes } = useProgramme().definition;
  const { days } = settings;
  const path = ['days', index];
  const change = (next: DayRule) => set(['days'], days.with(index, next));
  return (
    <Card
      at={path.join('.')}
      name={t('ruleNumber', { n: index + 1 })}
      isFixed={isFixed}
      onRemove={() => set(['days'], days.toSpliced(index, 1))}
      {...mover(days, index, (next) => set(['days'], next))}
    >
      <div className={styles.two}>
        <MatchEditor
          path={[...path, 'for']}
          match={rule.for}
          groups={settings.groups}
          {...{ attributes, isFixed }}
          texts={{ label: t('who'), allGroups: t('everybody'), anyAnswer: t('anyAnswer') }}
          onChange={(match) => {
            const { for: _, ...rest } = rule;
            change(match ? { for: match, ...rest } : rest);
          }}
        />
      </div>
      <div className={styles.two}>
        {(['from', 'to'] as const).map((end) => (
          <PropertyRow key={end} label={t(end)} path={[...path, end]} below>
            {(id) => (
              <EdgeEditor
                id={id}
                label={t(end)}
                edge={rule[end]}
                onChange={(edge) => change({ ...rule, [end]: edge })}
              />
            )}
          </PropertyRow>
        ))}
      </div>
      <Sentence text={describeDayRule(rule, names, lang)} />
    </Card>
  );
}

function PolicyCard({ form, index }: { form: FormSettings; index: number }) {
  const t = useWords(rulesWords);
  const lang = useLang();
  const names = useDayNames();
  const { about, set, isFixed } = useRules();
  const { definition } = useProgramme();
  const { policy, code } = form;
  const { slots, window } = policy;
  const path = ['forms', index, 'policy'];
  const title = formOf(about.forms, code)?.title[lang] ?? code;
  const open = { from: { programme: 'start' }, to: { programme: 'end' } };
  return (
    <Card
      at={path.join('.')}
      name={title}
      isFixed={isFixed}
      extra={
        <>
          <Tag>{t(`slots_${slots}`)}</Tag>
          {isRetired(definition, code) && <Tag>{t('retired')}</Tag>}
        </>
      }
    >
      <div className={styles.checks}>
        <Checkbox
          checked={policy.change === 'anytime'}
          disabled={isFixed}
          onChange={({ target }) => set([...path, 'change'], target.checked ? 'anytime' : 'never')}
        >
          {t('mayChange')}
        </Checkbox>
        {slots === 'daily' ? (
          <Checkbox
            checked={policy.backfill}
            disabled={isFixed}
            onChange={({ target }) => set([...path, 'backfill'], target.checked)}
          >
            {t('mayBackfill')}
          </Checkbox>
        ) : (
          <Checkbox
            checked={window !== null}
            disabled={isFixed}
            onChange={({ target }) => set([...path, 'window'], target.checked ? open : null)}
          >
            {t('window')}
          </Checkbox>
        )}
      </div>
      <Mistakes path={path} />
      {slots === 'many' && (
        <div className={styles.two}>
          <PropertyRow label={t('perDay')} path={[...path, 'perDay']}>
            {(id) => (
              <InputNumber
                id={id}
                {...{ min: 1, max: 100, precision: 0, disabled: isFixed }}
                value={policy.perDay ?? null}
                placeholder={t('noLimit')}
                onChange={(typed) => set([...path, 'perDay'], typed ?? undefined)}
              />
            )}
          </PropertyRow>
        </div>
      )}
      {window && (
        <>
          <div className={styles.two}>
            {(['from', 'to'] as const).map((end) => (
              <PropertyRow key={end} label={t(end)} path={[...path, 'window', end]} below>
                {(id) => (
                  <EdgeEditor
                    id={id}
                    label={`${title} ${t(end)}`}
                    edge={window[end]}
                    onChange={(edge) => set([...path, 'window'], { ...window, [end]: edge })}
                  />
                )}
              </PropertyRow>
            ))}
          </div>
          <Sentence text={describeSpan(window, names, lang)} />
        </>
      )}
    </Card>
  );
}
