import { PlusOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import type { ColourRules } from '../../../forms/colours.ts';
import { useText, useWords } from '../../shared/i18n.ts';
import { Mistakes, PropertyRow, Texts } from '../shell/property-row.tsx';
import { Card } from './cards.tsx';
import { ColourRuleCard } from './colour-rule-card.tsx';
import { Numbers } from './numbers.tsx';
import styles from './rules.module.css';
import { freeCode, useRules } from './rules-context.ts';
import { rulesWords } from './rules-words.ts';

/** By which rules health codes get their colour, and lose it again. */
export function ColoursSection() {
  const { settings } = useRules();
  if (!settings.colours) return null;
  return <Colours colours={settings.colours} />;
}

function Colours({ colours }: { colours: ColourRules }) {
  const t = useWords(rulesWords);
  const { set, isFixed } = useRules();
  const { rules } = colours;
  const add = () => {
    const empty = { zh: '', en: '' };
    const rule = { code: freeCode(rules, 'rule'), colour: 'yellow', label: empty, advice: empty };
    set(['colours', 'rules'], [...rules, { ...rule, ends: {} }]);
  };
  return (
    <>
      <p className={styles.note}>{t('coloursNote')}</p>
      <Mistakes path={['colours']} />
      <h2 className={styles.heading}>{t('colourRules')}</h2>
      <div className={styles.cards}>
        {rules.map((rule, index) => (
          <ColourRuleCard key={rule.code} {...{ rules, rule, index }} />
        ))}
      </div>
      <Mistakes path={['colours', 'rules']} />
      <Button icon={<PlusOutlined />} disabled={isFixed} onClick={add}>
        {t('addColourRule')}
      </Button>
      <div className={`${styles.cards} ${styles.apart}`}>
        <Card at="colours.green" name={t('green')} isFixed={isFixed}>
          <Texts label={t('codeLabel')} path={['colours', 'green', 'label']} />
          <Texts label={t('codeAdvice')} path={['colours', 'green', 'advice']} rows={2} />
        </Card>
        <Card at="colours.grey" name={t('grey')} isFixed={isFixed}>
          <Texts label={t('codeLabel')} path={['colours', 'grey', 'label']} />
          <Texts label={t('codeAdvice')} path={['colours', 'grey', 'advice']} rows={2} />
          <Numbers
            label={t('greyAfter')}
            path={['colours', 'grey', 'afterDays']}
            value={colours.grey.afterDays}
            {...{ max: 366, unit: 'days' }}
          />
        </Card>
      </div>
      <Validity colours={colours} />
    </>
  );
}

function Validity({ colours }: { colours: ColourRules }) {
  const t = useWords(rulesWords);
  const text = useText();
  const { about, set, isFixed } = useRules();
  const { credential = {} } = colours;
  const usual = { hours: 24, listHours: 12 } as const;
  return (
    <>
      <h2 className={styles.heading}>{t('validity')}</h2>
      <div className={styles.two}>
        <PropertyRow
          label={t('codeForms')}
          hint={t('codeFormsHint')}
          path={['colours', 'forms']}
          below
        >
          {(id) => (
            <Select
              id={id}
              mode="multiple"
              disabled={isFixed}
              value={colours.forms}
              options={about.forms.map((form) => ({ value: form.code, label: text(form.title) }))}
              onChange={(value) => set(['colours', 'forms'], value)}
            />
          )}
        </PropertyRow>
        <Numbers
          label={t('appealDays')}
          path={['colours', 'appealDays']}
          value={colours.appealDays}
          {...{ max: 30, unit: 'days' }}
        />
        {(['hours', 'listHours'] as const).map((name) => (
          <Numbers
            key={name}
            label={t(name === 'hours' ? 'credentialHours' : 'listHours')}
            path={['colours', 'credential', name]}
            value={credential[name]}
            {...{ max: 168, unit: 'hours' }}
            usual={usual[name]}
          />
        ))}
      </div>
    </>
  );
}
