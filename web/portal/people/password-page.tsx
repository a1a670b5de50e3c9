import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { Button, Toast } from 'antd-mobile';
import { type FormEvent, useRef, useState } from 'react';
import { people } from '../../../modules/people/contract.ts';
import { call } from '../../shared/api.ts';
import { useWords } from '../../shared/i18n.ts';
import { useGoToMistake } from '../../shared/mobile/go-to-mistake.ts';
import { isToldAt, useMistakes } from '../../shared/participant/mistakes.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { useSending } from '../../shared/participant/sending.ts';
import { useParticipant } from '../../shared/participant/session.ts';
import cardStyles from '../../shared/phone/card.module.css';
import fieldStyles from '../../shared/phone/field.module.css';
import { PasswordEntry } from '../../shared/phone/field.tsx';
import { Page } from '../../shared/phone/page.tsx';
import { isReady, NewPasswordFields } from './new-password.tsx';
import { FormProblem } from './waiting.tsx';
import { words } from './words.ts';

/** 修改密码; ends the other sessions of this system. */
export function PasswordPage() {
  const { zone } = usePublicProgramme();
  const { me } = useParticipant();
  const t = useWords(words);
  const router = useRouter();
  const queries = useQueryClient();
  const [current, setCurrent] = useState('');
  const [fresh, setFresh] = useState({ password: '', repeated: '' });
  const [tried, setTried] = useState(false);
  const { busy, problem, run, forget } = useSending();
  const mistake = useMistakes(problem);
  const asksCurrent = me.needsCurrentPassword || mistake('current') !== undefined;
  const root = useRef<HTMLFormElement>(null);
  const showMistakes = useGoToMistake(root);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const sent =
      (current !== '' || !asksCurrent) &&
      isReady(fresh) &&
      (await run(() =>
        call(people.changePassword, {
          body: { ...(asksCurrent && { current }), password: fresh.password },
        }),
      ));
    if (!sent) {
      showMistakes();
      return;
    }
    void queries.invalidateQueries({ queryKey: [people.me.url] });
    Toast.show(t('changed'));
    router.history.back();
  };
  return (
    <Page title={t('changePassword')}>
      <form
        ref={root}
        className={`${fieldStyles.entries} ${cardStyles.card}`}
        noValidate
        onInput={forget}
        onSubmit={(event) => void send(event)}
      >
        {!isToldAt(problem, /^(current|password)$/) && (
          <FormProblem problem={problem} zone={zone} />
        )}
        <input
          type="text"
          name="username"
          autoComplete="username"
          value={me.account}
          readOnly
          hidden
        />
        {asksCurrent && (
          <PasswordEntry
            label={t('currentPassword')}
            error={tried && !current ? t('fillIn') : mistake('current')}
            name="current-password"
            autoComplete="current-password"
            value={current}
            onChange={setCurrent}
          />
        )}
        <NewPasswordFields
          value={fresh}
          onChange={setFresh}
          tried={tried}
          error={mistake('password')}
        />
        <Button type="submit" color="primary" size="large" block disabled={busy}>
          {t('save')}
        </Button>
      </form>
    </Page>
  );
}
