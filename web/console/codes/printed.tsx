import { Button } from 'antd';
import { codes } from '../../../modules/codes/contract.ts';
import { call, linkTo } from '../../shared/api.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { useCan } from '../shell/session.ts';
import { WithReason } from './with-reason.tsx';
import { codeWords } from './words.ts';

/** A code on paper for somebody without a phone, and what to do when it was lost. */
export function Printed({ enrolmentId }: { enrolmentId: number }) {
  const t = useWords(codeWords);
  const lang = useLang();
  const can = useCan();
  if (!can('code.print')) return null;
  const params = { enrolmentId };
  return (
    <>
      <Button
        href={linkTo(codes.printed, { params, query: { lang } })}
        target="_blank"
        rel="noreferrer"
      >
        {t('print')}
      </Button>
      <WithReason
        label={t('revokePaper')}
        hint={t('revokePaperHint')}
        done={t('revokedPaper')}
        send={(body) => call(codes.revokePrinted, { params, body })}
      />
    </>
  );
}
