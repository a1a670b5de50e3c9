import { Button, Dialog, Toast } from 'antd-mobile';
import { TeamOutline } from 'antd-mobile-icons';
import { family } from '../../../modules/family/contract.ts';
import { linkTo } from '../../shared/api.ts';
import { CodeMark } from '../../shared/codes/code-mark.tsx';
import { formatInstant } from '../../shared/format.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import {
  type FamilyLink,
  type FamilyRequest,
  useFamily,
  useFamilyActs,
} from '../../shared/participant/family.ts';
import { familyWords } from '../../shared/participant/family-words.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { useParticipant } from '../../shared/participant/session.ts';
import buttons from '../../shared/phone/buttons.module.css';
import card from '../../shared/phone/card.module.css';
import list from '../../shared/phone/list.module.css';
import { Empty, Failure, Waiting } from '../../shared/phone/messages.tsx';
import { Page } from '../../shared/phone/page.tsx';
import { problemText } from '../../shared/problems.ts';
import text from '../../shared/text.module.css';
import { wardHome } from '../shell/ward.ts';
import { AskForm } from './ask-form.tsx';
import styles from './family.module.css';

/** 家人: for whom one acts, who acts for oneself, and what waits for an answer. */
export function FamilyPage() {
  const t = useWords(familyWords);
  const { data, error, isPending, refetch } = useFamily();
  return (
    <Page title={t('family')}>
      <p className={styles.intro}>{t('intro')}</p>
      {isPending && <Waiting />}
      {error && !data && <Failure error={error} retry={() => void refetch()} />}
      {data?.incoming.map((request) => (
        <Incoming key={request.id} request={request} />
      ))}
      {data && data.links.length === 0 && (
        <Empty title={t('nobodyYet')} icon={<TeamOutline />}>
          <p>{t('nobodyYetText')}</p>
        </Empty>
      )}
      {data && <Links title={t('iCareFor')} links={data.links.filter(({ iCare }) => iCare)} />}
      {data && <Links title={t('caresForMe')} links={data.links.filter(({ iCare }) => !iCare)} />}
      {data && data.outgoing.length > 0 && <Outgoing requests={data.outgoing} />}
      {data && <AskForm />}
    </Page>
  );
}

const doneWords = {
  agree: 'agreed',
  refuse: 'refused',
  block: 'refused',
  takeBack: 'takenBack',
  end: 'ended',
} as const;

function useActs() {
  const t = useWords(familyWords);
  const lang = useLang();
  return useFamilyActs({
    done: ({ what }) => void Toast.show(t(doneWords[what])),
    failed: (error) => void Toast.show(problemText(error, lang)),
  });
}

function useMoment() {
  const lang = useLang();
  const { zone } = usePublicProgramme();
  return (instant: string) => formatInstant(instant, lang, zone);
}

/** Somebody asks: their name is masked, since anybody may ask anybody. */
function Incoming({ request }: { request: FamilyRequest }) {
  const t = useWords(familyWords);
  const moment = useMoment();
  const acts = useActs();
  const { id, name, iCare, expiresAt } = request;
  const title = t(iCare ? 'asksForCare' : 'asksToCare', { name });
  const refuse = async () => {
    const answer = (what: 'refuse' | 'block') => () => acts.mutate({ what, id });
    await Dialog.show({
      ...{ title: t('refuseTitle', { name }), 'aria-label': t('refuseTitle', { name }) },
      ...{ content: t('refuseText'), closeOnAction: true, closeOnMaskClick: true },
      actions: [
        { key: 'refuse', text: t('refuse'), bold: true, onClick: answer('refuse') },
        { key: 'block', text: t('refuseBlock'), danger: true, onClick: answer('block') },
        { key: 'cancel', text: t('cancel') },
      ],
    });
  };
  return (
    <section className={`${card.card} ${styles.request}`} aria-label={title}>
      <p className={text.soft}>
        {t('incoming')} · {t('until', { when: moment(expiresAt) })}
      </p>
      <h2>{title}</h2>
      <p>{t('checkFirst')}</p>
      <div className={styles.answers}>
        <Button fill="outline" disabled={acts.isPending} onClick={() => void refuse()}>
          {t('refuse')}
        </Button>
        <Button
          color="primary"
          disabled={acts.isPending}
          onClick={() => acts.mutate({ what: 'agree', id })}
        >
          {t('agree')}
        </Button>
      </div>
    </section>
  );
}

function Links({ title, links }: { title: string; links: FamilyLink[] }) {
  const t = useWords(familyWords);
  const moment = useMoment();
  const acts = useActs();
  if (links.length === 0) return null;
  const end = async ({ id, name }: FamilyLink) => {
    const sure = await Dialog.confirm({
      ...{ title: t('endTitle', { name }), 'aria-label': t('endTitle', { name }) },
      ...{ content: t('endText'), confirmText: t('end'), cancelText: t('cancel') },
    });
    if (sure) acts.mutate({ what: 'end', id });
  };
  return (
    <section className={card.card}>
      <h2>{title}</h2>
      <ul className={list.plain}>
        {links.map((each) => (
          <li key={each.id}>
            <div className={styles.person}>
              <span className={list.text}>
                <strong>{each.name}</strong>
                {each.colour && <CodeMark colour={each.colour} />}
                <span className={text.soft}>
                  {t('since', { when: moment(each.since) })}
                  {each.confirmed === 'in_person' && ` · ${t('inPerson')}`}
                </span>
              </span>
              <span className={styles.acts}>
                {each.iCare && each.colour && <WaysToAct link={each} />}
                <button
                  type="button"
                  className={buttons.text}
                  disabled={acts.isPending}
                  aria-label={`${t('end')} ${each.name}`}
                  onClick={() => void end(each)}
                >
                  {t('end')}
                </button>
              </span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What one does for a ward. Their pages are opened anew, so that nothing of one's own is in them. */
function WaysToAct({ link: { id, name } }: { link: FamilyLink }) {
  const t = useWords(familyWords);
  const lang = useLang();
  const { account } = useParticipant();
  const { code } = usePublicProgramme();
  const home = wardHome(code, id);
  return (
    <>
      <a className={buttons.text} href={home} aria-label={`${t('report')} ${name}`}>
        {t('report')}
      </a>
      <a className={buttons.text} href={`${home}code`} aria-label={`${t('show')} ${name}`}>
        {t('show')}
      </a>
      <a
        className={buttons.text}
        href={linkTo(family.printed, { params: { id }, query: { lang }, account })}
        target="_blank"
        rel="noreferrer"
        aria-label={`${t('paper')} ${name}`}
      >
        {t('paper')}
      </a>
    </>
  );
}

function Outgoing({ requests }: { requests: FamilyRequest[] }) {
  const t = useWords(familyWords);
  const moment = useMoment();
  const acts = useActs();
  return (
    <section className={card.card}>
      <h2>{t('outgoing')}</h2>
      <ul className={list.plain}>
        {requests.map(({ id, name, iCare, expiresAt }) => (
          <li key={id}>
            <span className={list.text}>
              <strong>{t(iCare ? 'youCare' : 'theyCare', { name })}</strong>
              <span className={text.soft}>{t('until', { when: moment(expiresAt) })}</span>
            </span>
            <button
              type="button"
              className={buttons.text}
              disabled={acts.isPending}
              aria-label={`${t('takeBack')} ${name}`}
              onClick={() => acts.mutate({ what: 'takeBack', id })}
            >
              {t('takeBack')}
            </button>
          </li>
        ))}
      </ul>
      <p className={text.soft}>{t('notTold')}</p>
    </section>
  );
}
