import { setLang, useLang, useWords } from '../i18n.ts';
import buttons from './buttons.module.css';
import styles from './language-switch.module.css';
import { words } from './words.ts';

/** Names the other language, in that language. */
export function LanguageSwitch() {
  const t = useWords(words);
  const other = useLang() === 'zh' ? 'en' : 'zh';
  return (
    <button
      type="button"
      className={`${buttons.text} ${styles.language}`}
      lang={other === 'zh' ? 'zh-CN' : 'en'}
      onClick={() => void setLang(other)}
    >
      {t('language')}
    </button>
  );
}
