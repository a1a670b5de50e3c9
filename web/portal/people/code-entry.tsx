import type { ReactNode } from 'react';
import { useWords } from '../../shared/i18n.ts';
import { type SentCode, useDelivery } from '../../shared/participant/codes.ts';
import { registrationWords } from '../../shared/participant/registration-words.ts';
import { signInWords } from '../../shared/participant/sign-in-words.ts';
import buttonsStyles from '../../shared/phone/buttons.module.css';
import { FormProblem, TextEntry } from '../../shared/phone/field.tsx';
import { countdown, useSecondsUntil } from '../../shared/waiting.ts';

/** What became of the message with a code. `sent` says where it went. */
export function CodeNews({ token, sent }: { token: string; sent: ReactNode }) {
  const t = useWords(registrationWords);
  const state = useDelivery(token);
  if (state === 'number_refused') return <FormProblem>{t('numberRefused')}</FormProblem>;
  if (state === 'provider_failed') return <FormProblem>{t('providerFailed')}</FormProblem>;
  return <p role="status">{sent}</p>;
}

/** The field for a code. */
export function CodeEntry(props: {
  label?: string;
  error: string | undefined;
  value: string;
  onChange: (code: string) => void;
}) {
  const phone = useWords(signInWords);
  const { label = phone('code'), ...rest } = props;
  return (
    <TextEntry
      {...{ label, ...rest }}
      name="code"
      inputMode="numeric"
      autoComplete="one-time-code"
      maxLength={20}
    />
  );
}

/** Another code, once a minute is over. */
export function AnotherCode(props: {
  sent: Pick<SentCode, 'nextAt'>;
  /** The present one is worth nothing any more. */
  isOver: boolean;
  onAgain: () => void;
}) {
  const phone = useWords(signInWords);
  const seconds = useSecondsUntil(props.sent.nextAt);
  return (
    <button
      type="button"
      className={buttonsStyles.text}
      disabled={seconds > 0 && !props.isOver}
      onClick={props.onAgain}
    >
      {seconds > 0 ? phone('againIn', { time: countdown(seconds) }) : phone('again')}
    </button>
  );
}
