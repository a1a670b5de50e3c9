import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type CodeColour, codeColours } from '../../../forms/colours.ts';
import { Panel } from '../../shared/antd/pc-parts.tsx';
import { CodeMark } from '../../shared/codes/code-mark.tsx';
import { useLang, useWords } from '../../shared/i18n.ts';
import textStyles from '../../shared/text.module.css';
import { useAddress } from '../shell/address.ts';
import { Bar } from '../shell/bar.tsx';
import { formatCount } from '../shell/numbers.ts';
import { useProgramme } from '../shell/programme.tsx';
import { useCan } from '../shell/session.ts';
import { missingOf, percentOf } from '../shell/share.ts';
import styles from './overview.module.css';
import type { Figures } from './overview.tsx';
import { hourIn } from './overview-clock.ts';
import { overviewWords } from './overview-words.ts';

/** What one looks at first. */
export function FigureCards({ figures }: { figures: Figures }) {
  const { daily, colours } = figures;
  return (
    <div className={styles.cards}>
      {daily && <Completion days={daily.days} />}
      <Alerts figures={figures} />
      {hasChecks(figures) && <Checks figures={figures} />}
      {colours && <Colours colours={colours} />}
    </div>
  );
}

/** Where nobody is checked, nobody wants to read so. */
export const hasChecks = ({ checks, colours }: Figures) =>
  colours !== null || checks.high > 0 || checks.hours.some((hour) => hour.checks > 0);

function Completion({ days }: { days: { due: number; done: number }[] }) {
  const t = useWords(overviewWords);
  const today = days.at(-1) ?? { due: 0, done: 0 };
  const percent = percentOf(today);
  if (today.due === 0) return <NobodyDue />;
  return (
    <Panel title={t('completion')} className={styles.card}>
      <Big>
        <ToList path="/completion" permission="report.read">
          {percent === null ? '–' : `${percent}%`}
        </ToList>
      </Big>
      <Bar percent={percent ?? 0} />
      <Lines
        lines={[
          [
            t('due'),
            <ToList key="due" path="/completion" permission="report.read">
              {formatCount(today.due)}
            </ToList>,
          ],
          [
            t('done'),
            <ToList key="done" path="/completion" permission="report.read">
              {formatCount(today.done)}
            </ToList>,
          ],
          [
            t('missing'),
            <ToList key="missing" path="/completion" list="missing" permission="report.read">
              {formatCount(missingOf(today))}
            </ToList>,
          ],
        ]}
      />
    </Panel>
  );
}

/** What to do next, where nobody has been entered yet. */
function NobodyDue() {
  const t = useWords(overviewWords);
  const can = useCan();
  const { code } = useProgramme();
  return (
    <Panel title={t('completion')} className={styles.card}>
      <strong>{t('nobodyDue')}</strong>
      <p className={textStyles.soft}>{t('nobodyDueHint')}</p>
      {can('roster.import') && <Link to={`/p/${code}/imports` as string}>{t('toImport')}</Link>}
    </Panel>
  );
}

function Alerts({ figures: { alerts, checks } }: { figures: Figures }) {
  const t = useWords(overviewWords);
  return (
    <Panel title={t('alerts')} className={styles.card}>
      <Big>
        <ToList path="/alerts" permission="report.read">
          {formatCount(alerts.open + alerts.care)}
        </ToList>
      </Big>
      <Lines
        lines={[
          [
            t('alertsOpen'),
            <ToList key="open" path="/alerts" state="open" permission="report.read">
              {formatCount(alerts.open)}
            </ToList>,
          ],
          [
            t('alertsCare'),
            <ToList key="care" path="/alerts" state="care" permission="report.read">
              {formatCount(alerts.care)}
            </ToList>,
          ],
          [
            t('high'),
            <ToList key="high" path="/checks" list="high" permission="check.read_own">
              {formatCount(checks.high)}
            </ToList>,
          ],
        ]}
      />
    </Panel>
  );
}

function Checks({ figures: { checks } }: { figures: Figures }) {
  const t = useWords(overviewWords);
  return (
    <Panel title={t('checks')} className={styles.card}>
      <Big>
        <ToList path="/checks" permission="check.read_own">
          {formatCount(checks.today)}
        </ToList>
      </Big>
      <Lines
        lines={[
          [
            t('checksLast'),
            <ToList key="last" path="/checks" permission="check.read_own">
              {formatCount(checks.hours.at(-1)?.checks ?? 0)}
            </ToList>,
          ],
        ]}
      />
    </Panel>
  );
}

function Colours({ colours }: { colours: NonNullable<Figures['colours']> }) {
  const t = useWords(overviewWords);
  const lang = useLang();
  const { zone } = useProgramme().definition;
  const { countedAt, people } = colours;
  return (
    <Panel title={t('colours')} className={styles.card}>
      {countedAt === null ? (
        <p className={textStyles.soft}>{t('counting')}</p>
      ) : (
        <>
          <Lines
            lines={codeColours.map((colour) => [
              <CodeMark key={colour} colour={colour} />,
              <ToList key="people" path="/colours" colour={colour} permission="code.read">
                {formatCount(people[colour])}
              </ToList>,
            ])}
          />
          <small className={textStyles.soft}>
            {t('countedAt', { time: hourIn(countedAt, zone, lang) })}
          </small>
        </>
      )}
    </Panel>
  );
}

const Big = ({ children }: { children: ReactNode }) => (
  <strong className={`${styles.big} ${textStyles.number}`}>{children}</strong>
);

function Lines({ lines }: { lines: [label: ReactNode, figure: ReactNode][] }) {
  return (
    <dl className={styles.lines}>
      {lines.map(([label, figure], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a card stay in their order.
        <div key={index}>
          <dt>{label}</dt>
          <dd className={textStyles.number}>{figure}</dd>
        </div>
      ))}
    </dl>
  );
}

type ToListProps = {
  /** Below the programme's address. */
  path: '/completion' | '/alerts' | '/checks' | '/colours';
  list?: 'missing' | 'high';
  state?: 'open' | 'care';
  colour?: CodeColour;
  permission: 'report.read' | 'check.read_own' | 'code.read';
  place?: number;
  children: ReactNode;
};

/** A figure that opens the list behind it, for who may see that. */
export function ToList({ path, permission, place, children, ...filter }: ToListProps) {
  const can = useCan();
  const { code } = useProgramme();
  const here = useAddress().number('place');
  if (!can(permission)) return children;
  return (
    <Link to={`/p/${code}${path}` as string} search={{ place: place ?? here, ...filter } as never}>
      {children}
    </Link>
  );
}
