import { Button, ConfigProvider } from 'antd';
import enGB from 'antd/locale/en_GB.js';
import zhCN from 'antd/locale/zh_CN.js';
import { FormFields } from '../../shared/antd/form-fields.tsx';
import { useLang, useWords } from '../../shared/i18n.ts';
import { builderWords } from './builder-words.ts';
import styles from './preview-page.module.css';
import type { Previewed } from './preview-page.tsx';
import { useTrial } from './use-trial.ts';

/** The form as the desk draws it. */
export default function PcPreview(props: Previewed) {
  const t = useWords(builderWords);
  const lang = useLang();
  const { form, outcome, check } = useTrial(props);
  const { title, intro } = props.definition;
  return (
    <ConfigProvider locale={lang === 'zh' ? zhCN : enGB}>
      <main className={styles.page}>
        <h1 className={styles.title}>{title[lang]}</h1>
        {intro && <p className={styles.intro}>{intro[lang]}</p>}
        <div className={styles.sheet}>
          <FormFields form={form} />
          <footer className={styles.foot}>
            <Button type="primary" size="large" onClick={() => void check()}>
              {t('try')}
            </Button>
            <p role="status">{outcome && t(outcome === 'good' ? 'tryGood' : 'tryBad')}</p>
          </footer>
        </div>
      </main>
    </ConfigProvider>
  );
}
