import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Progress, Table, Tag } from 'antd';
import { joiners } from '../../../forms/joiners.ts';
import { programmes } from '../../../modules/programmes/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { Loaded } from '../../shared/antd/pc-parts.tsx';
import { call } from '../../shared/api.ts';
import { formatInstant } from '../../shared/format.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { queryFor } from '../../shared/query-for.ts';
import marginsStyles from './margins.module.css';
import { useProgramme } from './programme.tsx';
import { publicationWords } from './publication-words.ts';
import styles from './publications.module.css';

type Publication = ResponseOf<typeof programmes.publications>[number];

const OFTEN_MS = 1000;
const SELDOM_MS = 15_000;

/** The newest versions, read again while everybody still follows one of them. */
function usePublications() {
  const { id } = useProgramme();
  return useQuery({
    ...queryFor(programmes.publications, { params: { id } }),
    refetchInterval: ({ state }) =>
      state.data?.some(({ state: is }) => is === 'working') ? OFTEN_MS : SELDOM_MS,
  });
}

/** How far everybody has followed a version: above a page while it is under way, or has stopped. */
export function UnderWay() {
  const t = useWords(publicationWords);
  const { data = [] } = usePublications();
  // They follow each other: the oldest one is being worked on.
  const oldest = data.findLast(({ state }) => state !== 'done');
  if (!oldest) return null;
  const { version } = oldest;
  const isStopped = oldest.state === 'failed';
  return (
    <Alert
      className={marginsStyles.below}
      type={isStopped ? 'error' : 'info'}
      showIcon
      title={t(isStopped ? 'stopped' : 'working', { version })}
      description={<Steps publication={oldest} />}
      action={isStopped && <Resume publication={oldest} />}
    />
  );
}

function Resume({ publication }: { publication: Publication }) {
  const t = useWords(publicationWords);
  const { id, mayOnAll } = useProgramme();
  const queries = useQueryClient();
  const resume = useMutation({
    mutationFn: () =>
      call(programmes.resumePublication, { params: { id, publicationId: publication.id } }),
    onSettled: () => queries.invalidateQueries({ queryKey: [programmes.publications.url] }),
  });
  if (!mayOnAll.includes('programme.change_rules')) return null;
  return (
    <Button size="small" loading={resume.isPending} onClick={() => resume.mutate()}>
      {t('resume')}
    </Button>
  );
}

function Steps({ publication }: { publication: Publication }) {
  const t = useWords(publicationWords);
  const lang = useLang();
  return publication.steps.map(({ step, done, total }) => (
    <div key={step}>
      {t(`step_${step}`) + joiners[lang].colon + t('stepDone', { done, total })}
      {done < total && (
        <Progress
          size="small"
          aria-label={t(`step_${step}`)}
          percent={Math.floor((done / total) * 100)}
        />
      )}
    </div>
  ));
}

/** The versions published lately, with how far everybody has followed them. */
export function Publications() {
  const t = useWords(publicationWords);
  const lang = useLang();
  const { zone } = useProgramme().definition;
  const query = usePublications();
  return (
    <>
      <h2 className={styles.heading}>{t('versions')}</h2>
      <Loaded query={query} rows={3}>
        {(rows) =>
          rows.length === 0 ? (
            <p className={styles.note}>{t('noVersions')}</p>
          ) : (
            <Table<Publication>
              size="small"
              pagination={false}
              rowKey="id"
              dataSource={rows}
              columns={[
                {
                  key: 'version',
                  title: t('version'),
                  render: (_, { version }) => version,
                },
                {
                  key: 'at',
                  title: t('publishedAt'),
                  render: (_, { publishedAt }) => formatInstant(publishedAt, lang, zone),
                },
                {
                  key: 'by',
                  title: t('publishedBy'),
                  render: (_, { publishedBy }) => publishedBy ?? t('bySystem'),
                },
                {
                  key: 'state',
                  title: t('followed'),
                  render: (_, publication) => (
                    <div className={styles.steps}>
                      <Tag>{t(`state_${publication.state}`)}</Tag>
                      {publication.steps.length === 0 ? (
                        t('nobodyConcerned')
                      ) : (
                        <Steps publication={publication} />
                      )}
                    </div>
                  ),
                },
              ]}
            />
          )
        }
      </Loaded>
    </>
  );
}
