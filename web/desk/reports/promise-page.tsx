import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { programmes } from '../../../modules/programmes/contract.ts';
import { reports } from '../../../modules/reports/contract.ts';
import { ApiProblem, call } from '../../shared/api.ts';
import { useSay, useWords } from '../../shared/i18n.ts';
import { overviewQuery, useMember } from '../../shared/member/session.ts';
import { FormProblem } from '../people/form-problem.tsx';
import { SignOutButton } from '../people/sign-out.tsx';
import { Door } from '../shell/door.tsx';
import { words } from './words.ts';

/** 真实性承诺: once in each system, before anything else (SPEC G4.1). */
export function PromisePage() {
  const { mine, account, overview } = useMember();
  const say = useWords(words);
  const text = useSay();
  const queries = useQueryClient();
  const [ticked, setTicked] = useState(false);
  const [tried, setTried] = useState(false);
  const { promise } = mine.definition;
  const confirm = useMutation({
    mutationFn: () => call(reports.promise, { body: { version: promise.version } }),
    onSuccess: () =>
      queries.setQueryData(overviewQuery(account).queryKey, { ...overview, promised: true }),
    onError: async (error) => {
      if (!(error instanceof ApiProblem) || error.code !== 'promise_outdated') return;
      setTicked(false);
      await queries.invalidateQueries({ queryKey: [programmes.mine.url] });
    },
  });
  const missing = tried && !ticked;
  return (
    <Door title={text(promise.title)}>
      <form
        className="dk-promise-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (ticked) confirm.mutate();
        }}
      >
        <FormProblem problem={confirm.error} />
        <blockquote className="dk-promise">{text(promise.text)}</blockquote>
        <Checkbox
          name="promise"
          checked={ticked}
          aria-invalid={missing || undefined}
          aria-describedby="promise-missing"
          onChange={(event) => setTicked(event.target.checked)}
        >
          {say('promiseTick')}
        </Checkbox>
        <p className="ax-field-error" role="alert" id="promise-missing">
          {missing && say('promiseNeeded')}
        </p>
        <Button type="primary" htmlType="submit" size="large" block loading={confirm.isPending}>
          {say('promiseConfirm')}
        </Button>
        <p className="ax-soft">{say('promiseOnce')}</p>
      </form>
      <SignOutButton />
    </Door>
  );
}
