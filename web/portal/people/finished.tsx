import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd-mobile';
import { CheckCircleOutline } from 'antd-mobile-icons';
import { useWords } from '../../shared/i18n.ts';
import { usePublicProgramme } from '../../shared/participant/public-programme.ts';
import { Empty } from '../../shared/phone/messages.tsx';
import { words } from './words.ts';

/** Whoever has a new password signs in with it. */
export function Finished() {
  const { code } = usePublicProgramme();
  const t = useWords(words);
  const navigate = useNavigate();
  return (
    <Empty title={t('resetDone')} icon={<CheckCircleOutline />}>
      <p>{t('resetDoneText')}</p>
      <Button
        color="primary"
        size="large"
        block
        onClick={() =>
          void navigate({ to: '/$programme/sign-in', params: { programme: code }, replace: true })
        }
      >
        {t('toSignIn')}
      </Button>
    </Empty>
  );
}
