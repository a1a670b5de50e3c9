import { CheckCircleOutlined, LoadingOutlined, ReloadOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useLang, useWords } from '../../shared/i18n.ts';
import type { Captcha } from '../../shared/member/captcha.ts';
import { problemText } from '../../shared/problems.ts';
import { Entry } from './entry.tsx';
import { words } from './words.ts';

type CaptchaProps = { captcha: Captcha; error: string | undefined };

/** The captcha's part of a form, with a second way for those who cannot see it (SPEC G3.1). */
export function CaptchaField({ captcha, error }: CaptchaProps) {
  const say = useWords(words);
  const isPicture = captcha.kind === 'picture';
  return (
    <div className="dk-captcha-field">
      {isPicture ? (
        <PictureField {...{ captcha, error }} />
      ) : (
        <PuzzleField {...{ captcha, error }} />
      )}
      <Button
        type="link"
        size="small"
        className="dk-link-button"
        onClick={() => captcha.renew(isPicture ? 'puzzle' : 'picture')}
      >
        {say(isPicture ? 'cannotSee' : 'usePicture')}
      </Button>
    </div>
  );
}

function PictureField({ captcha, error }: CaptchaProps) {
  const say = useWords(words);
  const lang = useLang();
  const failure =
    captcha.phase === 'failed'
      ? `${say('noCaptcha')}${problemText(captcha.failure, lang)}`
      : undefined;
  return (
    <Entry label={say('captcha')} hint={say('captchaHint')} error={failure ?? error}>
      {(control) => (
        <div className="dk-captcha">
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
            className="dk-captcha-picture"
            aria-label={say('anotherPicture')}
            title={say('anotherPicture')}
            onClick={() => captcha.renew()}
          >
            {captcha.picture && (
              <img
                alt={say('captchaPicture')}
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
  const say = useWords(words);
  const failed = captcha.phase === 'failed';
  const ready = captcha.phase === 'ready';
  return (
    <Entry label={say('puzzle')} error={failed ? say('puzzleFailed') : error}>
      {() =>
        failed ? (
          <Button onClick={() => captcha.renew()}>{say('puzzleAgain')}</Button>
        ) : (
          <div className="dk-puzzle" role="status">
            {ready ? (
              <CheckCircleOutlined aria-hidden="true" />
            ) : (
              <LoadingOutlined aria-hidden="true" />
            )}
            {say(ready ? 'puzzleDone' : 'puzzleWorking')}
          </div>
        )
      }
    </Entry>
  );
}
