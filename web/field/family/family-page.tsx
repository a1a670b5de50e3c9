import { Button } from 'antd-mobile';
import { useState } from 'react';
import { useWords } from '../../shared/i18n.ts';
import buttons from '../../shared/phone/buttons.module.css';
import { Empty, Waiting } from '../../shared/phone/messages.tsx';
import { Page } from '../../shared/phone/page.tsx';
import { useMySites } from '../../shared/staff/own-sites.ts';
import { FindForm } from './find-form.tsx';
import { PersonPresent } from './person-present.tsx';
import type { Found } from './present.ts';
import { words } from './words.ts';

/** For a child or a parent without an account, who is here with whoever wants to act for them. */
export function FamilyPage() {
  const t = useWords(words);
  const { data, isPending } = useMySites();
  const site = data?.find(({ current, active }) => current && active);
  const [found, setFound] = useState<Found | null>(null);
  return (
    <Page title={t('family')}>
      {!site && isPending && <Waiting />}
      {!site && !isPending && (
        <Empty title={t('noSite')}>
          <p>{t('noSiteText')}</p>
        </Empty>
      )}
      {site && !found && <FindForm siteId={site.id} onFound={setFound} />}
      {site && found && (
        <>
          <PersonPresent found={found} onChanged={setFound} />
          <div className={buttons.below}>
            <Button block fill="outline" color="primary" onClick={() => setFound(null)}>
              {t('another')}
            </Button>
          </div>
        </>
      )}
    </Page>
  );
}
