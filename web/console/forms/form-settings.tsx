import { Checkbox, Select } from 'antd';
import { formIcons } from '../../../forms/form-icons.ts';
import { useWords } from '../../shared/i18n.ts';
import { ConditionEditor } from '../shell/condition-editor.tsx';
import styles from '../shell/properties.module.css';
import { Mistakes, PropertyRow, Texts } from '../shell/property-row.tsx';
import { RulesEditor } from '../shell/rules-editor.tsx';
import { useBuilder } from './builder-context.ts';
import { builderWords } from './builder-words.ts';
import { MilestoneChecks } from './milestone-checks.tsx';
import { SectionsEditor } from './sections-editor.tsx';
import { WhoAndWhen } from './who-and-when.tsx';

/** What is said of the form as a whole: its words, who fills it in and how often, and what its answers cause. */
export function FormSettings({ isPublished }: { isPublished: boolean }) {
  const t = useWords(builderWords);
  const { history, act, isFixed } = useBuilder();
  const { definition } = history.now;
  const set = (name: string, value: unknown) =>
    act({ type: 'set', path: ['definition', name], value });
  const hasYesNo = definition.fields.some(({ type }) => type === 'yesno');
  return (
    <section aria-label={t('ofForm')}>
      <h2 className={styles.title}>{t('ofForm')}</h2>
      <Texts label={t('title')} path={['definition', 'title']} />
      <Texts label={t('intro')} path={['definition', 'intro']} rows={2} optional />
      <WhoAndWhen isPublished={isPublished} />
      {(hasYesNo || definition.allNo) && (
        <div className={styles.row}>
          <Checkbox
            checked={definition.allNo === true}
            disabled={isFixed}
            onChange={({ target }) => set('allNo', target.checked ? true : undefined)}
          >
            {t('offerAllNo')}
          </Checkbox>
        </div>
      )}
      <PropertyRow label={t('icon')} path={['definition', 'icon']}>
        {(id) => (
          <Select
            id={id}
            allowClear
            disabled={isFixed}
            placeholder={t('usualIcon')}
            value={definition.icon}
            options={formIcons.map((value) => ({ value, label: t(`icon_${value}`) }))}
            onChange={(value) => set('icon', value)}
          />
        )}
      </PropertyRow>
      <SectionsEditor />
      {isPublished ? (
        <div className={styles.row} data-at="definition.alerts">
          <span className={styles.label}>{t('alerts')}</span>
          <p className={styles.hint}>{t('alertsElsewhere')}</p>
          <Mistakes path={['definition', 'alerts']} below />
        </div>
      ) : (
        <RulesEditor kind="alerts" path={['definition', 'alerts']} fields={definition.fields} />
      )}
      <RulesEditor kind="doubts" path={['definition', 'doubts']} fields={definition.fields} />
      {history.now.purpose === 'report' && (
        <>
          <IncompleteWhen />
          <MilestoneChecks />
        </>
      )}
    </section>
  );
}

/** When a report is kept but its item stays open, such as a result that is still to come. */
function IncompleteWhen() {
  const t = useWords(builderWords);
  const { history, act, isFixed } = useBuilder();
  const { fields, incompleteWhen } = history.now.definition;
  const path = ['definition', 'incompleteWhen'];
  return (
    <PropertyRow label={t('incompleteWhen')} hint={t('incompleteHint')} path={path} below>
      {() => (
        <ConditionEditor
          label={t('incompleteWhen')}
          fields={fields.filter(({ type }) => type !== 'group')}
          disabled={isFixed}
          condition={incompleteWhen}
          onChange={(value) => act({ type: 'set', path, value })}
        />
      )}
    </PropertyRow>
  );
}
