import type { Lang, Text } from '../definition.ts';
import { joiners } from '../joiners.ts';
import type { DayEdge, DayRule, Match } from '../policy.ts';
import type { Attribute, Group } from '../programme.ts';
import { quoted } from './describe-condition.ts';
import { shifted } from './describe-property.ts';

/** What rules of days refer to, by what it is called. */
export type DayNames = {
  groups: readonly Pick<Group, 'code' | 'name'>[];
  attributes: readonly Pick<Attribute, 'code' | 'label'>[];
  milestones: readonly { code: string; label: Text }[];
};

const edges = {
  programme: {
    start: { zh: '项目第一天', en: 'the first day of the programme' },
    end: { zh: '项目最后一天', en: 'the last day of the programme' },
  },
  enrolment: {
    start: { zh: '本人第一天', en: 'the person’s first day' },
    end: { zh: '本人最后一天', en: 'the person’s last day' },
  },
} as const;

/** A day in words, by what it depends on. */
export function describeEdge(edge: DayEdge, names: DayNames, lang: Lang): string {
  if ('on' in edge) return edge.on;
  const days = edge.days ?? 0;
  if ('programme' in edge) return shifted(edges.programme[edge.programme][lang], days, 'day', lang);
  if ('enrolment' in edge) return shifted(edges.enrolment[edge.enrolment][lang], days, 'day', lang);
  const label = names.milestones.find(({ code }) => code === edge.milestone)?.label[lang];
  const day = shifted(quoted(label ?? edge.milestone, lang), days, 'day', lang);
  if (!edge.otherwise) return day;
  const otherwise = describeEdge(edge.otherwise, names, lang);
  return lang === 'zh'
    ? `${day}（未知时为${otherwise}）`
    : `${day} (or ${otherwise} while it is not known)`;
}

const answers = { true: { zh: '是', en: 'Yes' }, false: { zh: '否', en: 'No' } } as const;

/** Whom something concerns, in words. */
export function describeMatch(match: Match | undefined, names: DayNames, lang: Lang): string {
  const { groups, attributes = {} } = match ?? {};
  const asked = Object.entries(attributes).map(([code, value]) => {
    const label = names.attributes.find((each) => each.code === code)?.label[lang] ?? code;
    const answer = typeof value === 'boolean' ? answers[`${value}`][lang] : String(value);
    return label + joiners[lang].colon + answer;
  });
  const named = groups?.map((code) => groupName(code, names, lang)).join(joiners[lang].list);
  const everybody = lang === 'zh' ? '所有人' : 'Everybody';
  const who = named || everybody;
  if (asked.length === 0) return who;
  const those = asked.join(joiners[lang].list);
  return lang === 'zh' ? `${who}（${those}）` : `${who} (${those})`;
}

export function groupName(code: string, { groups }: Pick<DayNames, 'groups'>, lang: Lang): string {
  return groups.find((group) => group.code === code)?.name[lang] || code;
}

/** Who is due on which days, in one sentence. */
export function describeDayRule(rule: DayRule, names: DayNames, lang: Lang): string {
  const who = describeMatch(rule.for, names, lang) + joiners[lang].colon;
  return who + describeSpan(rule, names, lang);
}

export function describeSpan(
  { from, to }: { from: DayEdge; to: DayEdge },
  names: DayNames,
  lang: Lang,
): string {
  const [first, last] = [from, to].map((edge) => describeEdge(edge, names, lang));
  return lang === 'zh' ? `从${first}到${last}` : `from ${first} to ${last}`;
}
