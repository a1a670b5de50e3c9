import { type Ref, useImperativeHandle, useMemo, useRef } from 'react';
import { dayOf } from '../../../../forms/days.ts';
import { FormContextProvider } from '../../../shared/form-context.ts';
import { useReportForm } from '../../../shared/form-state.ts';
import { FormFields } from '../../../shared/mobile/form-fields.tsx';
import { useGoToMistake } from '../../../shared/mobile/go-to-mistake.ts';
import type { Read } from './further-fields.tsx';
import type { FurtherForm } from './further-form.ts';

export type FieldsHandle = { read: () => Promise<Read> };

export type FieldsProps = {
  form: FurtherForm;
  /** When the check is made, by the server's time: by it days and moments are judged, here and there. */
  at: string;
  ref: Ref<FieldsHandle>;
};

/** The fields of a form for checks, as those of a report are drawn. */
export function Fields({ form, at, ref }: FieldsProps) {
  const { definition, versionId, zone } = form;
  const root = useRef<HTMLDivElement>(null);
  const goToMistake = useGoToMistake(root);
  const now = useMemo(() => new Date(at), [at]);
  const today = dayOf(now, zone);
  const filling = useReportForm(definition, {}, () => ({ now, today, zone }));
  useImperativeHandle(
    ref,
    () => ({
      read: async () => {
        const checked = await filling.check();
        if (!checked.ok) {
          goToMistake();
          return { ok: false };
        }
        const { values } = checked;
        if (Object.keys(values).length === 0) return { ok: true };
        return { ok: true, answers: { formVersionId: versionId, values } };
      },
    }),
    [filling, goToMistake, versionId],
  );
  const context = useMemo(() => ({ zone, today, photoUrl: () => '' }), [zone, today]);
  return (
    <FormContextProvider value={context}>
      <div ref={root}>
        <FormFields form={filling} />
      </div>
    </FormContextProvider>
  );
}
