import { Dialog, Toast } from 'antd-mobile';
import { formatInstant } from '../../shared/format.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import type { Me } from '../../shared/participant/session.ts';
import { useBindingWechat, useWechatBinding } from '../../shared/participant/wechat.ts';
import { wechatWords } from '../../shared/participant/wechat-words.ts';
import buttonsStyles from '../../shared/phone/buttons.module.css';
import cardStyles from '../../shared/phone/card.module.css';
import listStyles from '../../shared/phone/list.module.css';
import { problemText } from '../../shared/problems.ts';
import textStyles from '../../shared/text.module.css';

/** Asked once, after signing in another way, of whoever came from WeChat. */
export function BindingWechat({ me }: { me: Me }) {
  const lang = useLang();
  const t = useWords(wechatWords);
  const { isAsked, busy, bind, refuse } = useBindingWechat(me, {
    done: () => void Toast.show(t('bound')),
    failed: (error) => void Toast.show(problemText(error, lang)),
  });
  return (
    <Dialog
      visible={isAsked}
      title={t('bindTitle')}
      aria-label={t('bindTitle')}
      content={<p>{t('bindText', { name: me.name })}</p>}
      actions={[
        { key: 'bind', text: t('bind'), bold: true, disabled: busy, onClick: () => void bind() },
        { key: 'no', text: t('notNow'), disabled: busy, onClick: refuse },
      ]}
    />
  );
}

/** Says that WeChat opens the account, and ends it. */
export function WechatBinding() {
  const { zone } = usePublicProgramme();
  const lang = useLang();
  const t = useWords(wechatWords);
  const { since, busy, unbind } = useWechatBinding({
    done: () => void Toast.show(t('unbound')),
    failed: (error) => void Toast.show(problemText(error, lang)),
  });
  if (since === null) return null;
  const ask = () =>
    Dialog.show({
      title: t('unbindTitle'),
      'aria-label': t('unbindTitle'),
      content: <p>{t('unbindText')}</p>,
      closeOnAction: true,
      closeOnMaskClick: true,
      actions: [
        { key: 'unbind', text: t('unbind'), danger: true, onClick: unbind },
        { key: 'cancel', text: t('cancel') },
      ],
    });
  return (
    <section className={cardStyles.card}>
      <ul className={listStyles.plain}>
        <li>
          <span className={listStyles.text}>
            <strong>{t('bound')}</strong>
            <span className={textStyles.soft}>
              {t('boundSince', { time: formatInstant(since, lang, zone) })}
            </span>
          </span>
          <button
            type="button"
            className={buttonsStyles.text}
            disabled={busy}
            onClick={() => void ask()}
          >
            {t('unbind')}
          </button>
        </li>
      </ul>
    </section>
  );
}
