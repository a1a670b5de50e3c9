import { Button } from 'antd-mobile';
import { useWords } from '../../shared/i18n.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { useIsFromWechat, useWechat } from '../../shared/participant/wechat.ts';
import { wechatWords } from '../../shared/participant/wechat-words.ts';
import buttonsStyles from '../../shared/phone/buttons.module.css';
import { FormRelief } from '../../shared/phone/field.tsx';
import { FormProblem } from './waiting.tsx';

/** 微信授权登录 (SPEC J2), where this browser can. */
export function WechatButton({ to }: { to: string | undefined }) {
  const { zone } = usePublicProgramme();
  const t = useWords(wechatWords);
  const { isOffered, busy, problem, leave } = useWechat(to);
  // Whoever was there a moment ago signs in another way now.
  if (useIsFromWechat() || !isOffered) return null;
  return (
    <div className={buttonsStyles.below}>
      <FormProblem problem={problem} zone={zone} />
      <Button
        color="primary"
        fill="outline"
        size="large"
        block
        disabled={busy}
        onClick={() => void leave()}
      >
        {t('signIn')}
      </Button>
    </div>
  );
}

/** Says to whoever came from WeChat why they are to sign in another way. */
export function WechatNotBound({ className }: { className: string | undefined }) {
  const t = useWords(wechatWords);
  if (!useIsFromWechat()) return null;
  return (
    <div className={className}>
      <FormRelief>{t('notBound')}</FormRelief>
    </div>
  );
}
