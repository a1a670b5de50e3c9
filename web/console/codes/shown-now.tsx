import type { codes } from '../../../modules/codes/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { CodeMark } from '../../shared/codes/code-mark.tsx';
import { formatInstant } from '../../shared/format.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import textStyles from '../../shared/text.module.css';
import { useProgramme } from '../shell/programme.tsx';
import { codeWords } from './words.ts';

type Now = ResponseOf<typeof codes.orders>['items'][number]['now'];

/** What a person's code shows now, as a fact on the card of an order or an appeal. */
export function ShownNow({ now }: { now: Now }) {
  const t = useWords(codeWords);
  const text = useText();
  const lang = useLang();
  const { zone } = useProgramme().definition;
  if (!now) return null;
  return (
    <>
      <dt>{t('now')}</dt>
      <dd>
        <CodeMark colour={now.colour} /> · {text(now.label)}{' '}
        {now.since && (
          <span className={textStyles.soft}>
            {t('since', { time: formatInstant(now.since, lang, zone) })}
          </span>
        )}
      </dd>
    </>
  );
}
