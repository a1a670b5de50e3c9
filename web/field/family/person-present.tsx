import { Button, Dialog, Toast } from 'antd-mobile';
import { useState } from 'react';
import { family } from '../../../modules/family/contract.ts';
import { asProblem, call } from '../../shared/api.ts';
import { formatInstant } from '../../shared/format.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import buttons from '../../shared/phone/buttons.module.css';
import card from '../../shared/phone/card.module.css';
import { Entries, TextEntry } from '../../shared/phone/field.tsx';
import list from '../../shared/phone/list.module.css';
import { Empty } from '../../shared/phone/messages.tsx';
import { fieldText, problemText } from '../../shared/problems.ts';
import text from '../../shared/text.module.css';
import { type Found, findPresent } from './present.ts';
import { words } from './words.ts';

type Props = { found: Found; onChanged: (found: Found) => void };

/** Who is here, who asked to act for them, and who does so already. */
export function PersonPresent({ found, onChanged }: Props) {
  const t = useWords(words);
  const { person } = found;
  const { maskedName, document, hasAccount, requests, links } = person;
  return (
    <>
      <section className={card.card} aria-label={maskedName}>
        <h2>{maskedName}</h2>
        <p>{document}</p>
        <p>{t(hasAccount ? 'hasAccount' : 'compare')}</p>
      </section>
      {!hasAccount && requests.length === 0 && (
        <Empty title={t('noRequests')}>
          <p>{t('noRequestsText')}</p>
        </Empty>
      )}
      {!hasAccount &&
        requests.map((request) => <Request key={request.id} {...{ request, found, onChanged }} />)}
      {links.length > 0 && <Links {...{ found, onChanged }} />}
    </>
  );
}

type RequestProps = Props & { request: Found['person']['requests'][number] };

function Request({ request, found, onChanged }: RequestProps) {
  const t = useWords(words);
  const lang = useLang();
  const [ending, setEnding] = useState('');
  const [mistake, setMistake] = useState<string>();
  const [busy, setBusy] = useState(false);
  const { id, maskedName, expiresAt } = request;
  const confirm = async () => {
    if (ending.trim().length < 4) return setMistake(t('ending'));
    setBusy(true);
    setMistake(undefined);
    try {
      const body = { ...found.given, documentEnding: ending.trim() };
      await call(family.confirm, { params: { id }, body });
      Toast.show(t('confirmed'));
      onChanged(await findPresent(found.given));
    } catch (error) {
      const problem = asProblem(error);
      const [field] = problem.fields;
      setMistake(field ? fieldText(field, lang) : problemText(problem, lang));
    } finally {
      setBusy(false);
    }
  };
  const title = t('asks', { name: maskedName });
  return (
    <section className={card.card} aria-label={title}>
      <p className={text.soft}>
        {t('requests')} · {t('until', { when: formatInstant(expiresAt, lang) })}
      </p>
      <h2>{title}</h2>
      <p>{t('powers')}</p>
      <Entries onSubmit={() => void confirm()}>
        <TextEntry
          label={t('ending')}
          error={mistake}
          autoComplete="off"
          autoCapitalize="characters"
          maxLength={20}
          value={ending}
          onChange={setEnding}
        />
        <Button block size="large" color="primary" type="submit" loading={busy} disabled={busy}>
          {t('confirm')}
        </Button>
      </Entries>
    </section>
  );
}

function Links({ found, onChanged }: Props) {
  const t = useWords(words);
  const lang = useLang();
  const { links, hasAccount } = found.person;
  const end = async (id: string, name: string) => {
    const title = t('endTitle', { name });
    const sure = await Dialog.confirm({
      ...{ title, content: t('endText'), 'aria-label': title },
      ...{ confirmText: t('end'), cancelText: t('cancel') },
    });
    if (!sure) return;
    try {
      await call(family.endInPerson, { params: { id }, body: found.given });
      Toast.show(t('ended'));
      onChanged(await findPresent(found.given));
    } catch (error) {
      Toast.show(problemText(error, lang));
    }
  };
  return (
    <section className={card.card}>
      <h2>{t('links')}</h2>
      <ul className={list.plain}>
        {links.map(({ id, maskedName, since }) => (
          <li key={id}>
            <span className={list.text}>
              <strong>{maskedName}</strong>
              <span className={text.soft}>{t('since', { when: formatInstant(since, lang) })}</span>
            </span>
            {!hasAccount && (
              <button
                type="button"
                className={buttons.text}
                aria-label={`${t('end')} ${maskedName}`}
                onClick={() => void end(id, maskedName)}
              >
                {t('end')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
