import { useQuery } from '@tanstack/react-query';
import { Descriptions, Drawer, Tag } from 'antd';
import { shortInstant } from '../../../forms/wall-time.ts';
import { checkWayNames, conflictNames, screening } from '../../../modules/screening/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { Answers } from '../../shared/antd/answers.tsx';
import { Loaded } from '../../shared/antd/pc-parts.tsx';
import { CodeMark } from '../../shared/codes/code-mark.tsx';
import { FormContextProvider } from '../../shared/form-context.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import { queryFor } from '../../shared/query-for.ts';
import textStyles from '../../shared/text.module.css';
import { useAddress } from '../shell/address.ts';
import marginsStyles from '../shell/margins.module.css';
import { placeName, todayOf, useProgramme } from '../shell/programme.tsx';
import styles from './checks.module.css';
import { Shown } from './shown.tsx';
import { checkWords } from './words.ts';

type Check = ResponseOf<typeof screening.managedCheck>;

/** The check that the address names, with all that it says. */
export function CheckDrawer() {
  const t = useWords(checkWords);
  const address = useAddress();
  const id = address.text('check');
  return (
    <Drawer
      open={id !== undefined}
      size={640}
      title={t('check')}
      destroyOnHidden
      onClose={() => address.set({ check: undefined })}
    >
      {id !== undefined && <OneCheck key={id} id={id} />}
    </Drawer>
  );
}

function OneCheck({ id }: { id: string }) {
  const check = useQuery({
    ...queryFor(screening.managedCheck, { params: { id } }),
    // Every fetch is a look that the audit trail keeps: none without need.
    staleTime: 60_000,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  return (
    <Loaded query={check} rows={10}>
      {(data) => <CheckPage check={data} />}
    </Loaded>
  );
}

function CheckPage({ check }: { check: Check }) {
  const t = useWords(checkWords);
  const items = useItems(check);
  return (
    <>
      <Descriptions
        className={marginsStyles.below}
        size="small"
        bordered
        column={1}
        items={items.map(([key, children]) => ({ key, label: t(key), children }))}
      />
      {!check.whole && <p className={textStyles.soft}>{t('masked')}</p>}
      {check.answers && <Filled answers={check.answers} />}
    </>
  );
}

function useItems(check: Check) {
  const t = useWords(checkWords);
  const text = useText();
  const lang = useLang();
  const { zone } = useProgramme().definition;
  const time = (instant: string) => (
    <span className={textStyles.number}>{shortInstant(instant, zone)}</span>
  );
  const { siteZh, siteEn, alert, conflict, remark, undoneAt, unverifiedPhone } = check;
  return [
    ['name', check.name],
    ['document', check.document ?? '—'],
    ['site', placeName({ nameZh: siteZh, nameEn: siteEn }, lang)],
    ['checkedAt', time(check.checkedAt)],
    [
      'temperature',
      <>
        {t('celsius', { value: check.temperature.toFixed(1) })}{' '}
        {check.high && <Tag color="error">{t('high')}</Tag>}
      </>,
    ],
    ['colour', <CodeMark key="colour" colour={check.colour} />],
    ['shown', <Shown key="shown" shown={check.shown} />],
    ['scanner', check.scanner],
    ['way', text(checkWayNames[check.way])],
    ['recordedAt', time(check.recordedAt)],
    ...(conflict ? ([['conflict', text(conflictNames[conflict])]] as const) : []),
    ...(undoneAt ? ([['undoneAt', time(undoneAt)]] as const) : []),
    ...(unverifiedPhone ? ([['phone', unverifiedPhone]] as const) : []),
    ...(remark
      ? ([
          [
            'remark',
            <span key="remark" className={styles.remark}>
              {remark}
            </span>,
          ],
        ] as const)
      : []),
    ...(alert ? ([['alert', <AlertWords key="alert" alert={alert} />]] as const) : []),
  ] as const;
}

function AlertWords({ alert }: { alert: NonNullable<Check['alert']> }) {
  const t = useWords(checkWords);
  const { zone } = useProgramme().definition;
  const { openedAt, closedAt, closedBy, note } = alert;
  if (closedAt === null) return t('alertOpen', { time: shortInstant(openedAt, zone) });
  const time = shortInstant(closedAt, zone);
  return t('alertClosed', { time, name: closedBy ?? '', note: note ?? '' });
}

function Filled({ answers }: { answers: NonNullable<Check['answers']> }) {
  const t = useWords(checkWords);
  const text = useText();
  const programme = useProgramme();
  const { form, values, incomplete } = answers;
  return (
    <section>
      <h3>{form ? text(form.definition.title) : t('answers')}</h3>
      {form && (
        <FormContextProvider
          value={{ zone: form.zone, today: todayOf(programme), photoUrl: () => '' }}
        >
          <Answers definition={form.definition} values={values} columns={1} />
        </FormContextProvider>
      )}
      {incomplete && <p role="status">{t('incomplete')}</p>}
    </section>
  );
}
