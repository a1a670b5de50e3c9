import { useText, useWords } from '../shared/i18n.ts';
import styles from './front-page.module.css';
import partsStyles from './parts.module.css';
import { Failed, Frame, Message, useOfferedProgrammes, useSystemInfo, Waiting } from './parts.tsx';
import { words } from './words.ts';

/** What this installation offers. */
export function FrontPage() {
  const t = useWords(words);
  const { data: info } = useSystemInfo();
  const offered = useOfferedProgrammes();
  return (
    <Frame>
      {info?.empty && (
        <Message title={t('noAdministrator')}>
          <p>{t('noAdministratorHint')}</p>
        </Message>
      )}
      {offered.isPending && <Waiting />}
      {offered.error && !offered.data && (
        <Failed error={offered.error} retry={() => void offered.refetch()} />
      )}
      {offered.data?.length === 0 && !info?.empty && (
        <Message title={t('noProgrammes')}>
          <p>{t('noProgrammesHint')}</p>
        </Message>
      )}
      {offered.data?.map((programme) => (
        <Programme key={programme.code} programme={programme} />
      ))}
      <section className={`${partsStyles.card} ${styles.staff}`}>
        <div>
          <h2>{t('console')}</h2>
          <p className={partsStyles.soft}>{t('consoleHint')}</p>
        </div>
        <a className={`${partsStyles.button} ${partsStyles.plain}`} href="/console/">
          {t('openConsole')}
        </a>
      </section>
      <section className={`${partsStyles.card} ${styles.staff}`}>
        <div>
          <h2>{t('field')}</h2>
          <p className={partsStyles.soft}>{t('fieldHint')}</p>
        </div>
        <a className={`${partsStyles.button} ${partsStyles.plain}`} href="/field/">
          {t('openField')}
        </a>
      </section>
    </Frame>
  );
}

type OfferedProgramme = NonNullable<ReturnType<typeof useOfferedProgrammes>['data']>[number];

function Programme({ programme }: { programme: OfferedProgramme }) {
  const { code, name, shortName, organiser, systems } = programme;
  const t = useWords(words);
  const text = useText();
  const hasPortal = systems.includes('portal');
  return (
    <section className={partsStyles.card}>
      <h2 className={styles.programme}>{text(shortName)}</h2>
      <p>{text(name)}</p>
      <p className={partsStyles.soft}>{text(organiser)}</p>
      <div className={partsStyles.ways}>
        {hasPortal && (
          <a className={partsStyles.button} href={`/portal/${code}/`}>
            {t('portal')}
          </a>
        )}
        {systems.includes('desk') && (
          <a className={partsStyles.button} href={`/desk/${code}/`}>
            {t('desk')}
          </a>
        )}
        {hasPortal && (
          <a className={`${partsStyles.button} ${partsStyles.plain}`} href="/download">
            {t('install')}
          </a>
        )}
      </div>
    </section>
  );
}
