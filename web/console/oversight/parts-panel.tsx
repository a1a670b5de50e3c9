import { Segmented, Skeleton } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { codeColours, colourNames } from '../../../forms/colours.ts';
import { byName } from '../../../forms/natural-order.ts';
import { Panel } from '../../shared/antd/pc-parts.tsx';
import { type Lang, useLang, useText, useWords } from '../../shared/i18n.ts';
import textStyles from '../../shared/text.module.css';
import { useAddress } from '../shell/address.ts';
import { Bar } from '../shell/bar.tsx';
import { type DataColumn, DataTable } from '../shell/data-table.tsx';
import { formatCount } from '../shell/numbers.ts';
import { placeName } from '../shell/programme.tsx';
import { missingOf, percentOf, rateOf } from '../shell/share.ts';
import { hasChecks, ToList } from './figure-cards.tsx';
import styles from './overview.module.css';
import type { Figures } from './overview.tsx';
import { overviewWords } from './overview-words.ts';
import { type Boundaries, useBoundaries } from './use-boundaries.ts';

const OverviewMap = lazy(() => import('./overview-map.tsx'));

type Part = Figures['parts'][number];

/** What a map can show, of the figures that the programme has. */
const measures = {
  rate: (part: Part) => percentOf(part) ?? Number.NaN,
  notGreen: ({ colours }: Part) => colours.yellow + colours.orange + colours.red,
  checks: ({ checks }: Part) => checks,
};
type Measure = keyof typeof measures;

/** The parts of what is looked at, in a table and, where boundaries are installed, on a map. */
export function PartsPanel({ figures }: { figures: Figures }) {
  const t = useWords(overviewWords);
  const lang = useLang();
  const [view, setView] = useState<'table' | 'map'>('map');
  const last = figures.trail.at(-1);
  const boundaries = useBoundaries(regionOf(figures));
  return (
    <Panel
      title={last ? t('partsOf', { place: placeName(last, lang) }) : t('parts')}
      extra={
        boundaries && (
          <Segmented
            value={view}
            options={[
              { value: 'map', label: t('map') },
              { value: 'table', label: t('table') },
            ]}
            onChange={setView}
          />
        )
      }
    >
      {boundaries && view === 'map' ? (
        <PartsMap figures={figures} boundaries={boundaries} />
      ) : (
        <PartsTable figures={figures} />
      )}
    </Panel>
  );
}

/** The region whose divisions the parts are: their codes say it where nothing above them is a region. */
function regionOf({ trail, parts }: Figures): string | undefined {
  const isRegion = ({ kind, code }: { kind: string; code: string }) =>
    kind === 'region' && /^\d{6}$/.test(code);
  const regions = parts.filter(isRegion);
  if (regions.length === 0) return undefined;
  const last = trail.at(-1);
  if (last && isRegion(last)) return last.code;
  return regions.every(({ code }) => code.endsWith('0000')) ? '100000' : undefined;
}

function PartsMap({ figures, boundaries }: { figures: Figures; boundaries: Boundaries }) {
  const t = useWords(overviewWords);
  const address = useAddress();
  const offered: Measure[] = [
    ...(figures.daily ? (['rate'] as const) : []),
    ...(figures.colours ? (['notGreen'] as const) : []),
    ...(hasChecks(figures) ? (['checks'] as const) : []),
  ];
  const [chosen, setChosen] = useState<Measure>();
  const measure = chosen && offered.includes(chosen) ? chosen : (offered[0] as Measure);
  const areas = figures.parts.map(({ id, code, nameZh, nameEn, ...part }) => ({
    ...{ id, code, nameZh, nameEn },
    value: measures[measure]({ id, code, nameZh, nameEn, ...part }),
  }));
  return (
    <>
      <Segmented
        aria-label={t('showOnMap')}
        value={measure}
        options={offered.map((value) => ({ value, label: t(value) }))}
        onChange={setChosen}
      />
      <Suspense fallback={<Skeleton active paragraph={{ rows: 10 }} />}>
        <OverviewMap
          boundaries={boundaries}
          areas={areas}
          label={t('mapLabel', { what: t(measure) })}
          isPercent={measure === 'rate'}
          onOpen={(place) => address.set({ place }, { push: true })}
        />
      </Suspense>
      <div className={textStyles.sr}>
        <PartsTable figures={figures} />
      </div>
    </>
  );
}

function PartsTable({ figures }: { figures: Figures }) {
  const lang = useLang();
  const columns = useColumnsOf(figures);
  const rows = byName(figures.parts, (part) => placeName(part, lang), lang);
  return <DataTable columns={columns} rows={rows} rowKey={({ id }) => id} />;
}

function useColumnsOf(figures: Figures): DataColumn<Part>[] {
  const t = useWords(overviewWords);
  const text = useText();
  const lang = useLang();
  const { daily, colours } = figures;
  const number = (of: (part: Part) => number) => ({
    width: 124,
    align: 'right' as const,
    order: (one: Part, other: Part) => of(one) - of(other),
    render: (part: Part) => <span className={textStyles.number}>{formatCount(of(part))}</span>,
  });
  return [
    {
      key: 'part',
      title: t('part'),
      always: true,
      render: (part) => <PartName part={part} lang={lang} />,
    },
    ...(daily
      ? [
          { key: 'due', title: t('due'), ...number(({ due }) => due) },
          { key: 'done', title: t('done'), ...number(({ done }) => done) },
          {
            ...number(missingOf),
            key: 'missing',
            title: t('missing'),
            render: (part: Part) => (
              <ToList path="/completion" list="missing" permission="report.read" place={part.id}>
                <span className={textStyles.number}>{formatCount(missingOf(part))}</span>
              </ToList>
            ),
          },
          {
            key: 'rate',
            title: t('rate'),
            width: 130,
            order: (one: Part, other: Part) => rateOf(one) - rateOf(other),
            render: (part: Part) => <Rate part={part} />,
          },
        ]
      : []),
    ...(hasChecks(figures)
      ? [
          {
            ...number(({ checks }) => checks),
            key: 'checks',
            title: t('checks'),
            render: (part: Part) => (
              <ToList path="/checks" permission="check.read_own" place={part.id}>
                <span className={textStyles.number}>{formatCount(part.checks)}</span>
              </ToList>
            ),
          },
        ]
      : []),
    ...(colours
      ? codeColours.map((colour) => ({
          ...number((part) => part.colours[colour]),
          key: colour,
          title: text(colourNames[colour]),
          render: (part: Part) => (
            <ToList path="/colours" colour={colour} permission="code.read" place={part.id}>
              <span className={textStyles.number}>{formatCount(part.colours[colour])}</span>
            </ToList>
          ),
        }))
      : []),
  ];
}

function PartName({ part, lang }: { part: Part; lang: Lang }) {
  const t = useWords(overviewWords);
  const address = useAddress();
  const name = placeName(part, lang);
  return (
    <button
      type="button"
      className={styles.link}
      title={t('openPart', { place: name })}
      onClick={() => address.set({ place: part.id }, { push: true })}
    >
      {name}
    </button>
  );
}

function Rate({ part }: { part: Part }) {
  const percent = percentOf(part);
  if (percent === null) return <span className={textStyles.soft}>–</span>;
  return (
    <span className={styles.rate}>
      <span className={textStyles.number}>{percent}%</span>
      <Bar percent={percent} thin />
    </span>
  );
}
