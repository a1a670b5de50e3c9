import { QrcodeOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { useWords } from '../../shared/i18n.ts';
import { systemInfo } from '../../shared/participant/public-programme.ts';
import { isLocal, originFor } from '../../shared/public-address.ts';
import textStyles from '../../shared/text.module.css';
import { CopyButton } from '../shell/copy-button.tsx';
import { useProgramme } from '../shell/programme.tsx';
import { detailsWords } from './details-words.ts';
import { Section } from './identity-fields.tsx';
import styles from './programme-addresses.module.css';

/** Where participants come in, and what else cannot be changed of a programme. */
export function ProgrammeAddresses() {
  const t = useWords(detailsWords);
  const { code, definition } = useProgramme();
  const { systems, zone } = definition;
  // Without it the address of this page serves: it is one at which the installation answers.
  const { data: info } = useQuery(systemInfo);
  const origin = originFor(info?.publicUrl);
  return (
    <Section title={t('addresses')} hint={t('addressesHint')}>
      <dl className={styles.facts}>
        {systems.map((system) => {
          const address = `${origin}/${system}/${code}/`;
          return (
            <div key={system}>
              <dt>{t(system)}</dt>
              <dd>
                <a href={address} target="_blank" rel="noreferrer">
                  {address}
                </a>
                <CopyButton text={address} of={t(system)} />
              </dd>
            </div>
          );
        })}
        <div>
          <dt>{t('code')}</dt>
          <dd>
            <code>{code}</code>
          </dd>
        </div>
        <div>
          <dt>{t('zone')}</dt>
          <dd>{zone}</dd>
        </div>
      </dl>
      {systems.includes('portal') && (
        <p className={styles.qr}>
          <a href="/download" target="_blank" rel="noreferrer">
            <QrcodeOutlined /> {t('qr')}
          </a>
        </p>
      )}
      {isLocal(origin) && <p className={textStyles.soft}>{t('localOnly')}</p>}
    </Section>
  );
}
