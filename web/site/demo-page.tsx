import { useQuery } from '@tanstack/react-query';
import type { ResponseOf } from '../../platform/contract.ts';
import { demo } from '../../platform/system.ts';
import { ApiProblem } from '../shared/api.ts';
import { useText, useWords } from '../shared/i18n.ts';
import { queryFor } from '../shared/query-for.ts';
import styles from './demo-page.module.css';
import partsStyles from './parts.module.css';
import { Failed, Frame, Message, Waiting } from './parts.tsx';
import { words } from './words.ts';

type Person = ResponseOf<typeof demo.people>[number]['people'][number];

/** The invented people of a demo, with their sign-ins. */
export function DemoPage() {
  const t = useWords(words);
  const text = useText();
  const people = useQuery(queryFor(demo.people));
  return (
    <Frame title={t('demoPeople')}>
      {people.isPending && <Waiting />}
      {people.error && <NoDemo error={people.error} retry={() => void people.refetch()} />}
      {people.data && (
        <>
          <p>
            {t('demoIntro')} <a href="/demo/outbox">{t('outbox')}</a>
          </p>
          {people.data.map((group) => (
            <section key={group.title.en} className={styles.group}>
              <h2>{text(group.title)}</h2>
              {text(group.note) && <p className={partsStyles.soft}>{text(group.note)}</p>}
              <div className={partsStyles.grid}>
                {group.people.map((person) => (
                  <PersonCard key={person.account} person={person} />
                ))}
              </div>
            </section>
          ))}
        </>
      )}
    </Frame>
  );
}

/** Only a demo has these pages; elsewhere the server knows nothing of them. */
export function NoDemo({ error, retry }: { error: unknown; retry: () => void }) {
  const t = useWords(words);
  if (!(error instanceof ApiProblem) || error.status !== 404)
    return <Failed {...{ error, retry }} />;
  return (
    <Message title={t('noDemo')}>
      <p>{t('noDemoHint')}</p>
      <a href="/">{t('front')}</a>
    </Message>
  );
}

const ways = {
  console: 'toConsole',
  field: 'toField',
  portal: 'toPortal',
  desk: 'toDesk',
} as const;

function PersonCard({ person }: { person: Person }) {
  const t = useWords(words);
  const text = useText();
  const { name, role, paths, account, password, note, use } = person;
  return (
    <article className={`${partsStyles.card} ${styles.person}`}>
      <h3>{name}</h3>
      <p className={partsStyles.soft}>{text(role)}</p>
      {text(use) && <p className={styles.use}>{text(use)}</p>}
      <dl>
        <dt>{t('account')}</dt>
        <dd>{account}</dd>
        <dt>{t('password')}</dt>
        <dd>{password}</dd>
      </dl>
      {text(note) && <p className={partsStyles.soft}>{text(note)}</p>}
      <div className={partsStyles.ways}>
        {paths.map((path, index) => (
          <a
            key={path}
            className={`${partsStyles.button} ${index > 0 ? partsStyles.plain : ''}`}
            href={path}
          >
            {t(ways[path.split('/')[1] as keyof typeof ways])}
          </a>
        ))}
      </div>
    </article>
  );
}
