import { Button, Toast } from 'antd-mobile';
import { useState } from 'react';
import { staff } from '../../../modules/staff/contract.ts';
import { call } from '../../shared/api.ts';
import { useWords } from '../../shared/i18n.ts';
import { useMistakes } from '../../shared/participant/mistakes.ts';
import { useSending } from '../../shared/participant/sending.ts';
import buttons from '../../shared/phone/buttons.module.css';
import { Entries, TextEntry } from '../../shared/phone/field.tsx';
import { Pair } from '../../shared/phone/pair.tsx';
import { Sheet } from '../../shared/phone/sheet.tsx';
import { FormProblem } from '../shell/form-problem.tsx';
import { type ScannerDetails, useChanged } from './data.ts';
import { words } from './words.ts';

/** 备注, which whoever manages the scanner may change. */
export function Remark({ scanner, mayChange }: { scanner: ScannerDetails; mayChange: boolean }) {
  const t = useWords(words);
  const [open, setOpen] = useState(false);
  return (
    <Pair label={t('remark')}>
      {scanner.remark ?? '—'}{' '}
      {mayChange && (
        <button type="button" className={buttons.text} onClick={() => setOpen(true)}>
          {t('edit')}
        </button>
      )}
      {open && <RemarkSheet scanner={scanner} onClose={() => setOpen(false)} />}
    </Pair>
  );
}

function RemarkSheet({ scanner, onClose }: { scanner: ScannerDetails; onClose: () => void }) {
  const t = useWords(words);
  const changed = useChanged();
  const [typed, setTyped] = useState(scanner.remark ?? '');
  const { busy, problem, run } = useSending();
  const mistakeAt = useMistakes(problem);
  const submit = () =>
    void run(async () => {
      const params = { scannerId: scanner.id };
      await call(staff.changeScanner, { params, body: { remark: typed.trim() || null } });
      Toast.show(t('saved'));
      await changed();
      onClose();
    });
  return (
    <Sheet title={t('editRemark')} onClose={onClose}>
      <Entries onSubmit={submit}>
        <FormProblem problem={problem} at={['remark']} />
        <TextEntry
          label={t('remark')}
          error={mistakeAt('remark')}
          name="remark"
          maxLength={500}
          value={typed}
          onChange={setTyped}
        />
        <Button type="submit" color="primary" size="large" block loading={busy}>
          {t('save')}
        </Button>
        <button type="button" className={buttons.text} onClick={onClose}>
          {t('cancel')}
        </button>
      </Entries>
    </Sheet>
  );
}
