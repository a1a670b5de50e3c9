import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import type { ProgrammeDeclaration } from '../../../forms/programme.ts';
import { programmes } from '../../../modules/programmes/contract.ts';
import { reports } from '../../../modules/reports/contract.ts';
import { Panel } from '../../shared/antd/pc-parts.tsx';
import { ApiProblem, call } from '../../shared/api.ts';
import { useText, useWords } from '../../shared/i18n.ts';
import { overviewQuery, useParticipant } from '../../shared/participant/session.ts';
import textStyles from '../../shared/text.module.css';
import { FormProblem } from '../shell/form-problem.tsx';
import { Page } from '../shell/page.tsx';
import styles from './declaration-page.module.css';
import { words } from './words.ts';

/** 真实性承诺: once in each system, on entering the service that has forms (SPEC G4.1). */
export function DeclarationPage({ declaration }: { declaration: ProgrammeDeclaration }) {
  const { account, overview } = useParticipant();
  const t = useWords(words);
  const text = useText();
  const queries = useQueryClient();
  const [ticked, setTicked] = useState(false);
  const [tried, setTried] = useState(false);
  const confirm = useMutation({
    mutationFn: () => call(reports.declaration, { body: { version: declaration.version } }),
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
  return (
    <Page title={text(declaration.title)}>
      <Panel>
        <form
          className={styles.form}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            setTried(true);
            if (ticked) confirm.mutate();
          }}
        >
          <FormProblem problem={confirm.error} />
          <blockquote className={styles.declaration}>{text(declaration.text)}</blockquote>
          <Checkbox
            name="declaration"
            checked={ticked}
            aria-invalid={missing || undefined}
            aria-describedby="declaration-missing"
            onChange={(event) => setTicked(event.target.checked)}
          >
            {t('declarationTick')}
          </Checkbox>
          <p className={styles.missing} role="alert" id="declaration-missing">
            {missing && t('declarationNeeded')}
          </p>
          <Button type="primary" htmlType="submit" size="large" loading={confirm.isPending}>
            {t('declarationConfirm')}
          </Button>
          <p className={textStyles.soft}>{t('declarationOnce')}</p>
        </form>
      </Panel>
    </Page>
  );
}
