import { Select } from 'antd';
import { useState } from 'react';
import { describeAlert } from '../../../forms/compare/describe-rules.ts';
import type { AlertRule } from '../../../forms/definition.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { useDraft } from '../shell/draft-context.ts';
import { RulesEditor } from '../shell/rules-editor.tsx';
import { Sentence } from './cards.tsx';
import styles from './rules.module.css';
import { formOf, useRules } from './rules-context.ts';
import { rulesWords } from './rules-words.ts';

/** When organisers are told of a report, form by form. */
export function AlertsSection() {
  const t = useWords(rulesWords);
  const lang = useLang();
  const { settings, about } = useRules();
  const { problems } = useDraft();
  const { forms } = settings;
  // Where something is to be mended, else the first form that has any.
  const [first] = useState(() => {
    const wrong = /^forms\.(\d+)\.alerts/.exec(
      problems.find(({ path }) => /^forms\.\d+\.alerts/.test(path))?.path ?? '',
    );
    const busy = forms.findIndex(({ alerts }) => alerts.length > 0);
    return wrong ? Number(wrong[1]) : Math.max(0, busy);
  });
  const [shown, setShown] = useState(forms[first]?.code);
  const index = forms.findIndex(({ code }) => code === shown);
  const definition = shown === undefined ? undefined : formOf(about.forms, shown);
  return (
    <>
      <p className={styles.note}>{t('alertsNote')}</p>
      <Select
        aria-label={t('alertsOf')}
        className={styles.choice}
        value={shown}
        options={forms.map(({ code, alerts }) => ({
          value: code,
          label: `${formOf(about.forms, code)?.title[lang] ?? code} (${alerts.length})`,
        }))}
        onChange={setShown}
      />
      {forms[index]?.alerts.length === 0 && <p className={styles.note}>{t('noAlerts')}</p>}
      {definition && (
        <RulesEditor
          key={shown}
          kind="alerts"
          path={['forms', index, 'alerts']}
          fields={definition.fields}
          below={(rule) => <Sentence text={describeAlert(rule as AlertRule, definition, lang)} />}
        />
      )}
    </>
  );
}
