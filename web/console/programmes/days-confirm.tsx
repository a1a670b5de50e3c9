import { Modal } from 'antd';
import { useWords } from '../../shared/i18n.ts';
import { shellWords } from '../shell/words.ts';
import { DaysEffect, useDaysEffect } from './days-effect.tsx';
import { detailsWords } from './details-words.ts';
import type { TypedDays } from './identity-form.ts';

type DaysConfirmProps = { days: TypedDays; onConfirm: () => void; onCancel: () => void };

/** Nobody changes the days of hundreds of people without having been told what that does. */
export function DaysConfirm({ days, onConfirm, onCancel }: DaysConfirmProps) {
  const t = useWords(detailsWords);
  const shell = useWords(shellWords);
  const effect = useDaysEffect(days);
  return (
    <Modal
      open
      title={t('confirmTitle')}
      okText={t('confirm')}
      cancelText={shell('cancel')}
      okButtonProps={{ disabled: effect.isPending }}
      onOk={onConfirm}
      onCancel={onCancel}
    >
      <DaysEffect effect={effect} />
    </Modal>
  );
}
