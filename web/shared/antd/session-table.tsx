import { Button, Table, Tag } from 'antd';
import type { people } from '../../../modules/people/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { formatInstant } from '../format.ts';
import { useLang, useWords } from '../i18n.ts';
import { useIsAtMost } from '../screen-width.ts';
import { sessionWords } from '../session-words.ts';
import textStyles from '../text.module.css';

type Session = ResponseOf<typeof people.sessions>[number];

type SessionTableProps = {
  sessions: Session[];
  /** Tells the apps apart where there is more than one. */
  appName?: (app: Session['app']) => string;
  /** What is being ended. */
  ending: string | undefined;
  onEnd: (session: Session) => void;
};

/** Where one is signed in; every session but this one can be ended. */
export function SessionTable({ sessions, appName, ending, onEnd }: SessionTableProps) {
  const t = useWords(sessionWords);
  const lang = useLang();
  const isPhone = useIsAtMost('phone');
  const nameOf = ({ device, app }: Session) =>
    [device || t('unknownDevice'), appName?.(app)].filter(Boolean).join(' · ');
  return (
    <Table<Session>
      {...(!isPhone && { scroll: { x: 'max-content' } })}
      // Scrolled by keyboard, too, from the row that has the focus.
      onRow={() => ({ tabIndex: 0 })}
      size="small"
      pagination={false}
      rowKey="id"
      dataSource={sessions}
      columns={[
        {
          key: 'device',
          title: t('device'),
          render: (_, session) => (
            <>
              {nameOf(session)} {session.current && <Tag>{t('thisDevice')}</Tag>}
              <div className={textStyles.soft}>
                {t('since')} {formatInstant(session.createdAt, lang)}
              </div>
              {isPhone && (
                <div className={textStyles.soft}>
                  {t('seen')} {formatInstant(session.seenAt, lang)}
                </div>
              )}
            </>
          ),
        },
        {
          key: 'seen',
          title: t('seen'),
          hidden: isPhone,
          render: (_, { seenAt }) => formatInstant(seenAt, lang),
        },
        {
          key: 'end',
          title: <span className={textStyles.sr}>{t('endSession')}</span>,
          align: 'end',
          render: (_, session) =>
            !session.current && (
              <Button
                size="small"
                aria-label={t('endSessionOf', { device: nameOf(session) })}
                loading={ending === session.id}
                onClick={() => onEnd(session)}
              >
                {t('endSession')}
              </Button>
            ),
        },
      ]}
    />
  );
}
