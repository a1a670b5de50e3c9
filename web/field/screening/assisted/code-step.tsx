import { Button } from 'antd-mobile';
import type { ApiProblem } from '../../../shared/api.ts';
import { useWords } from '../../../shared/i18n.ts';
import { useDelivery } from '../../../shared/participant/codes.ts';
import { registrationWords } from '../../../shared/participant/registration-words.ts';
import { signInWords } from '../../../shared/participant/sign-in-words.ts';
import { FormProblem as Failed, TextEntry } from '../../../shared/phone/field.tsx';
import { countdown, useSecondsUntil } from '../../../shared/waiting.ts';
import { FormProblem } from '../../shell/form-problem.tsx';
import { words } from '../words.ts';

type CodeStepProps = {
  /** The code that the phone got; null where none was asked for. */
  sent: { token: string; phone: string; nextAt: string } | null;
  code: string;
  setCode: (typed: string) => void;
  error: string | undefined;
  /** The code is worth nothing any more. */
  isOver: boolean;
  requestCode: () => void;
  busy: boolean;
  problem: ApiProblem | null;
};

/** 获取验证码, and the code that the person reads out. */
export function CodeStep(props: CodeStepProps) {
  const { sent, code, setCode, error, isOver, requestCode, busy, problem } = props;
  const t = useWords(words);
  const phone = useWords(signInWords);
  const seconds = useSecondsUntil(sent?.nextAt ?? null);
  const mustWait = seconds > 0 && !isOver;
  return (
    <>
      <FormProblem problem={problem} at={['phone']} />
      <Button block fill="outline" loading={busy} disabled={busy || mustWait} onClick={requestCode}>
        {mustWait ? phone('againIn', { time: countdown(seconds) }) : t('getCode')}
      </Button>
      {sent && <News token={sent.token} phone={sent.phone} />}
      <TextEntry
        label={phone('code')}
        error={error}
        name="code"
        inputMode="numeric"
        autoComplete="off"
        maxLength={20}
        value={code}
        onChange={setCode}
      />
    </>
  );
}

function News({ token, phone }: { token: string; phone: string }) {
  const t = useWords(words);
  const news = useWords(registrationWords);
  const delivery = useDelivery(token);
  if (delivery === 'number_refused') return <Failed>{news('numberRefused')}</Failed>;
  if (delivery === 'provider_failed') return <Failed>{news('providerFailed')}</Failed>;
  return <p role="status">{t('codeSent', { phone })}</p>;
}
