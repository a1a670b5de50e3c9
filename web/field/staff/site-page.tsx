import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Button, Dialog, Toast } from 'antd-mobile';
import { RightOutline, TeamOutline } from 'antd-mobile-icons';
import { staff } from '../../../modules/staff/contract.ts';
import { call } from '../../shared/api.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import card from '../../shared/phone/card.module.css';
import list from '../../shared/phone/list.module.css';
import { Empty, Failure, Waiting } from '../../shared/phone/messages.tsx';
import { Page } from '../../shared/phone/page.tsx';
import { Pair } from '../../shared/phone/pair.tsx';
import pairs from '../../shared/phone/pairs.module.css';
import { problemText } from '../../shared/problems.ts';
import { queryFor } from '../../shared/query-for.ts';
import text from '../../shared/text.module.css';
import { nameIn, type Site, useChanged } from './data.ts';
import { ScannerMarks, SiteMark } from './marks.tsx';
import { RegionName } from './region-name.tsx';
import styles from './site-page.module.css';
import { words } from './words.ts';

/** A site, with the scanners of one's own line, and what one may do there. */
export function SitePage() {
  const t = useWords(words);
  const { site: id } = useParams({ strict: false }) as { site: string };
  const site = useQuery(queryFor(staff.site, { params: { siteId: Number(id) } }));
  if (!site.data) {
    return (
      <Page title={t('site')}>
        {site.isPending ? (
          <Waiting />
        ) : (
          <Failure error={site.error} retry={() => void site.refetch()} />
        )}
      </Page>
    );
  }
  return <SiteView site={site.data} />;
}

function SiteView({ site }: { site: Site }) {
  const t = useWords(words);
  const lang = useLang();
  const params = { site: String(site.id) };
  return (
    <Page title={nameIn(lang, site)}>
      <section className={card.card}>
        <div className={card.head}>
          <h2>{t('site')}</h2>
          {site.mayChange && (
            <Link className={styles.link} to="/sites/$site/edit" params={params}>
              {t('edit')}
            </Link>
          )}
        </div>
        <dl className={pairs.pairs}>
          <Pair label={t('parent')}>{lang === 'zh' ? site.parentZh : site.parentEn}</Pair>
          {site.regionCode && (
            <Pair label={t('regionLabel')}>
              <RegionName code={site.regionCode} />
            </Pair>
          )}
          {site.address && <Pair label={t('address')}>{site.address}</Pair>}
          {site.remark && <Pair label={t('remark')}>{site.remark}</Pair>}
          <Pair label={t('myLevel')}>{site.level ? t(`level_${site.level}`) : t('fromAbove')}</Pair>
          <Pair label={t('state')}>
            <SiteMark site={site} />
          </Pair>
        </dl>
      </section>
      <People site={site} />
      {site.mayChange && (
        <nav className={list.list} aria-label={t('sites')}>
          <Link className={list.item} to="/sites/new" search={{ below: site.id }}>
            <span className={list.text}>{t('addSiteBelow')}</span>
            <RightOutline aria-hidden="true" />
          </Link>
        </nav>
      )}
      {site.maySwitch && <SwitchSite site={site} />}
    </Page>
  );
}

function People({ site }: { site: Site }) {
  const t = useWords(words);
  return (
    <>
      <div className={`${card.head} ${styles.head}`}>
        <h2>{t('people')}</h2>
        {site.adds.length > 0 && (
          <Link className={styles.link} to="/scanners/new" search={{ site: site.id }}>
            {t('addScanner')}
          </Link>
        )}
      </div>
      {site.people.length === 0 ? (
        <Empty title={t('noPeople')} icon={<TeamOutline />} />
      ) : (
        <ul className={list.list}>
          {site.people.map((scanner) => (
            <li key={scanner.id}>
              <Link
                className={list.item}
                to="/scanners/$scanner"
                params={{ scanner: String(scanner.id) }}
              >
                <span className={list.text}>
                  <strong>{scanner.name}</strong>
                  <span className={text.soft}>
                    {t(`level_${scanner.level}`)}
                    {scanner.isOneself && ` · ${t('oneself')}`}
                  </span>
                  <span className={styles.marks}>
                    <ScannerMarks scanner={scanner} />
                  </span>
                </span>
                <RightOutline aria-hidden="true" />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** 停用站点, once it has been said whom that concerns. */
function SwitchSite({ site }: { site: Site }) {
  const t = useWords(words);
  const lang = useLang();
  const changed = useChanged();
  const params = { siteId: site.id };
  const name = nameIn(lang, site);
  const askToStop = async () => {
    const { people, sites, shutOut } = await call(staff.siteEffect, { params });
    const numbers = { people, shutOut, below: sites - 1 };
    return { title: t('stopSiteTitle', { site: name }), content: t('stopSiteText', numbers) };
  };
  const ask = async () => {
    try {
      const question = site.disabled
        ? { title: t('startSiteTitle', { site: name }), content: t('startSiteText') }
        : await askToStop();
      const sure = await Dialog.confirm({
        ...question,
        'aria-label': question.title,
        confirmText: t(site.disabled ? 'startSite' : 'stopSite'),
        cancelText: t('cancel'),
      });
      if (!sure) return;
      await call(staff.switchSite, { params, body: { disabled: !site.disabled } });
      Toast.show(t('done'));
      await changed();
    } catch (error) {
      Toast.show(problemText(error, lang));
      await changed();
    }
  };
  return (
    <section className={card.card}>
      <Button
        color={site.disabled ? 'primary' : 'danger'}
        fill="outline"
        size="large"
        block
        onClick={() => void ask()}
      >
        {t(site.disabled ? 'startSite' : 'stopSite')}
      </Button>
    </section>
  );
}
