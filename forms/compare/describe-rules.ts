import type { ColourEnds, ColourRule } from '../colours.ts';
import type { AlertRule, FormDefinition, Lang } from '../definition.ts';
import { joiners } from '../joiners.ts';
import { describeCondition, quoted } from './describe-condition.ts';

/** Forms by their codes, as the conditions of rules look at them. */
export type Forms = readonly FormDefinition[];

/** When organisers are told, in one sentence. */
export function describeAlert(
  { when, label }: AlertRule,
  form: FormDefinition,
  lang: Lang,
): string {
  const condition = describeCondition(when, (code) => fieldOf(form, code), lang);
  return lang === 'zh'
    ? `${condition}时，预警${quoted(label.zh || '…', lang)}。`
    : `When ${condition}, the organisers get the alert ${quoted(label.en || '…', lang)}.`;
}

const fieldOf = (form: FormDefinition | undefined, code: string) =>
  form?.fields.find((field) => field.code === code);

/** What gives somebody the colour of a rule, in words. */
export function describeCauses(
  { reports = [], measured, byHand }: ColourRule,
  forms: Forms,
  lang: Lang,
): string {
  const causes = reports.map(({ form, when }) => {
    const definition = forms.find(({ code }) => code === form);
    const title = quoted(definition?.title[lang] ?? form, lang);
    const condition = describeCondition(when, (code) => fieldOf(definition, code), lang);
    return lang === 'zh' ? `${title}中${condition}` : `a report of ${title} in which ${condition}`;
  });
  if (measured) {
    const { gte } = measured;
    causes.push(lang === 'zh' ? `测得体温 ≥ ${gte} ℃` : `a measured temperature ≥ ${gte} °C`);
  }
  if (byHand) causes.push(lang === 'zh' ? '两名员工认定' : 'a decision of two members of staff');
  return causes.join(lang === 'zh' ? '，或' : ', or ');
}

/** How the colour of a rule ends, in words. */
export function describeEnds(ends: ColourEnds, lang: Lang): string {
  const { afterDays, cleanReport, normalMeasurement } = ends;
  const ways: string[] = [];
  const days = afterDays === 1 ? '1 day' : `${afterDays} days`;
  if (cleanReport) {
    const after = afterDays
      ? { zh: `满 ${afterDays} 天且之后`, en: `after ${days} at the earliest, ` }
      : { zh: '', en: '' };
    ways.push(
      lang === 'zh'
        ? `${after.zh}再次填报未见异常`
        : `${after.en}with a later report without any of this`,
    );
  } else if (afterDays) ways.push(lang === 'zh' ? `满 ${afterDays} 天` : `after ${days}`);
  if (normalMeasurement) {
    ways.push(
      lang === 'zh' ? '测得体温正常（立即）' : 'at once when a normal temperature is measured',
    );
  }
  if (ways.length === 0) {
    return lang === 'zh' ? '仅由员工解除，或经申诉' : 'only by a decision of staff, or an appeal';
  }
  return ways.join(lang === 'zh' ? '，或' : ', or ');
}

/** A rule of colours, in one sentence. */
export function describeColourRule(rule: ColourRule, forms: Forms, lang: Lang): string {
  const causes = describeCauses(rule, forms, lang) || '…';
  const ends = describeEnds(rule.ends, lang);
  return lang === 'zh'
    ? `${causes}${joiners.zh.semicolon}结束：${ends}。`
    : `By ${causes}${joiners.en.semicolon}ends ${ends}.`;
}
