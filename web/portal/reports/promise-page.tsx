import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { Button } from 'antd-mobile';
import { useState } from 'react';
import { programmes } from '../../../modules/programmes/contract.ts';
import { reports } from '../../../modules/reports/contract.ts';
import { ApiProblem, call } from '../../shared/api.ts';
import { useLang, useSay, useWords } from '../../shared/i18n.ts';
import { overviewQuery, useMember } from '../../shared/member/session.ts';
import { problemText } from '../../shared/problems.ts';
import { Page } from '../parts/page.tsx';
import { useGoOn } from '../people/sign-in-page.tsx';
import { words } from './words.ts';
import '../../shared/mobile/form.css';

/** 真实性承诺: once in each system, before anything else (SPEC G4.1). */
export function PromisePage() {
  const { mine, account, overview } = useMember();
  const { to } = useSearch({ from: '/$programme/member/promise' });
  const say = useWords(words);
  const lang = useLang();
  const text = useSay();
  const goOn = useGoOn();
  const queries = useQueryClient();
  const [ticked, setTicked] = useState(false);
  const [tried, setTried] = useState(false);
  const { promise } = mine.definition;
  const confirm = useMutation({
    mutationFn: () => call(reports.promise, { body: { version: promise.version } }),
    onSuccess: async () => {
      queries.setQueryData(overviewQuery(account).queryKey, { ...overview, promised: true });
      goOn(to);
    },
    onError: async (error) => {
      if (!(error instanceof ApiProblem) || error.code !== 'promise_outdated') return;
      setTicked(false);
      await queries.invalidateQueries({ queryKey: [programmes.mine.url] });
    },
  });
  const send = () => {
    setTried(true);
    if (ticked) confirm.mutate();
  };
  const missing = tried && !ticked;
  return (
    <Page
      title={text(promise.title)}
      back={false}
      action={
        <Button color="primary" size="large" block loading={confirm.isPending} onClick={send}>
          {say('promiseConfirm')}
        </Button>
      }
    >
      <section className={missing ? 'ax-card ax-bad' : 'ax-card'}>
        <p className="ax-promise-text">{text(promise.text)}</p>
        <label className="ax-option ax-promise">
          <input
            type="checkbox"
            name="promise"
            checked={ticked}
            aria-invalid={missing || undefined}
            aria-describedby={missing ? 'promise-missing' : undefined}
            onChange={(event) => setTicked(event.target.checked)}
          />
          <span className="ax-mark ax-mark-checkbox" aria-hidden="true" />
          <span className="ax-option-text">{say('promiseTick')}</span>
        </label>
        {missing && (
          <span className="ax-error" role="alert" id="promise-missing">
            <span aria-hidden="true" className="ax-error-mark">
              !
            </span>
            {say('promiseNeeded')}
          </span>
        )}
        {confirm.error && (
          <span className="ax-error" role="alert">
            {problemText(confirm.error, lang)}
          </span>
        )}
      </section>
    </Page>
  );
}
