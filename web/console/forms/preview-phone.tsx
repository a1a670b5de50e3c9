import { Button } from 'antd-mobile';
import { useLang, useWords } from '../../shared/i18n.ts';
import { FormFields } from '../../shared/mobile/form-fields.tsx';
import { LibraryWords } from '../../shared/phone/library-words.tsx';
import { builderWords } from './builder-words.ts';
import styles from './preview-page.module.css';
import type { Previewed } from './preview-page.tsx';
import { useTrial } from './use-trial.ts';
import '../../shared/phone/base.css';

/** The form as the portal draws it. */
export default function PhonePreview(props: Previewed) {
  const t = useWords(builderWords);
  const lang = useLang();
  const { form, outcome, check } = useTrial(props);
  const { title, intro } = props.definition;
  return (
    <LibraryWords>
      <main className={styles.page}>
        <h1 className={styles.title}>{title[lang]}</h1>
        {intro && <p className={styles.intro}>{intro[lang]}</p>}
        <FormFields form={form} />
        <footer className={styles.foot}>
          <Button block color="primary" size="large" onClick={() => void check()}>
            {t('try')}
          </Button>
          <p role="status">{outcome && t(outcome === 'good' ? 'tryGood' : 'tryBad')}</p>
        </footer>
      </main>
    </LibraryWords>
  );
}
