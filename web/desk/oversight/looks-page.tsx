import { Button, Skeleton, Table } from 'antd';
import { EmptyState, ErrorState, Panel } from '../../shared/antd/pc-parts.tsx';
import { formatInstant } from '../../shared/format.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import { type Look, standingsIn, useLooks } from '../../shared/participant/looks.ts';
import { looksWords } from '../../shared/participant/looks-words.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import textStyles from '../../shared/text.module.css';
import { Page } from '../shell/page.tsx';

/** 谁看过我的信息: which staff looked at one's data or changed it, when, and why. */
export function LooksPage() {
  const t = useWords(looksWords);
  const { looks, items } = useLooks();
  return (
    <Page title={t('looks')}>
      <Panel>
        <p className={textStyles.soft}>{t('intro')}</p>
        {looks.error && !looks.data && (
          <ErrorState error={looks.error} retry={() => void looks.refetch()} />
        )}
        {looks.isPending && <Skeleton active title={false} paragraph={{ rows: 4 }} />}
        {looks.data && items.length === 0 && (
          <EmptyState title={t('empty')} hint={t('emptyText')} />
        )}
        {items.length > 0 && <LookTable items={items} />}
        {looks.hasNextPage && (
          <Button loading={looks.isFetchingNextPage} onClick={() => void looks.fetchNextPage()}>
            {t('more')}
          </Button>
        )}
      </Panel>
    </Page>
  );
}

function LookTable({ items }: { items: Look[] }) {
  const { zone } = usePublicProgramme();
  const t = useWords(looksWords);
  const lang = useLang();
  const text = useText();
  return (
    <Table
      size="small"
      pagination={false}
      showHeader={false}
      dataSource={items.map((look, key) => ({ ...look, key }))}
      columns={[
        { key: 'at', width: 160, render: (_, { at }) => formatInstant(at, lang, zone) },
        {
          key: 'what',
          render: (_, { what, inList, reason }) => (
            <>
              {text(what)}
              {inList && <div className={textStyles.soft}>{t('inList')}</div>}
              {reason && <div>{t('reason', { reason })}</div>}
            </>
          ),
        },
        { key: 'by', render: (_, look) => standingsIn(look, lang) || t('left') },
      ]}
    />
  );
}
