import { Button, Dialog, Toast } from 'antd-mobile';
import { useState } from 'react';
import { joiners } from '../../../forms/joiners.ts';
import { staff } from '../../../modules/staff/contract.ts';
import { call } from '../../shared/api.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import buttons from '../../shared/phone/buttons.module.css';
import card from '../../shared/phone/card.module.css';
import list from '../../shared/phone/list.module.css';
import { Sheet } from '../../shared/phone/sheet.tsx';
import { problemText } from '../../shared/problems.ts';
import { type ScannerDetails, useChanged } from './data.ts';
import styles from './scanner-acts.module.css';
import { words } from './words.ts';

/** So many are named; the rest is counted. */
const mostNames = 5;

/** 禁用条线, 禁用本人 and 人员替换, each once it has been said whom it concerns. */
export function ScannerActs({ scanner }: { scanner: ScannerDetails }) {
  const t = useWords(words);
  const [replacing, setReplacing] = useState(false);
  const confirm = useConfirm();
  const { may, disabled, name } = scanner;
  const questions = useQuestions(scanner);
  if (may.length === 0) return null;
  const turn = (what: 'self' | 'line', off: boolean) => () =>
    call(staff.switchScanner, {
      params: { scannerId: scanner.id },
      body: { what, disabled: off },
    });
  return (
    <section className={`${card.card} ${styles.acts}`} aria-label={name}>
      {may.includes('disable-line') && (
        <Button
          color={disabled.ownLine ? 'primary' : 'danger'}
          fill="outline"
          block
          onClick={() =>
            void confirm(
              disabled.ownLine ? questions.enableLine : questions.disableLine,
              turn('line', !disabled.ownLine),
            )
          }
        >
          {t(disabled.ownLine ? 'enableLine' : 'disableLine')}
        </Button>
      )}
      {may.includes('disable-self') && (
        <Button
          color={disabled.self ? 'primary' : 'danger'}
          fill="outline"
          block
          onClick={() =>
            void confirm(
              disabled.self ? questions.enableSelf : questions.disableSelf,
              turn('self', !disabled.self),
            )
          }
        >
          {t(disabled.self ? 'enableSelf' : 'disableSelf')}
        </Button>
      )}
      {may.includes('replace') && (
        <Button color="primary" fill="outline" block onClick={() => setReplacing(true)}>
          {t('replace')}
        </Button>
      )}
      {replacing && <Replace scanner={scanner} onClose={() => setReplacing(false)} />}
    </section>
  );
}

type Question = { title: string; content: string; yes: string };

function useQuestions(
  scanner: ScannerDetails,
): Record<'disableLine' | 'enableLine' | 'disableSelf' | 'enableSelf', Question> {
  const t = useWords(words);
  const lang = useLang();
  const { name, below } = scanner;
  const named = below.slice(0, mostNames).join(joiners[lang].list);
  const names = below.length > mostNames ? t('andMore', { names: named }) : named || name;
  const site = lang === 'zh' ? scanner.siteZh : scanner.siteEn;
  return {
    disableLine: {
      title: t('disableLineTitle', { name }),
      content: t('disableLineText', { name, names, count: below.length + 1 }),
      yes: t('disableLine'),
    },
    enableLine: {
      ...{ title: t('enableLineTitle', { name }), content: t('enableLineText') },
      yes: t('enableLine'),
    },
    disableSelf: {
      title: t('disableSelfTitle', { name }),
      content: t('disableSelfText', { name, site, count: below.length }),
      yes: t('disableSelf'),
    },
    enableSelf: {
      ...{ title: t('enableSelfTitle', { name }), content: t('enableSelfText', { name }) },
      yes: t('enableSelf'),
    },
  };
}

/** Asks, does it, and shows what is so now, also where it was refused because somebody else was quicker. */
function useConfirm() {
  const t = useWords(words);
  const lang = useLang();
  const changed = useChanged();
  return async ({ title, content, yes }: Question, act: () => Promise<unknown>) => {
    const sure = await Dialog.confirm({
      ...{ title, content, 'aria-label': title },
      ...{ confirmText: yes, cancelText: t('cancel') },
    });
    if (!sure) return false;
    try {
      await act();
      Toast.show(t('done'));
      return true;
    } catch (error) {
      Toast.show(problemText(error, lang));
      return false;
    } finally {
      await changed();
    }
  };
}

/** 人员替换: an ordinary scanner of the site takes the place. */
function Replace({ scanner, onClose }: { scanner: ScannerDetails; onClose: () => void }) {
  const t = useWords(words);
  const confirm = useConfirm();
  const { name, level, replacements } = scanner;
  const content = t('replaceText', { name, level: t(`level_${level}`) });
  const choose = async (id: number, other: string) => {
    const question = {
      title: t('replaceAsk', { name: other, other: name }),
      ...{ content, yes: t('replace') },
    };
    const params = { scannerId: scanner.id };
    onClose();
    await confirm(question, () =>
      call(staff.replaceScanner, { params, body: { replacementId: id } }),
    );
  };
  return (
    <Sheet title={t('replaceTitle', { name })} onClose={onClose}>
      <p>{replacements.length > 0 ? content : t('noReplacement')}</p>
      <ul className={list.plain}>
        {replacements.map((each) => (
          <li key={each.id}>
            <button
              type="button"
              className={list.item}
              onClick={() => void choose(each.id, each.name)}
            >
              <span className={list.text}>{each.name}</span>
              <span className={list.go}>{t('replace')}</span>
            </button>
          </li>
        ))}
      </ul>
      <button type="button" className={buttons.text} onClick={onClose}>
        {t('cancel')}
      </button>
    </Sheet>
  );
}
