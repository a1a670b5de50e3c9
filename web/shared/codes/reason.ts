import type { codes } from '../../../modules/codes/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { formatInstant } from '../format.ts';
import { useLang, useText, useWords } from '../i18n.ts';
import { codesWords } from './words.ts';

export type CurrentCode = NonNullable<ResponseOf<typeof codes.mine>>;
export type Reason = NonNullable<CurrentCode['reason']>;
export type LedgerEntry = ResponseOf<typeof codes.history>['items'][number];

/** Says what brought a colour about, and how it ends, in sentences. */
export function useReasonWords(zone: string, isStaff = false) {
  const t = useWords(codesWords);
  const lang = useLang();
  const text = useText();
  const time = (instant: string) => formatInstant(instant, lang, zone);

  function origin({ kind, at, place }: Reason): string {
    const words = { time: time(at) };
    const said =
      kind === 'report'
        ? t(isStaff ? 'byStaff_report' : 'by_report', words)
        : t(kind === 'order' ? 'by_order' : 'by_measurement', words);
    return place ? `${said} · ${text(place)}` : said;
  }

  function ending({ kind, until, ends }: Reason): string[] {
    const { afterDays: days, cleanReport, normalMeasurement } = ends;
    const normal = normalMeasurement && kind !== 'order' ? [t('endsByNormal')] : [];
    if (until) return [t('endsAt', { time: time(until) }), ...normal];
    if (kind === 'order') return [t('endsByHand')];
    if (cleanReport && days) return [t('endsAfterBoth', { days }), ...normal];
    if (cleanReport) return [t('endsAfterClean'), ...normal];
    if (days) return [t('endsAfterDays', { days }), ...normal];
    return normal.length > 0 ? normal : [t('endsByAppeal')];
  }

  return { t, text, time, origin, ending };
}
