import { Dialog, Toast } from 'antd-mobile';
import { RightOutline } from 'antd-mobile-icons';
import { codes } from '../../../modules/codes/contract.ts';
import { linkTo } from '../../shared/api.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { useParticipant } from '../../shared/participant/session.ts';
import { useRevokePaper } from '../../shared/participant/signed-code.ts';
import listStyles from '../../shared/phone/list.module.css';
import { problemText } from '../../shared/problems.ts';
import textStyles from '../../shared/text.module.css';
import { words } from './words.ts';

/** A code on paper, for whoever has no phone at hand, and what to do when it is lost. */
export function Paper() {
  const { account } = useParticipant();
  const t = useWords(words);
  const lang = useLang();
  const revoke = useRevokePaper();
  const ask = () =>
    Dialog.confirm({
      title: t('revokePaperTitle'),
      content: t('revokePaperText'),
      confirmText: t('revokePaper'),
      cancelText: t('cancel'),
      onConfirm: () =>
        revoke().then(
          () => void Toast.show(t('revoked')),
          (error) => void Toast.show(problemText(error, lang)),
        ),
    });
  return (
    <nav className={listStyles.list}>
      <a
        className={listStyles.item}
        href={linkTo(codes.ownPrinted, { query: { lang }, account })}
        target="_blank"
        rel="noreferrer"
      >
        <span className={listStyles.text}>
          {t('paper')}
          <span className={textStyles.soft}>{t('paperHint')}</span>
        </span>
        <RightOutline aria-hidden="true" />
      </a>
      <button type="button" className={listStyles.item} onClick={() => void ask()}>
        <span className={listStyles.text}>
          {t('revokePaper')}
          <span className={textStyles.soft}>{t('revokePaperHint')}</span>
        </span>
        <RightOutline aria-hidden="true" />
      </button>
    </nav>
  );
}
