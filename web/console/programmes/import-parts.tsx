import { Fragment } from 'react';
import type { programmes } from '../../../modules/programmes/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { StateMark } from '../../shared/antd/states.tsx';
import { useWords } from '../../shared/i18n.ts';
import textStyles from '../../shared/text.module.css';
import { importMarks } from '../shell/import-marks.tsx';
import { formatCount } from '../shell/numbers.ts';
import styles from './import-parts.module.css';
import { importWords } from './import-words.ts';

export type ImportResponse = ResponseOf<typeof programmes.import>;
type Receipt = NonNullable<ImportResponse['receipt']>;

/** Where an import stands. */
export function ImportState({ state }: { state: ImportResponse['state'] }) {
  const t = useWords(importWords);
  return <StateMark {...importMarks[state]}>{t(`state_${state}`)}</StateMark>;
}

/** The server is at work on it. */
export function isMoving({ state }: ImportResponse): boolean {
  return state === 'checking' || state === 'importing';
}

/** How it went, or would go. */
export function importOf({ receipt, preview }: ImportResponse): Receipt | null {
  return receipt ?? preview?.receipt ?? null;
}

/** rows = new + updated + unchanged + refused, in one line. */
export function ReceiptLine({ receipt }: { receipt: Receipt | null }) {
  const t = useWords(importWords);
  if (!receipt) return null;
  return (
    <span className={textStyles.number}>
      {receipt.rows} {t('rows')} = {receipt.fresh} {t('fresh')} + {receipt.updated} {t('updated')} +{' '}
      {receipt.unchanged} {t('unchanged')} + {receipt.refused} {t('refused')}
    </span>
  );
}

/** The same large, as an equation that anybody can check. */
export function ReceiptEquation({ receipt }: { receipt: Receipt }) {
  const t = useWords(importWords);
  const parts = ['fresh', 'updated', 'unchanged', 'refused'] as const;
  return (
    <div className={styles.equation}>
      <Term value={receipt.rows} label={t('rows')} />
      {parts.map((part, index) => (
        <Fragment key={part}>
          <span aria-hidden="true">{index === 0 ? '=' : '+'}</span>
          <Term value={receipt[part]} label={t(part)} />
        </Fragment>
      ))}
    </div>
  );
}

function Term({ value, label }: { value: number; label: string }) {
  return (
    <span className={styles.term} data-figure>
      <strong className={textStyles.number}>{formatCount(value)}</strong>
      <span>{label}</span>
    </span>
  );
}
