import { Nothing } from '../../shared/antd/pc-parts.tsx';
import { useWords } from '../../shared/i18n.ts';
import { words } from './words.ts';

/** Says that there is no such form for this person. */
export function FormGone() {
  const say = useWords(words);
  return <Nothing title={say('formGone')} hint={say('formGoneText')} />;
}
