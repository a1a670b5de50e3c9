import { Button } from 'antd-mobile';
import { useEffect } from 'react';
import { maskName } from '../../../credential/masked-name.ts';
import { colourNames } from '../../../forms/colours.ts';
import { wallTime } from '../../../forms/wall-time.ts';
import { CodeSymbol } from '../../shared/codes/code-mark.tsx';
import { formatInstant } from '../../shared/format.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { useParticipant } from '../../shared/participant/session.ts';
import {
  type SignedCode,
  useEverySecond,
  useSignedCode,
} from '../../shared/participant/signed-code.ts';
import { Empty, Failure, Waiting } from '../../shared/phone/messages.tsx';
import textStyles from '../../shared/text.module.css';
import { OtherPhoneNotice } from './other-phone.tsx';
import { QrCode } from './qr-code.tsx';
import styles from './signed-code.module.css';
import { words } from './words.ts';

/** The QR code that a scanner reads, or in plain words why this phone has none. */
export function SignedCodeCard() {
  const code = useSignedCode();
  const t = useWords(words);
  const { zone } = usePublicProgramme();
  const lang = useLang();
  switch (code.kind) {
    case 'waiting':
      return <Waiting blocks={2} />;
    case 'failed':
      return <Failure error={code.error} retry={code.retry} />;
    case 'otherPhone':
      return <OtherPhoneNotice other={code.other} />;
    case 'noStorage':
      return (
        <Empty title={t('noStorageTitle')}>
          <p>{t('noStorage')}</p>
        </Empty>
      );
    case 'expired':
      return (
        <Empty title={t('expiredTitle')}>
          <p role="alert">
            {t('expired', { time: formatInstant(code.credential.expiresAt, lang, zone) })}
          </p>
          <Button color="primary" fill="outline" onClick={code.retry}>
            {t('retry')}
          </Button>
        </Empty>
      );
    case 'shown':
      return <Shown code={code} />;
  }
}

function Shown({ code }: { code: Extract<SignedCode, { kind: 'shown' }> }) {
  const { credential, text, heardAt, isOffline } = code;
  const { mine } = useParticipant();
  const t = useWords(words);
  const say = useText();
  const lang = useLang();
  const { zone } = usePublicProgramme();
  useScreenAwake();
  const colour = say(colourNames[credential.colour]);
  const time = (instant: string | number) =>
    formatInstant(new Date(instant).toISOString(), lang, zone);
  return (
    <section className={`${styles.card} ${styles[credential.colour]}`}>
      <h2 className={styles.head}>
        <CodeSymbol colour={credential.colour} />
        {colour}
      </h2>
      <div className={styles.qr}>
        {text ? (
          <QrCode text={text} name={t('qr', { name: t('code'), colour })} />
        ) : (
          <Waiting blocks={1} />
        )}
      </div>
      <div className={styles.foot}>
        <p className={styles.name}>{maskName(mine.name)}</p>
        <Clock />
        {isOffline && (
          <p className={styles.offline} role="status">
            {t('offline')}
          </p>
        )}
        <p className={textStyles.soft}>{t('heard', { time: time(heardAt) })}</p>
        <p className={textStyles.soft}>{t('until', { time: time(credential.expiresAt) })}</p>
        <p className={textStyles.soft}>{t(isOffline ? 'offlineHint' : 'hint')}</p>
      </div>
    </section>
  );
}

/** The time at the programme, running. */
function Clock() {
  const { zone } = usePublicProgramme();
  const now = new Date(useEverySecond()).toISOString();
  return <p className={styles.clock}>{wallTime(now, zone)?.slice(11)}</p>;
}

/** Nobody touches the phone while it is held out to a scanner. */
function useScreenAwake(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | undefined;
    const stay = async () => {
      if (document.visibilityState !== 'visible') return;
      lock = await navigator.wakeLock?.request('screen').catch(() => undefined);
    };
    void stay();
    // The browser lets go of it whenever the page is out of sight.
    document.addEventListener('visibilitychange', stay);
    return () => {
      document.removeEventListener('visibilitychange', stay);
      void lock?.release().catch(() => undefined);
    };
  }, []);
}
