import { currentLang, setLang, useWords } from '../../shared/i18n.ts';
import { words } from '../words.ts';

/** Names the other language, in that language. */
export function LanguageSwitch() {
  const say = useWords(words);
  return (
    <button
      type="button"
      className="ax-text-button ax-language"
      aria-label={say('languageLabel')}
      onClick={() => void setLang(currentLang() === 'zh' ? 'en' : 'zh')}
    >
      {say('language')}
    </button>
  );
}
