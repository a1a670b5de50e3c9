import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { wayOf } from '../../../forms/sign-in.ts';
import { useWords } from '../../shared/i18n.ts';
import { systemInfo } from '../../shared/participant/public-programme.ts';
import margins from './margins.module.css';
import type { Programme } from './programme.tsx';
import { shellWords } from './words.ts';

/** Tells whoever runs a programme that needs codes by SMS that none can be sent. */
export function SmsNotice({ programme }: { programme: Programme }) {
  const t = useWords(shellWords);
  const { data: info } = useQuery(systemInfo);
  const needsSms = wayOf(programme.definition.signIn, 'phone') !== undefined;
  if (!needsSms || info?.sms !== false) return null;
  if (!programme.mayOnAll.includes('programme.change')) return null;
  return <Alert className={margins.below} type="warning" showIcon title={t('noSms')} />;
}
