import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, type AlertProps, Button } from 'antd';
import type { ReactNode } from 'react';
import { programmes } from '../../../modules/programmes/contract.ts';
import { call } from '../../shared/api.ts';
import { formatDay } from '../../shared/format.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { problemText } from '../../shared/problems.ts';
import marginsStyles from '../shell/margins.module.css';
import { todayOf, useProgramme } from '../shell/programme.tsx';
import { useHeaderOf } from './column-meanings.ts';
import { type ImportResponse, ReceiptEquation } from './import-parts.tsx';
import { ForgottenSheets } from './import-sheets.tsx';
import { importWords } from './import-words.ts';
import { proposedStart, restsOnStart } from './proposed-start.ts';
import type { Reading } from './reading.ts';

/** What would happen, and the button that makes it happen. */
export function ConfirmPart({ data, reading }: { data: ImportResponse; reading: Reading }) {
  const t = useWords(importWords);
  const lang = useLang();
  const { id } = useProgramme();
  const dueSince = useDueSince(data);
  const queries = useQueryClient();
  const confirm = useMutation({
    mutationFn: () =>
      call(programmes.confirmImport, {
        params: { id, importId: data.id },
        body: { version: data.version },
      }),
    onSettled: () => queries.invalidateQueries({ queryKey: [programmes.import.url] }),
  });
  const receipt = data.preview?.receipt;
  if (!receipt) return null;
  const taken = receipt.rows - receipt.refused;
  const open = data.preview?.questions.filter(({ answered }) => !answered).length ?? 0;
  const { changeCount = 0, warningCount = 0 } = data.preview ?? {};
  const newUnits = data.preview?.units.filter(({ state }) => state === 'new').length ?? 0;
  return (
    <div className={marginsStyles.above}>
      <h3>{t('counts')}</h3>
      <ReceiptEquation receipt={receipt} />
      <ForgottenSheets data={data} reading={reading} />
      {receipt.refused > 0 && (
        <Told type="warning" text={t('confirmRefused', { count: receipt.refused })} />
      )}
      {receipt.rows > 0 && receipt.unchanged === receipt.rows && (
        <Told type="info" text={t('unchangedAll')} />
      )}
      {receipt.absent > 0 && <Told type="info" text={t('absentNote', { count: receipt.absent })} />}
      {changeCount > 0 && <Told type="info" text={t('changesNote', { count: changeCount })} />}
      {warningCount > 0 && (
        <Told type="warning" text={t('warningsNote', { count: warningCount })} />
      )}
      {dueSince.length > 0 && (
        <Told type="info" text={dueSince.map((line) => <div key={line}>{line}</div>)} />
      )}
      {newUnits > 0 && <Told type="info" text={t('newUnits', { count: newUnits })} />}
      {open > 0 && <Told type="warning" text={t('questionsOpen', { count: open })} />}
      {confirm.error && <Told type="error" text={problemText(confirm.error, lang)} />}
      <Button
        type="primary"
        size="large"
        disabled={taken === 0 || open > 0 || reading.isChanged}
        loading={confirm.isPending}
        onClick={() => confirm.mutate()}
      >
        {taken === 0 ? t('confirmNothing') : t('confirm', { count: taken })}
      </Button>
    </div>
  );
}

/** Who is added to a programme that has begun has missed days at once, unless the roster says since when they take part. */
function useDueSince({ preview }: ImportResponse): string[] {
  const t = useWords(importWords);
  const lang = useLang();
  const headerOf = useHeaderOf(preview?.columns ?? []);
  const programme = useProgramme();
  const { definition } = programme;
  const today = proposedStart(definition, todayOf(programme));
  if (!today || !preview?.receipt?.fresh) return [];
  const day = formatDay(definition.startsOn, lang, 'bare');
  const told = t('dueSince', { day, today, column: headerOf('startsOn') });
  const isForAll = definition.days.every(({ from }) => restsOnStart(from));
  return isForAll ? [told] : [told, t('dueSinceExcept')];
}

/** Something to know before the import is confirmed. */
function Told({ type, text }: { type: AlertProps['type']; text: ReactNode }) {
  return <Alert className={marginsStyles.below} type={type} showIcon title={text} />;
}
