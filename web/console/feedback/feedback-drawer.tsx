import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Descriptions, Drawer, Timeline } from 'antd';
import { dayOf } from '../../../forms/days.ts';
import { feedback, feedbackKindNames } from '../../../modules/feedback/contract.ts';
import { appNames, type ResponseOf } from '../../../platform/contract.ts';
import { Loaded, Panel } from '../../shared/antd/pc-parts.tsx';
import { PhotoStrip } from '../../shared/antd/photos-widget.tsx';
import { linkTo } from '../../shared/api.ts';
import { FormContextProvider } from '../../shared/form-context.ts';
import { formatInstant } from '../../shared/format.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { queryFor } from '../../shared/query-for.ts';
import { serverNow } from '../../shared/server-time.ts';
import textStyles from '../../shared/text.module.css';
import { useAddress } from '../shell/address.ts';
import marginsStyles from '../shell/margins.module.css';
import { useEntries } from '../shell/menu.tsx';
import { useProgrammes } from '../shell/programme.tsx';
import { useCan } from '../shell/session.ts';
import { FeedbackActions } from './feedback-actions.tsx';
import styles from './feedback-drawer.module.css';
import { FeedbackStateMark } from './feedback-state.tsx';
import { feedbackWords } from './words.ts';

export type FeedbackData = ResponseOf<typeof feedback.view>;

/** The feedback that the address names, with all that was said and done, and what can be done. */
export function FeedbackDrawer() {
  const t = useWords(feedbackWords);
  const address = useAddress();
  const id = address.number('feedback');
  return (
    <Drawer
      open={id !== undefined}
      size={720}
      title={t('details')}
      destroyOnHidden
      onClose={() => address.set({ feedback: undefined })}
    >
      {id !== undefined && <OneFeedback key={id} id={id} />}
    </Drawer>
  );
}

function OneFeedback({ id }: { id: number }) {
  const found = useQuery({
    ...queryFor(feedback.view, { params: { id } }),
    // Every fetch is a look that the audit trail keeps: none without need.
    staleTime: 60_000,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  return (
    <Loaded query={found} rows={10}>
      {(data) => <FeedbackDetails data={data} />}
    </Loaded>
  );
}

function FeedbackDetails({ data }: { data: FeedbackData }) {
  const t = useWords(feedbackWords);
  const lang = useLang();
  const { zone, photos, programme } = data;
  const item = (key: 'state' | 'kind' | 'sent' | 'place' | 'contact', children: unknown) => ({
    ...{ key, label: t(key) },
    children: <>{children}</>,
  });
  const photoUrl = (id: string) =>
    linkTo(feedback.receivedPhoto, { params: { feedbackId: data.id, id } });
  const today = dayOf(new Date(serverNow()), zone);
  return (
    <FormContextProvider value={{ zone, today, photoUrl }}>
      <PersonHead data={data} />
      <Descriptions
        className={marginsStyles.below}
        size="small"
        bordered
        column={1}
        items={[
          item('state', <FeedbackStateMark {...data} />),
          item('kind', feedbackKindNames[data.kind][lang]),
          item('place', `${data.place[lang]} · ${programme?.name[lang] ?? t('fieldOrigin')}`),
          item('sent', `${formatInstant(data.sentAt, lang, zone)} · ${appNames[data.app][lang]}`),
          item(
            'contact',
            data.contact ? (
              <span translate="no">{data.contact}</span>
            ) : (
              <span className={textStyles.soft}>{t('noContact')}</span>
            ),
          ),
        ]}
      />
      {photos.length > 0 && (
        <Panel title={t('photos')}>
          <PhotoStrip ids={photos} />
        </Panel>
      )}
      <Panel title={t('conversation')}>
        <Conversation data={data} />
      </Panel>
      <FeedbackActions data={data} />
    </FormContextProvider>
  );
}

function PersonHead({ data }: { data: FeedbackData }) {
  const t = useWords(feedbackWords);
  const can = useCan();
  const navigate = useNavigate();
  const page = useEntries('programme')[0]?.path ?? '';
  const { person, enrolmentId, programme } = data;
  const code = useProgrammes().data?.find(({ id }) => id === programme?.id)?.code;
  const mayOpen = can('person.read') && enrolmentId !== null && code !== undefined;
  return (
    <div className={styles.head}>
      <h2>{person}</h2>
      {mayOpen && (
        <Button
          type="link"
          size="small"
          onClick={() =>
            void navigate({ to: `/p/${code}${page}`, search: { person: enrolmentId } } as never)
          }
        >
          {t('seePerson')}
        </Button>
      )}
    </div>
  );
}

/** What was said and what staff did, in the order in which it happened. */
function Conversation({ data: { entries, zone } }: { data: FeedbackData }) {
  const t = useWords(feedbackWords);
  const lang = useLang();
  return (
    <Timeline
      items={entries.map(({ id, kind, by, words, at }) => ({
        key: id,
        color: kind === 'sent' || kind === 'added' ? 'blue' : 'gray',
        content: (
          <>
            <div className={textStyles.soft}>
              {formatInstant(at, lang, zone)} · {by} · {t(`entry_${kind}`)}
            </div>
            {words && (
              <div className={styles.words} translate="no">
                {words}
              </div>
            )}
          </>
        ),
      }))}
    />
  );
}
