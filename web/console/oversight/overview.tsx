import { Alert, Badge, Breadcrumb, Skeleton } from 'antd';
import { lazy, type ReactNode, Suspense } from 'react';
import { oversight } from '../../../modules/oversight/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { EmptyState, ErrorState, Loading, PageHead, Panel } from '../../shared/antd/pc-parts.tsx';
import { useLang, useWords } from '../../shared/i18n.ts';
import { useLive } from '../../shared/live.ts';
import textStyles from '../../shared/text.module.css';
import { colours } from '../../shared/tokens.ts';
import { useAddress } from '../shell/address.ts';
import { RequirePermission } from '../shell/pages.tsx';
import { placeName, useProgramme } from '../shell/programme.tsx';
import { WaitingList } from '../shell/waiting.tsx';
import { FigureCards, hasChecks } from './figure-cards.tsx';
import styles from './overview.module.css';
import { hourIn } from './overview-clock.ts';
import { overviewWords } from './overview-words.ts';
import { PartsPanel } from './parts-panel.tsx';

const TrendChart = lazy(() => import('../shell/trend-chart.tsx'));
const HoursChart = lazy(() => import('./hours-chart.tsx'));

export type Figures = ResponseOf<typeof oversight.overview>;

/** How the programme stands now: figures that stay true by themselves, each leading to the list behind it. */
export default function Overview() {
  return (
    <RequirePermission permission="overview.read">
      <Live />
    </RequirePermission>
  );
}

/** An event that says that nothing changed brings the moment alone. */
function changes(shown: Figures | undefined, name: string, data: unknown): Figures | undefined {
  if (name === 'figures') return data as Figures;
  return shown && { ...shown, ...(data as Pick<Figures, 'at'>) };
}

function Live() {
  const t = useWords(overviewWords);
  const { id } = useProgramme();
  const placeId = useAddress().number('place');
  const query = { programmeId: id, ...(placeId !== undefined && { placeId }) };
  const { data, error, isLive, refetch } = useLive(
    oversight.overview,
    oversight.watchOverview,
    query,
    changes,
  );
  return (
    <>
      <PageHead title={t('overview')} note={<Trail figures={data} />}>
        {data && <Freshness at={data.at} isLive={isLive} />}
      </PageHead>
      <WaitingList />
      {data ? (
        <Shown figures={data} />
      ) : error ? (
        <ErrorState error={error} retry={() => void refetch()} />
      ) : (
        <Loading rows={10} />
      )}
    </>
  );
}

/** Since when the figures are as they are shown, and whether they follow by themselves. */
function Freshness({ at, isLive }: { at: string; isLive: boolean }) {
  const t = useWords(overviewWords);
  const lang = useLang();
  const { zone } = useProgramme().definition;
  return (
    <span className={`${textStyles.soft} ${textStyles.number}`} data-live={isLive}>
      <Badge color={isLive ? colours.ink : colours.textDisabled} /> {t(isLive ? 'live' : 'notLive')}{' '}
      · {t('asOf', { time: hourIn(at, zone, lang, true) })}
    </span>
  );
}

/** From the topmost place of one's own to the one that is looked at; each leads there. */
function Trail({ figures }: { figures: Figures | undefined }) {
  const t = useWords(overviewWords);
  const lang = useLang();
  const address = useAddress();
  const chosen = address.number('place') !== undefined;
  const trail = figures?.trail ?? [];
  if (trail.length === 0) return t('everywhere');
  const to = (place: number | undefined, name: ReactNode) => (
    <button
      type="button"
      className={styles.link}
      onClick={() => address.set({ place }, { push: true })}
    >
      {name}
    </button>
  );
  return (
    <Breadcrumb
      items={trail.map((place, index) => {
        const name = placeName(place, lang);
        const isLast = index === trail.length - 1;
        return { title: isLast || !chosen ? name : to(index === 0 ? undefined : place.id, name) };
      })}
    />
  );
}

function Shown({ figures }: { figures: Figures }) {
  const t = useWords(overviewWords);
  const { zone } = useProgramme().definition;
  const { daily, checks, parts, cut } = figures;
  return (
    <>
      <FigureCards figures={figures} />
      <div className={styles.charts}>
        {daily && (
          <Panel title={t('trend')}>
            <Suspense fallback={<Skeleton active paragraph={{ rows: 4 }} />}>
              <TrendChart days={daily.days} />
            </Suspense>
          </Panel>
        )}
        {hasChecks(figures) && (
          <Panel title={t('hours')}>
            <Suspense fallback={<Skeleton active paragraph={{ rows: 4 }} />}>
              <HoursChart hours={checks.hours} zone={zone} />
            </Suspense>
          </Panel>
        )}
      </div>
      {cut && <Alert type="info" showIcon title={t('cut', { count: parts.length })} />}
      {parts.length > 0 ? (
        <PartsPanel figures={figures} />
      ) : (
        <Panel title={t('parts')}>
          <EmptyState title={t('noParts')} hint={t('noPartsHint')} />
        </Panel>
      )}
    </>
  );
}
