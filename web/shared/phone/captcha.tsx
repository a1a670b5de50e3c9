import { RedoOutline } from 'antd-mobile-icons';
import type { Ref } from 'react';
import { useLang, useWords } from '../i18n.ts';
import type { Captcha } from '../participant/captcha.ts';
import { peopleWords } from '../participant/people-words.ts';
import { problemText } from '../problems.ts';
import buttonsStyles from './buttons.module.css';
import styles from './captcha.module.css';
import fieldStyles from './field.module.css';
import { TextEntry } from './field.tsx';

/** The puzzle needs cryptography, which browsers offer only to pages with a certificate. */
const canSolve = globalThis.crypto?.subtle !== undefined;

/** The captcha's part of a form (SPEC G3.1, 图形验证码). */
export function CaptchaField(props: {
  captcha: Captcha;
  error: string | undefined;
  inputRef?: Ref<HTMLInputElement>;
}) {
  const { captcha, error, inputRef } = props;
  const t = useWords(peopleWords);
  const other = captcha.kind === 'picture' ? 'puzzle' : 'picture';
  return (
    <div>
      {captcha.kind === 'picture' ? (
        <PictureField {...{ captcha, error }} {...(inputRef && { inputRef })} />
      ) : (
        <PuzzleField {...{ captcha, error }} />
      )}
      {canSolve && (
        <button
          type="button"
          className={`${buttonsStyles.text} ${styles.other}`}
          onClick={() => captcha.renew(other)}
        >
          {t(captcha.kind === 'picture' ? 'cannotSee' : 'usePicture')}
        </button>
      )}
    </div>
  );
}

function PictureField(props: {
  captcha: Captcha;
  error: string | undefined;
  inputRef?: Ref<HTMLInputElement>;
}) {
  const { captcha, error, inputRef } = props;
  const t = useWords(peopleWords);
  const lang = useLang();
  const failure =
    captcha.phase === 'failed'
      ? t('noCaptcha', { why: problemText(captcha.failure, lang) })
      : undefined;
  const picture = (
    <button
      type="button"
      className={styles.picture}
      aria-label={t('anotherPicture')}
      onClick={() => captcha.renew()}
    >
      {captcha.picture ? (
        <img
          alt={t('captchaPicture')}
          src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(captcha.picture)}`}
        />
      ) : (
        <span className={styles.ghost} />
      )}
      <RedoOutline aria-hidden="true" />
    </button>
  );
  return (
    <TextEntry
      label={t('captcha')}
      hint={t('captchaHint')}
      error={failure ?? error}
      beside={picture}
      {...(inputRef && { ref: inputRef })}
      name="captcha"
      autoComplete="off"
      autoCapitalize="off"
      autoCorrect="off"
      spellCheck={false}
      maxLength={12}
      value={captcha.typed}
      onChange={captcha.type}
    />
  );
}

function PuzzleField({ captcha, error }: { captcha: Captcha; error: string | undefined }) {
  const t = useWords(peopleWords);
  const isReady = captcha.phase === 'ready';
  const failed = captcha.phase === 'failed';
  return (
    <div className={fieldStyles.entry} data-invalid={failed || error ? '' : undefined}>
      <span className={fieldStyles.label}>{t('puzzle')}</span>
      <div className={styles.puzzle} role="status">
        {isReady && <span aria-hidden="true">✓</span>}
        {t(failed ? 'puzzleFailed' : isReady ? 'puzzleDone' : 'puzzleWorking')}
      </div>
      {error && <span className={fieldStyles.error}>{error}</span>}
      {failed && (
        <button type="button" className={buttonsStyles.text} onClick={() => captcha.renew()}>
          {t('puzzleAgain')}
        </button>
      )}
    </div>
  );
}
