import { Button } from 'antd-mobile';
import { EyeOutline } from 'antd-mobile-icons';
import { formatInstant } from '../../shared/format.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import { type Look, standingsIn, useLooks } from '../../shared/participant/looks.ts';
import { looksWords } from '../../shared/participant/looks-words.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import buttonsStyles from '../../shared/phone/buttons.module.css';
import listStyles from '../../shared/phone/list.module.css';
import { Empty, Failure, Waiting } from '../../shared/phone/messages.tsx';
import { Page } from '../../shared/phone/page.tsx';
import textStyles from '../../shared/text.module.css';
import styles from './looks.module.css';

/** 谁看过我的信息: which staff looked at one's data or changed it, when, and why. */
export function LooksPage() {
  const t = useWords(looksWords);
  const { looks, items } = useLooks();
  return (
    <Page title={t('looks')}>
      <p className={`${textStyles.soft} ${styles.intro}`}>{t('intro')}</p>
      {looks.error && !looks.data && (
        <Failure error={looks.error} retry={() => void looks.refetch()} />
      )}
      {looks.isPending && <Waiting />}
      {looks.data && items.length === 0 && (
        <Empty title={t('empty')} icon={<EyeOutline />}>
          <p>{t('emptyText')}</p>
        </Empty>
      )}
      {items.length > 0 && (
        <ul className={listStyles.list}>
          {items.map((look, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: several may be of the same moment, and none is ever moved.
            <li key={index}>
              <LookLine look={look} />
            </li>
          ))}
        </ul>
      )}
      {looks.hasNextPage && (
        <div className={buttonsStyles.below}>
          <Button
            fill="outline"
            color="primary"
            loading={looks.isFetchingNextPage}
            onClick={() => void looks.fetchNextPage()}
          >
            {t('more')}
          </Button>
        </div>
      )}
    </Page>
  );
}

function LookLine({ look }: { look: Look }) {
  const { zone } = usePublicProgramme();
  const t = useWords(looksWords);
  const lang = useLang();
  const text = useText();
  const { at, what, inList, reason } = look;
  return (
    <div className={listStyles.item}>
      <span className={listStyles.text}>
        <span>{text(what)}</span>
        <span>{standingsIn(look, lang) || t('left')}</span>
        {reason && <span>{t('reason', { reason })}</span>}
        <span className={textStyles.soft}>
          {formatInstant(at, lang, zone)}
          {inList && ` · ${t('inList')}`}
        </span>
      </span>
    </div>
  );
}
