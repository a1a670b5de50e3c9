import { CheckCircleOutlined, LoadingOutlined, ReloadOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useLang, useWords } from '../../shared/i18n.ts';
import type { Captcha } from '../../shared/participant/captcha.ts';
import { problemText } from '../../shared/problems.ts';
import { LinkButton } from '../shell/link-button.tsx';
import styles from './captcha-field.module.css';
import { Entry } from './entry.tsx';
import { words } from './words.ts';

type CaptchaProps = { captcha: Captcha; error: string | undefined };

/** The captcha's part of a form, with a second way for those who cannot see it (SPEC G3.1). */
export function CaptchaField({ captcha, error }: CaptchaProps) {
  const t = useWords(words);
  const isPicture = captcha.kind === 'picture';
  return (
    <div className={styles.field}>
      {isPicture ? (
        <PictureField {...{ captcha, error }} />
      ) : (
        <PuzzleField {...{ captcha, error }} />
      )}
      <LinkButton size="small" onClick={() => captcha.renew(isPicture ? 'puzzle' : 'picture')}>
        {t(isPicture ? 'cannotSee' : 'usePicture')}
      </LinkButton>
    </div>
  );
}

function PictureField({ captcha, error }: CaptchaProps) {
  const t = useWords(words);
  const lang = useLang();
  const failure =
    captcha.phase === 'failed'
      ? t('noCaptcha', { why: problemText(captcha.failure, lang) })
      : undefined;
  return (
    <Entry label={t('captcha')} hint={t('captchaHint')} error={failure ?? error}>
      {(control) => (
        <div className={styles.captcha}>
          <Input
            {...control}
            size="large"
            name="captcha"
            autoComplete="off"
            autoCapitalize="off"
            autoCorrect="off"
            spellCheck={false}
            maxLength={12}
            value={captcha.typed}
            onChange={(event) => captcha.type(event.target.value)}
          />
          <button
            type="button"
            className={styles.picture}
            aria-label={t('anotherPicture')}
            title={t('anotherPicture')}
            onClick={() => captcha.renew()}
          >
            {captcha.picture && (
              <img
                alt={t('captchaPicture')}
                src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(captcha.picture)}`}
              />
            )}
            <ReloadOutlined aria-hidden="true" />
          </button>
        </div>
      )}
    </Entry>
  );
}

function PuzzleField({ captcha, error }: CaptchaProps) {
  const t = useWords(words);
  const failed = captcha.phase === 'failed';
  const ready = captcha.phase === 'ready';
  return (
    <Entry label={t('puzzle')} error={failed ? t('puzzleFailed') : error}>
      {() =>
        failed ? (
          <Button onClick={() => captcha.renew()}>{t('puzzleAgain')}</Button>
        ) : (
          <div className={styles.puzzle} role="status">
            {ready ? (
              <CheckCircleOutlined aria-hidden="true" />
            ) : (
              <LoadingOutlined aria-hidden="true" />
            )}
            {t(ready ? 'puzzleDone' : 'puzzleWorking')}
          </div>
        )
      }
    </Entry>
  );
}
