import { useQuery } from '@tanstack/react-query';
import { Button, Descriptions, Drawer, Tag } from 'antd';
import { identifiersText } from '../../../forms/sign-in.ts';
import { reports } from '../../../modules/reports/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { Loaded, Panel } from '../../shared/antd/pc-parts.tsx';
import { ReportVersions } from '../../shared/antd/report-versions.tsx';
import { linkTo } from '../../shared/api.ts';
import { FormContextProvider } from '../../shared/form-context.ts';
import { formatDay, formatInstant } from '../../shared/format.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { queryFor } from '../../shared/query-for.ts';
import textStyles from '../../shared/text.module.css';
import { useAddress, usePersonDrawer } from '../shell/address.ts';
import marginsStyles from '../shell/margins.module.css';
import { groupName, placeName, todayOf, useProgramme } from '../shell/programme.tsx';
import { useCan } from '../shell/session.ts';
import { AlertActions } from './alert-actions.tsx';
import styles from './alert-drawer.module.css';
import { AlertHistory } from './alert-history.tsx';
import { AlertMarks } from './alert-mark.tsx';
import { AlertStateMark } from './alert-state.tsx';
import { AlertChanges, AlertValues } from './alert-values.tsx';
import { reportWords } from './words.ts';

export type AlertData = ResponseOf<typeof reports.alert>;

/** The alert that the address names, with what was reported, what was done, and what can be done. */
export function AlertDrawer() {
  const t = useWords(reportWords);
  const address = useAddress();
  const id = address.number('alert');
  return (
    <Drawer
      open={id !== undefined}
      size={720}
      title={t('alert')}
      destroyOnHidden
      onClose={() => address.set({ alert: undefined })}
    >
      {id !== undefined && <OneAlert key={id} id={id} />}
    </Drawer>
  );
}

function OneAlert({ id }: { id: number }) {
  const alert = useQuery({
    ...queryFor(reports.alert, { params: { id } }),
    // Every fetch is a look that the audit trail keeps: none without need.
    staleTime: 60_000,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  return (
    <Loaded query={alert} rows={10}>
      {(data) => <AlertPage data={data} />}
    </Loaded>
  );
}

function AlertPage({ data }: { data: AlertData }) {
  const t = useWords(reportWords);
  const lang = useLang();
  const programme = useProgramme();
  const { zone } = programme.definition;
  const { person, state, keeper, since } = data;
  const place = placeName({ nameZh: person.placeZh, nameEn: person.placeEn }, lang);
  const photoUrl = (id: string) =>
    linkTo(reports.personPhoto, { params: { enrolmentId: person.enrolmentId, id } });
  return (
    <FormContextProvider value={{ zone, today: todayOf(programme), photoUrl }}>
      <PersonHead person={person} />
      <Descriptions
        className={marginsStyles.below}
        size="small"
        bordered
        column={1}
        items={[
          {
            key: 'state',
            label: t('severity'),
            children: (
              <>
                <AlertStateMark {...{ state, keeper }} />{' '}
                <span className={textStyles.soft}>{formatInstant(since, lang, zone)}</span>
              </>
            ),
          },
          { key: 'alert', label: t('alert'), children: <AlertMarks alerts={data.alerts} /> },
          {
            key: 'opened',
            label: t('opened'),
            children: formatInstant(data.openedAt, lang, zone),
          },
          {
            key: 'values',
            label: t('reportedValues'),
            children: (
              <>
                <AlertValues alert={data} isWhole />
                <AlertChanges alert={data} />
              </>
            ),
          },
          {
            key: 'place',
            label: t('placeOf'),
            children: `${place} · ${groupName(programme, person.group, lang)}`,
          },
        ]}
      />
      <AlertActions alert={data} />
      <Panel title={t('history')}>
        <AlertHistory data={data} />
      </Panel>
      <Panel title={`${data.title[lang]} · ${formatDay(data.day, lang, 'short')}`}>
        <ReportVersions versions={data.versions} definitions={data.definitions} columns={1} />
      </Panel>
    </FormContextProvider>
  );
}

function PersonHead({ person }: Pick<AlertData, 'person'>) {
  const t = useWords(reportWords);
  const can = useCan();
  const lang = useLang();
  const { open } = usePersonDrawer();
  return (
    <div className={styles.head}>
      <h2>{person.name}</h2>
      <span className={`${textStyles.soft} ${textStyles.number}`}>
        {identifiersText(person.identifiers)}
      </span>
      {person.withdrawnOn && (
        <Tag>{t('withdrawnOn', { day: formatDay(person.withdrawnOn, lang, 'short') })}</Tag>
      )}
      {can('person.read') && (
        <Button type="link" size="small" onClick={() => open(person.enrolmentId)}>
          {t('seePerson')}
        </Button>
      )}
    </div>
  );
}
