import { ExclamationCircleFilled } from '@ant-design/icons';
import { Alert, Button, Collapse, Descriptions, type DescriptionsProps } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { alertRulesOf } from '../../../forms/alerts.ts';
import type { Day } from '../../../forms/definition.ts';
import { identifiersText, labelledIdentifiers } from '../../../forms/sign-in.ts';
import { reports } from '../../../modules/reports/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { EmptyState, Loading, Panel } from '../../shared/antd/pc-parts.tsx';
import { ReportVersions } from '../../shared/antd/report-versions.tsx';
import { type DayNote, ReportingCalendar } from '../../shared/antd/reporting-calendar.tsx';
import { StateMark } from '../../shared/antd/states.tsx';
import { words as formWords } from '../../shared/antd/words.ts';
import { linkTo } from '../../shared/api.ts';
import { useAppName } from '../../shared/app-names.ts';
import { FormContextProvider } from '../../shared/form-context.ts';
import { formatDay, formatInstant } from '../../shared/format.ts';
import { type Lang, useLang, useText, useWords } from '../../shared/i18n.ts';
import { useIsAtMost } from '../../shared/screen-width.ts';
import textStyles from '../../shared/text.module.css';
import { attributeText } from '../shell/attributes.ts';
import { useFeatures } from '../shell/feature.ts';
import marginsStyles from '../shell/margins.module.css';
import { OneTimePassword } from '../shell/one-time-password.tsx';
import { groupName, placeName, useProgramme } from '../shell/programme.tsx';
import { useCan } from '../shell/session.ts';
import { shellWords } from '../shell/words.ts';
import { AlertMarks, levelMarks } from './alert-mark.tsx';
import { AlertStateMark } from './alert-state.tsx';
import { feverDays } from './fever-days.ts';
import { numberSeriesOf } from './number-series.ts';
import styles from './person-page.module.css';
import { ResetDialog } from './reset-dialog.tsx';
import { reportWords } from './words.ts';

const NumberChart = lazy(() => import('./number-chart.tsx'));

type PersonData = ResponseOf<typeof reports.person>;

/** One person: who they are, their days, the trend of what they measured, every report. */
export default function PersonPage({ data }: { data: PersonData }) {
  const t = useWords(reportWords);
  const can = useCan();
  const { definition } = useProgramme();
  const notes = useFeverNotes(data);
  const features = useFeatures();
  const [resetting, setResetting] = useState(false);
  const [password, setPassword] = useState<string | null>(null);
  const text = useText();
  const { enrolmentId, name, identifiers } = data.person;
  const photoUrl = (id: string) => linkTo(reports.personPhoto, { params: { enrolmentId, id } });
  return (
    <FormContextProvider value={{ zone: definition.zone, today: data.overview.today, photoUrl }}>
      <div className={styles.head}>
        <h2>
          {name}{' '}
          <span className={`${textStyles.soft} ${textStyles.number}`}>
            {identifiersText(identifiers)}
          </span>
        </h2>
        {can('person.reset') && (
          <Button onClick={() => setResetting(true)}>{t('resetPerson')}</Button>
        )}
      </div>
      <Facts data={data} />
      <Phases data={data} />
      {features.map(
        ({ name: feature, ofPerson: Part }) =>
          Part && (
            <Suspense key={feature}>
              <Part enrolmentId={enrolmentId} />
            </Suspense>
          ),
      )}
      <div className={styles.middle}>
        <Panel title={t('calendar')}>
          <ReportingCalendar days={data.days} today={data.overview.today} notes={notes} />
        </Panel>
        <NumberCharts data={data} />
      </div>
      <Panel title={t('reports')}>
        <AllReports data={data} />
      </Panel>
      <Alert type="info" showIcon title={t('personAudit')} />
      <ResetDialog
        open={resetting}
        person={data.person}
        onClose={() => setResetting(false)}
        onPassword={setPassword}
      />
      {password !== null && (
        <OneTimePassword
          {...{ name, password }}
          accounts={labelledIdentifiers(definition.signIn, identifiers).map(({ label, value }) => ({
            label: text(label),
            value,
          }))}
          onClose={() => setPassword(null)}
        />
      )}
    </FormContextProvider>
  );
}

/** Days with a fever stand out, also where the report was changed since. */
function useFeverNotes({ reports: all, definitions }: PersonData): Map<Day, DayNote> {
  const t = useWords(reportWords);
  const words = { fever: t('feverDay'), changed: t('feverChanged') };
  return new Map(
    [...feverDays(all, definitions)].map(([day, kind]) => [
      day,
      { ...levelMarks.fever, word: words[kind] },
    ]),
  );
}

function Facts({ data }: { data: PersonData }) {
  const t = useWords(reportWords);
  const appName = useAppName();
  const shell = useWords(shellWords);
  const form = useWords(formWords);
  const lang = useLang();
  const programme = useProgramme();
  const isPhone = useIsAtMost('phone');
  const { person, overview } = data;
  const { attributes, milestones, zone } = programme.definition;
  const unknown = milestones.find(({ code }) => code === overview.unknownMilestone);
  const days =
    overview.dueFrom && overview.dueTo
      ? `${formatDay(overview.dueFrom, lang, 'short')} – ${formatDay(overview.dueTo, lang, 'short')}`
      : [
          t('dueNone'),
          unknown && t('milestoneUnknown', { milestone: unknown.label[lang] }),
          overview.reason === 'noDays' && t('reason_noDays'),
        ]
          .filter(Boolean)
          .join(' · ');
  const items: DescriptionsProps['items'] = [
    { key: 'group', label: shell('group'), children: groupName(programme, person.group, lang) },
    {
      key: 'place',
      label: t('placeOf'),
      children: placeName({ nameZh: person.placeZh, nameEn: person.placeEn }, lang),
    },
    ...attributes.map((attribute) => ({
      key: attribute.code,
      label: attribute.label[lang],
      children: attributeText(attribute, person.attributes[attribute.code], lang, form),
    })),
    {
      key: 'activated',
      label: t('activated'),
      children: person.activated.map((app) => appName(app)).join(' · ') || t('activatedNone'),
    },
    ...milestones
      .filter(({ code }) => overview.milestones[code])
      .map(({ code, label, kind }) => ({
        key: `milestone-${code}`,
        label: label[lang],
        children:
          kind === 'day'
            ? formatDay(overview.milestones[code] ?? '', lang, 'short')
            : formatInstant(overview.milestones[code] ?? '', lang, zone),
      })),
    { key: 'due', label: t('dueRange'), children: days },
  ];
  return (
    <Descriptions
      className={marginsStyles.below}
      size="small"
      bordered
      column={isPhone ? 1 : 2}
      items={items}
    />
  );
}

function Phases({ data }: { data: PersonData }) {
  const t = useWords(reportWords);
  const lang = useLang();
  const { definition } = useProgramme();
  return (
    <ul className={styles.phases}>
      {data.overview.phases.map(({ code, done, missed }) => (
        <li key={code} className={code === data.overview.phase ? styles.phaseNow : ''}>
          {t('phaseCount', {
            phase: definition.phases.find((phase) => phase.code === code)?.label[lang] ?? code,
            count: done,
            missed,
          })}
        </li>
      ))}
    </ul>
  );
}

function NumberCharts({ data }: { data: PersonData }) {
  const t = useWords(reportWords);
  const lang = useLang();
  const series = numberSeriesOf(data.reports, data.definitions);
  return series.map((series) => (
    <Panel
      key={`${series.form}-${series.field.code}`}
      title={t('temperature', { label: series.field.label[lang] })}
    >
      <Suspense fallback={<Loading rows={4} />}>
        <NumberChart series={series} />
      </Suspense>
    </Panel>
  ));
}

function AllReports({ data }: { data: PersonData }) {
  const t = useWords(reportWords);
  const lang = useLang();
  const programme = useProgramme();
  if (data.reports.length === 0) return <EmptyState title={t('noReports')} />;
  const slots = new Map<string, PersonData['reports']>();
  for (const report of data.reports) {
    const key = `${report.form} ${report.slot}`;
    slots.set(key, [...(slots.get(key) ?? []), report]);
  }
  const order = programme.forms.map(({ definition }) => definition.code);
  const items = [...slots.entries()]
    .map(([key, versions]) => ({
      key,
      versions: versions.toSorted((a, b) => b.version - a.version),
    }))
    .toSorted((a, b) => {
      const [first, second] = [a.versions[0], b.versions[0]];
      if (!first || !second) return 0;
      const byForm = order.indexOf(first.form) - order.indexOf(second.form);
      return byForm || second.day.localeCompare(first.day);
    });
  return (
    <Collapse
      size="small"
      items={items.map(({ key, versions }) => ({
        key,
        label: <SlotTitle {...{ versions, lang, data }} />,
        children: <ReportVersions versions={versions} definitions={data.definitions} />,
      }))}
    />
  );
}

function SlotTitle(props: { versions: PersonData['reports']; data: PersonData; lang: Lang }) {
  const { versions, lang } = props;
  const { definitions, alerts } = props.data;
  const t = useWords(reportWords);
  const [report] = versions;
  if (!report) return null;
  const count = versions.length;
  const definition = definitions[String(report.formVersionId)];
  // The newest one, also of a version that the person has changed since.
  const alert = alerts.find(({ form, slot }) => form === report.form && slot === report.slot);
  return (
    <span className={styles.slot}>
      <strong>{definition?.title[lang] ?? report.form}</strong>
      <span className={textStyles.number}>{formatDay(report.day, lang)}</span>
      {count > 1 && <span className={textStyles.soft}>{t('version', { n: count })}</span>}
      {definition && <AlertMarks alerts={alertRulesOf(definition, report.alerts)} />}
      {alert && (
        <>
          <span className={textStyles.sr}>{t('alert')}</span>
          <AlertStateMark state={alert.state} keeper={alert.keeper} />
        </>
      )}
      {report.incomplete && (
        <StateMark colour="yellow" icon={<ExclamationCircleFilled />}>
          {t('incomplete')}
        </StateMark>
      )}
    </span>
  );
}
