import { Alert, Button, Card, Form, Input, Modal, Radio, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { formatInstant } from '../../shared/format.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import textStyles from '../../shared/text.module.css';
import marginsStyles from './margins.module.css';
import { offerWords } from './offer-words.ts';
import styles from './offers.module.css';
import { useProgramme } from './programme.tsx';

type Draft = { id: number; revision: number; changedBy: string; changedAt: string };

/** What is offered of a part of a programme, as far as it does not matter which part it is. */
type Offered = { seen: string; version: number; draft: Draft | null; takingTheirs: unknown };

/** Whose words count where both changed the same. */
export type Prefer = 'ours' | 'theirs';

/** What somebody makes of an offer. */
export type Choice =
  | { decision: 'taken'; prefer: Prefer }
  | { decision: 'dismissed'; reason?: string };

/** A choice, with what was looked at when it was made. */
export function decisionOf({ seen, version, draft }: Offered, choice: Choice) {
  const known = draft && { id: draft.id, revision: draft.revision };
  return { seen, version, draft: known, ...choice };
}

/** Above a page: something is offered, and where to look at it. */
export function OffersNotice({ title, onLook }: { title: string; onLook: () => void }) {
  const t = useWords(offerWords);
  return (
    <Alert
      className={marginsStyles.below}
      type="info"
      showIcon
      title={title}
      action={
        <Button size="small" onClick={onLook}>
          {t('look')}
        </Button>
      }
    />
  );
}

/** One offer: what would change, by whose words, and the two answers. */
export function OfferCard(props: {
  title: ReactNode;
  offer: Offered;
  isPending: boolean;
  onDecide: (choice: Choice) => void;
  children: (prefer: Prefer) => ReactNode;
}) {
  const { title, offer, isPending, onDecide, children } = props;
  const t = useWords(offerWords);
  const lang = useLang();
  const { zone } = useProgramme().definition;
  const [prefer, setPrefer] = useState<Prefer>('ours');
  const [isDismissing, setDismissing] = useState(false);
  const { draft, takingTheirs } = offer;
  return (
    <Card size="small" className={styles.card ?? ''} title={title}>
      {draft && (
        <Alert
          className={styles.part}
          type="warning"
          showIcon
          title={t('hasDraft', {
            name: draft.changedBy,
            time: formatInstant(draft.changedAt, lang, zone),
          })}
        />
      )}
      {takingTheirs !== null && (
        <fieldset className={styles.choice}>
          <legend>{t('bothChanged')}</legend>
          <Radio.Group
            value={prefer}
            onChange={({ target }) => setPrefer(target.value)}
            options={[
              { value: 'ours', label: t('keepOurs') },
              { value: 'theirs', label: t('takeTheirs') },
            ]}
          />
        </fieldset>
      )}
      {children(prefer)}
      <div className={styles.buttons}>
        <Button
          type="primary"
          loading={isPending}
          onClick={() => onDecide({ decision: 'taken', prefer })}
        >
          {t('take')}
        </Button>
        <Button disabled={isPending} onClick={() => setDismissing(true)}>
          {t('dismiss')}
        </Button>
      </div>
      {isDismissing && <DismissDialog onDecide={onDecide} onClose={() => setDismissing(false)} />}
    </Card>
  );
}

function DismissDialog(props: { onDecide: (choice: Choice) => void; onClose: () => void }) {
  const { onDecide, onClose } = props;
  const t = useWords(offerWords);
  const [reason, setReason] = useState('');
  const typed = reason.trim();
  const isTooShort = typed.length === 1;
  return (
    <Modal
      open
      title={t('dismissTitle')}
      okText={t('dismiss')}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: isTooShort }}
      onOk={() => {
        onClose();
        onDecide({ decision: 'dismissed', ...(typed && { reason: typed }) });
      }}
      onCancel={onClose}
    >
      <p className={marginsStyles.below}>{t('dismissNote')}</p>
      <Form layout="vertical">
        <Form.Item label={t('reason')} htmlFor="offer-reason">
          <Input.TextArea
            id="offer-reason"
            value={reason}
            maxLength={500}
            autoSize={{ minRows: 2, maxRows: 6 }}
            onChange={({ target }) => setReason(target.value)}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}

export type DecidedRow = {
  id: number;
  title: string;
  decision: 'taken' | 'dismissed';
  reason: string | null;
  by: string;
  at: string;
};

/** What was decided and can be thought over again. */
export function DecidedOffers<R extends DecidedRow>(props: {
  rows: readonly R[];
  onAgain: (row: R) => void;
}) {
  const { rows, onAgain } = props;
  const t = useWords(offerWords);
  const lang = useLang();
  const { zone } = useProgramme().definition;
  if (rows.length === 0) return null;
  return (
    <>
      <h3 className={styles.heading}>{t('decided')}</h3>
      {rows.map((row) => (
        <div key={row.id} className={styles.decided}>
          <span>{row.title}</span>
          <Tag>{t(row.decision === 'taken' ? 'wasTaken' : 'wasDismissed')}</Tag>
          <span className={textStyles.soft}>
            {t('decidedBy', { name: row.by, time: formatInstant(row.at, lang, zone) })}
          </span>
          {row.reason && <span>{row.reason}</span>}
          <Button
            size="small"
            aria-label={`${t('again')} ${row.title}`}
            onClick={() => onAgain(row)}
          >
            {t('again')}
          </Button>
        </div>
      ))}
    </>
  );
}
