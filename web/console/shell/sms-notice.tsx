import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { wayOf } from '../../../forms/sign-in.ts';
import { people } from '../../../modules/people/contract.ts';
import { useWords } from '../../shared/i18n.ts';
import { systemInfo } from '../../shared/participant/public-programme.ts';
import { queryFor } from '../../shared/query-for.ts';
import margins from './margins.module.css';
import type { Programme } from './programme.tsx';
import { shellWords } from './words.ts';

/** Tells whoever runs a programme that needs codes by SMS that none can be sent, at all or for now. */
export function SmsNotice({ programme }: { programme: Programme }) {
  const t = useWords(shellWords);
  const { data: info } = useQuery(systemInfo);
  const needsSms = wayOf(programme.definition.signIn, 'phone') !== undefined;
  const concerns = needsSms && programme.mayOnAll.includes('programme.change');
  const { data: use } = useQuery({
    ...queryFor(people.smsUse),
    enabled: concerns && info?.sms === true,
    refetchInterval: 5 * 60_000,
  });
  const told = info?.sms === false ? 'noSms' : use?.usedUp ? 'smsUsedUp' : null;
  if (!concerns || !told) return null;
  return <Alert className={margins.below} type="warning" showIcon title={t(told)} />;
}
