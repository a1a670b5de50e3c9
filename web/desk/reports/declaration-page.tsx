import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { programmes } from '../../../modules/programmes/contract.ts';
import { reports } from '../../../modules/reports/contract.ts';
import { ApiProblem, call } from '../../shared/api.ts';
import { useText, useWords } from '../../shared/i18n.ts';
import { overviewQuery, useParticipant } from '../../shared/participant/session.ts';
import { FormProblem } from '../people/form-problem.tsx';
import { SignOutButton } from '../people/sign-out.tsx';
import { AuthLayout } from '../shell/auth-layout.tsx';
import { words } from './words.ts';

/** 真实性承诺: once in each system, before anything else (SPEC G4.1). */
export function DeclarationPage() {
  const { mine, account, overview } = useParticipant();
  const t = useWords(words);
  const text = useText();
  const queries = useQueryClient();
  const [ticked, setTicked] = useState(false);
  const [tried, setTried] = useState(false);
  const { declaration } = mine.definition;
  const confirm = useMutation({
    mutationFn: () => call(reports.declaration, { body: { version: declaration?.version ?? 0 } }),
    onSuccess: () =>
      queries.setQueryData(overviewQuery(account).queryKey, {
        ...overview,
        declarationNeeded: false,
      }),
    onError: async (error) => {
      if (!(error instanceof ApiProblem) || error.code !== 'declaration_outdated') return;
      setTicked(false);
      await queries.invalidateQueries({ queryKey: [programmes.mine.url] });
    },
  });
  const missing = tried && !ticked;
  if (!declaration) return null;
  return (
    <AuthLayout title={text(declaration.title)}>
      <form
        className="dk-declaration-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (ticked) confirm.mutate();
        }}
      >
        <FormProblem problem={confirm.error} />
        <blockquote className="dk-declaration">{text(declaration.text)}</blockquote>
        <Checkbox
          name="declaration"
          checked={ticked}
          aria-invalid={missing || undefined}
          aria-describedby="declaration-missing"
          onChange={(event) => setTicked(event.target.checked)}
        >
          {t('declarationTick')}
        </Checkbox>
        <p className="ax-field-error" role="alert" id="declaration-missing">
          {missing && t('declarationNeeded')}
        </p>
        <Button type="primary" htmlType="submit" size="large" block loading={confirm.isPending}>
          {t('declarationConfirm')}
        </Button>
        <p className="ax-soft">{t('declarationOnce')}</p>
      </form>
      <SignOutButton />
    </AuthLayout>
  );
}
