import { useEffect, useRef } from 'react';
import type { FormDefinition, RowField, RowValue, Values } from '../../../forms/definition.ts';
import { rowTypeOf } from '../../../forms/fields/registry.ts';
import { leavesOf, mapLeaves } from '../../../forms/leaves.ts';
import { reports, reportsProblems } from '../../../modules/reports/contract.ts';
import { exists } from '../api.ts';
import type { ReportForm } from '../form-state.ts';
import type { RawValues } from '../values.ts';
import type { Start } from './editor-start.ts';
import { useParticipant } from './session.ts';

const photosOf = (field: RowField, value: RowValue) => rowTypeOf(field).files?.(value);

/**
 * The server keeps photos for a day until a report names them. Those of resumed answers that it does not
 * keep any more are taken out, and their fields say so.
 */
export function useLostPhotos({ values, resumed }: Start, form: ReportForm): void {
  const { account } = useParticipant();
  const latest = useRef(form);
  latest.current = form;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was resumed is looked at
  useEffect(() => {
    if (!resumed) return;
    let wanted = true;
    void findLost(account, form.definition, values as Values).then((lost) => {
      if (wanted && lost.size > 0) takeOut(lost, latest.current);
    });
    return () => {
      wanted = false;
    };
  }, []);
}

/** Where the server cannot be asked, nothing is lost. */
async function findLost(
  account: string,
  { fields }: FormDefinition,
  values: Values,
): Promise<Set<string>> {
  const ids = leavesOf(fields, values).flatMap(({ field, value }) => photosOf(field, value) ?? []);
  const known = ids.map((id) =>
    exists(reports.photo, { params: { id }, account, whenSignedOut: 'fail' }).catch(() => true),
  );
  const answers = await Promise.all(known);
  return new Set(ids.filter((_, index) => !answers[index]));
}

function takeOut(lost: Set<string>, form: ReportForm): void {
  const { fields } = form.definition;
  const values = form.values as Values;
  const left = mapLeaves(fields, values, (field, value) => {
    const ids = photosOf(field, value)?.filter((id) => !lost.has(id));
    return ids ? (ids.length > 0 ? ids : undefined) : value;
  });
  const mistakes = leavesOf(fields, values).flatMap(({ field, path, value }) =>
    photosOf(field, value)?.some((id) => lost.has(id))
      ? [{ path, code: reportsProblems.photo_missing.code }]
      : [],
  );
  form.reset(left as RawValues, form.dirty);
  form.setServerErrors(mistakes);
}
