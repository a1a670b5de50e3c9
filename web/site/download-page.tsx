import { useQuery } from '@tanstack/react-query';
import { textOf, useText, useWords } from '../shared/i18n.ts';
import { installSteps, installWords } from '../shared/phone/install.ts';
import { isLocal, originFor } from '../shared/public-address.ts';
import styles from './download-page.module.css';
import partsStyles from './parts.module.css';
import { Failed, Frame, Message, useOfferedProgrammes, useSystemInfo, Waiting } from './parts.tsx';
import { words } from './words.ts';

/** Installing an app on a phone (SPEC G1): a code to scan, and what to do on each system. */
export function DownloadPage() {
  const t = useWords(words);
  const { data: info } = useSystemInfo();
  const offered = useOfferedProgrammes();
  const origin = originFor(info?.publicUrl);
  const isSecure = new URL(origin).protocol === 'https:';
  const withPortal = offered.data?.filter(({ systems }) => systems.includes('portal'));
  return (
    <Frame title={t('downloadTitle')}>
      <p>{t('downloadIntro')}</p>
      {offered.isPending && <Waiting />}
      {offered.error && !offered.data && (
        <Failed error={offered.error} retry={() => void offered.refetch()} />
      )}
      {withPortal?.length === 0 && (
        <Message title={t('noProgrammes')}>
          <p>{t('noProgrammesHint')}</p>
        </Message>
      )}
      {info && isLocal(origin) && <p className={styles.note}>{t('localhost')}</p>}
      {info && !isSecure && !isLocal(origin) && <p className={styles.note}>{t('noCertificate')}</p>}
      <div className={partsStyles.grid}>
        {info &&
          withPortal?.flatMap(({ code, shortName, name, registers }) =>
            entrances(registers).map(({ path, hint }) => (
              <Code
                key={`${code} ${path}`}
                shortName={shortName}
                name={hint ? textOf(words, hint) : name}
                path={`/portal/${code}/${path}`}
                address={`${origin}/portal/${code}/${path}`}
              />
            )),
          )}
        {info && (
          <Code
            shortName={textOf(words, 'field')}
            name={textOf(words, 'fieldHint')}
            path="/field/"
            address={`${origin}/field/`}
          />
        )}
      </div>
      <Steps />
    </Frame>
  );
}

/** Where people register themselves there are two (SPEC J1): for those who have not yet, and for all others. */
function entrances(registers: boolean) {
  if (!registers) return [{ path: '', hint: null }];
  return [
    { path: 'register', hint: 'notRegistered' },
    { path: '', hint: 'registered' },
  ] as const;
}

type Text = { zh: string; en: string };

function Code(props: { shortName: Text; name: Text; path: string; address: string }) {
  const { shortName, name, path, address } = props;
  const t = useWords(words);
  const text = useText();
  const { data: picture } = useQuery({
    queryKey: ['qr', address],
    queryFn: async () => {
      const { toDataURL } = await import('qrcode');
      return toDataURL(address, { errorCorrectionLevel: 'M', margin: 2, width: 480 });
    },
    staleTime: Infinity,
  });
  return (
    <section className={`${partsStyles.card} ${styles.code}`}>
      <h2>{text(shortName)}</h2>
      <p className={partsStyles.soft}>{text(name)}</p>
      {picture ? (
        <img src={picture} width="240" height="240" alt={t('qr', { name: text(shortName) })} />
      ) : (
        <Waiting />
      )}
      <p className={styles.address}>{address}</p>
      <a className={partsStyles.button} href={path}>
        {t('openHere')}
      </a>
    </section>
  );
}

function Steps() {
  const t = useWords(words);
  const install = useWords(installWords);
  return (
    <>
      <div className={`${partsStyles.grid} ${styles.steps}`}>
        {installSteps().map(({ name, open, steps }) => (
          <section key={name} className={partsStyles.card}>
            <h2>{install(name)}</h2>
            <ol>
              {[open, ...steps].map((step) => (
                <li key={step}>{install(step)}</li>
              ))}
            </ol>
          </section>
        ))}
      </div>
      <p className={partsStyles.soft}>{t('versions')}</p>
    </>
  );
}
