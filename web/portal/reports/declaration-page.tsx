import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { Button } from 'antd-mobile';
import { useState } from 'react';
import { programmes } from '../../../modules/programmes/contract.ts';
import { reports } from '../../../modules/reports/contract.ts';
import { ApiProblem, call } from '../../shared/api.ts';
import { useLang, useText, useWords } from '../../shared/i18n.ts';
import { overviewQuery, useParticipant } from '../../shared/participant/session.ts';
import { problemText } from '../../shared/problems.ts';
import { Page } from '../parts/page.tsx';
import { useGoOn } from '../people/sign-in-page.tsx';
import { words } from './words.ts';
import '../../shared/mobile/form.css';

/** 真实性承诺: once in each system, before anything else (SPEC G4.1). */
export function DeclarationPage() {
  const { mine, account, overview } = useParticipant();
  const { to } = useSearch({ from: '/$programme/member/declaration' });
  const t = useWords(words);
  const lang = useLang();
  const text = useText();
  const goOn = useGoOn();
  const queries = useQueryClient();
  const [ticked, setTicked] = useState(false);
  const [tried, setTried] = useState(false);
  const { declaration } = mine.definition;
  const confirm = useMutation({
    mutationFn: () => call(reports.declaration, { body: { version: declaration?.version ?? 0 } }),
    onSuccess: async () => {
      queries.setQueryData(overviewQuery(account).queryKey, {
        ...overview,
        declarationNeeded: false,
      });
      goOn(to);
    },
    onError: async (error) => {
      if (!(error instanceof ApiProblem) || error.code !== 'declaration_outdated') return;
      setTicked(false);
      await queries.invalidateQueries({ queryKey: [programmes.mine.url] });
    },
  });
  const send = () => {
    setTried(true);
    if (ticked) confirm.mutate();
  };
  const missing = tried && !ticked;
  if (!declaration) return null;
  return (
    <Page
      title={text(declaration.title)}
      back={false}
      action={
        <Button color="primary" size="large" block loading={confirm.isPending} onClick={send}>
          {t('declarationConfirm')}
        </Button>
      }
    >
      <section className={missing ? 'ax-card ax-bad' : 'ax-card'}>
        <p className="ax-declaration-text">{text(declaration.text)}</p>
        <label className="ax-option ax-declaration">
          <input
            type="checkbox"
            name="declaration"
            checked={ticked}
            aria-invalid={missing || undefined}
            aria-describedby={missing ? 'declaration-missing' : undefined}
            onChange={(event) => setTicked(event.target.checked)}
          />
          <span className="ax-mark ax-mark-checkbox" aria-hidden="true" />
          <span className="ax-option-text">{t('declarationTick')}</span>
        </label>
        {missing && (
          <span className="ax-error" role="alert" id="declaration-missing">
            <span aria-hidden="true" className="ax-error-mark">
              !
            </span>
            {t('declarationNeeded')}
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
