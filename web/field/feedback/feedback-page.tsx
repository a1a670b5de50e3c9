import { Link, useParams } from '@tanstack/react-router';
import { TeamOutline } from 'antd-mobile-icons';
import { accountOf } from '../../shared/account.ts';
import { WriteFeedback } from '../../shared/feedback/phone-form.tsx';
import { MyFeedback } from '../../shared/feedback/phone-list.tsx';
import { Thread } from '../../shared/feedback/phone-thread.tsx';
import { SenderProvider } from '../../shared/feedback/sender.tsx';
import { feedbackWords } from '../../shared/feedback/words.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { Empty, Failure, Waiting } from '../../shared/phone/messages.tsx';
import { Page } from '../../shared/phone/page.tsx';
import { useCurrentUser } from '../../shared/staff/current-user.ts';
import { type OwnSite, useMySites } from '../../shared/staff/own-sites.ts';

/** 意见反馈 to those who answer for the site where one works now. */
export function FeedbackPage() {
  const t = useWords(feedbackWords);
  const sites = useMySites();
  const site = sites.data?.find(({ current }) => current) ?? sites.data?.[0];
  return (
    <Page title={t('feedback')}>
      {sites.isPending && <Waiting />}
      {sites.error && !sites.data && (
        <Failure error={sites.error} retry={() => void sites.refetch()} />
      )}
      {sites.data && !site && (
        <Empty title={t('noSite')} icon={<TeamOutline />}>
          <p>{t('noSiteText')}</p>
        </Empty>
      )}
      {site && <AtSite site={site} />}
    </Page>
  );
}

function AtSite({ site }: { site: OwnSite }) {
  const account = accountOf(useCurrentUser());
  const lang = useLang();
  return (
    <SenderProvider sender={{ account, siteId: site.id }}>
      <WriteFeedback site={lang === 'zh' ? site.nameZh : site.nameEn} />
      <MyFeedback
        link={(id, className, inside) => (
          <Link className={className} to="/feedback/$feedback" params={{ feedback: `${id}` }}>
            {inside}
          </Link>
        )}
      />
    </SenderProvider>
  );
}

export function ThreadPage() {
  const t = useWords(feedbackWords);
  const account = accountOf(useCurrentUser());
  const { feedback } = useParams({ strict: false }) as { feedback: string };
  return (
    <Page title={t('thread')}>
      <SenderProvider sender={{ account }}>
        <Thread id={Number(feedback)} />
      </SenderProvider>
    </Page>
  );
}
