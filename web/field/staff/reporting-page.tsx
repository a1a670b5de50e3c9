import { useQueryClient } from '@tanstack/react-query';
import { Button, Toast } from 'antd-mobile';
import { EnvironmentOutline } from 'antd-mobile-icons';
import { useState } from 'react';
import { staff } from '../../../modules/staff/contract.ts';
import { accountOf } from '../../shared/account.ts';
import { call } from '../../shared/api.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { useSending } from '../../shared/participant/sending.ts';
import card from '../../shared/phone/card.module.css';
import { Empty, Failure, Waiting } from '../../shared/phone/messages.tsx';
import { Page } from '../../shared/phone/page.tsx';
import { useCurrentUser } from '../../shared/staff/current-user.ts';
import { type OwnSite, useMySites } from '../../shared/staff/own-sites.ts';
import text from '../../shared/text.module.css';
import { FormProblem } from '../shell/form-problem.tsx';
import { nameIn } from './data.ts';
import styles from './reporting-page.module.css';
import { words } from './words.ts';

/** 上报设置: for which sites one reports, and at which one is now; kept for the account. */
export function ReportingPage() {
  const t = useWords(words);
  const sites = useMySites();
  if (!sites.data) {
    return (
      <Page title={t('reporting')}>
        {sites.isPending ? (
          <Waiting />
        ) : (
          <Failure error={sites.error} retry={() => void sites.refetch()} />
        )}
      </Page>
    );
  }
  if (sites.data.length === 0) {
    return (
      <Page title={t('reporting')}>
        <Empty title={t('noSites')} icon={<EnvironmentOutline />}>
          <p>{t('noSitesText')}</p>
        </Empty>
      </Page>
    );
  }
  return <Choice sites={sites.data} />;
}

function Choice({ sites }: { sites: readonly OwnSite[] }) {
  const t = useWords(words);
  const lang = useLang();
  const account = accountOf(useCurrentUser());
  const queries = useQueryClient();
  const { busy, problem, run } = useSending();
  const active = sites.filter((each) => each.active);
  const [ticked, setTicked] = useState(() =>
    active.filter(({ reports }) => reports).map(({ id }) => id),
  );
  const [wanted, setWanted] = useState(active.find((each) => each.current)?.id);
  const [tried, setTried] = useState(false);
  // One that is ticked no more cannot be where one is.
  const current = wanted !== undefined && ticked.includes(wanted) ? wanted : ticked[0];
  const tick = (id: number) =>
    setTicked(ticked.includes(id) ? ticked.filter((each) => each !== id) : [...ticked, id]);
  const send = async () => {
    setTried(true);
    if (current === undefined) return;
    const body = { siteIds: ticked, currentId: current };
    if (!(await run(() => call(staff.reportFor, { body, account })))) return;
    Toast.show(t('saved'));
    await queries.invalidateQueries({ queryKey: [staff.mySites.url] });
  };
  return (
    <Page
      title={t('reporting')}
      action={
        <Button color="primary" size="large" block loading={busy} onClick={() => void send()}>
          {t('confirm')}
        </Button>
      }
    >
      <FormProblem problem={problem} at={[]} />
      <fieldset className={`${card.card} ${styles.group}`}>
        <legend className={styles.legend}>{t('reportingTitle')}</legend>
        <p className={text.soft}>{t('reportingText')}</p>
        {sites.map((site) => (
          <label key={site.id} className={styles.choice}>
            <input
              type="checkbox"
              checked={ticked.includes(site.id)}
              disabled={!site.active}
              onChange={() => tick(site.id)}
            />
            <SiteName site={site} />
          </label>
        ))}
        {tried && ticked.length === 0 && <p role="alert">{t('chooseOne')}</p>}
      </fieldset>
      {ticked.length > 0 && (
        <fieldset className={`${card.card} ${styles.group}`}>
          <legend className={styles.legend}>{t('currentTitle')}</legend>
          {active
            .filter(({ id }) => ticked.includes(id))
            .map((site) => (
              <label key={site.id} className={styles.choice}>
                <input
                  type="radio"
                  name="current"
                  checked={current === site.id}
                  onChange={() => setWanted(site.id)}
                />
                <span className={styles.name}>{nameIn(lang, site)}</span>
              </label>
            ))}
        </fieldset>
      )}
    </Page>
  );
}

function SiteName({ site }: { site: OwnSite }) {
  const t = useWords(words);
  const lang = useLang();
  return (
    <span className={styles.name}>
      <span>{nameIn(lang, site)}</span>
      <span className={text.soft}>
        {lang === 'zh' ? site.parentZh : site.parentEn} · {t(`level_${site.level}`)}
        {!site.active && ` · ${t('closed')}`}
      </span>
    </span>
  );
}
