import type { Condition, DayBound, FieldOf, Lang, Text } from '../definition.ts';
import { documentNames } from '../fields/identity.ts';
import { positionReasons } from '../fields/position.ts';
import { fieldTypeNames } from '../fields/type-names.ts';
import { joiners } from '../joiners.ts';
import { describeCondition, type FieldNamed, nameOf } from './describe-condition.ts';
import { entryProperties } from './property-names.ts';

type InstantBound = NonNullable<FieldOf<'datetime'>['min']>;

/** How the codes of a version are told: its fields and sections by what they are called. */
export type Names = { field: FieldNamed; section: (code: string) => Text | undefined };

/** A property's value in words; what is left out has none. */
export function describeProperty(property: string, value: unknown, names: Names): Text | null {
  if (value === undefined) return null;
  return { zh: words(property, value, names, 'zh'), en: words(property, value, names, 'en') };
}

/** An alert, a doubt, a check or a section, in one line. */
export function describeEntry(entry: object, names: Names): Text {
  const line = (lang: Lang) =>
    Object.entries(entry)
      .filter(([key, value]) => key !== 'code' && value !== undefined)
      .map(([key, value]) => {
        const name = entryProperties[key]?.[lang] ?? key;
        return name + joiners[lang].colon + words(key, value, names, lang);
      })
      .join(joiners[lang].semicolon);
  return { zh: line('zh'), en: line('en') };
}

const conditions = new Set(['showWhen', 'requireWhen', 'incompleteWhen', 'when']);
const yesOrNo = { true: { zh: '是', en: 'Yes' }, false: { zh: '否', en: 'No' } };

/** Values of these properties are codes, which have names. */
const codeNames: Record<string, Record<string, Text>> = {
  type: fieldTypeNames,
  kinds: documentNames,
  reasonsAllowed: positionReasons,
};

function words(property: string, value: unknown, names: Names, lang: Lang): string {
  if (conditions.has(property)) return describeCondition(value as Condition, names.field, lang);
  if (typeof value === 'boolean') return yesOrNo[`${value}`][lang];
  if (Array.isArray(value)) {
    return value.map((each) => words(property, each, names, lang)).join(joiners[lang].list);
  }
  if (typeof value === 'string') {
    if (property === 'section') return names.section(value)?.[lang] ?? value;
    if (property === 'ascending' || property === 'field') return nameOf(value, names.field, lang);
    return codeNames[property]?.[value]?.[lang] ?? value;
  }
  if (typeof value !== 'object' || value === null) return String(value);
  if ('zh' in value) return (value as Text)[lang];
  return boundWords(value as DayBound | InstantBound, names, lang);
}

function boundWords(bound: DayBound | InstantBound, names: Names, lang: Lang): string {
  if ('on' in bound) return bound.on;
  if ('at' in bound) return bound.at;
  if ('today' in bound) {
    return shifted(lang === 'zh' ? '填报当天' : 'the day of filling in', bound.today, 'day', lang);
  }
  if ('now' in bound) {
    return shifted(lang === 'zh' ? '填报时' : 'the time of filling in', bound.now, 'hour', lang);
  }
  const name = nameOf(bound.field, names.field, lang);
  const days = 'plusDays' in bound ? (bound.plusDays ?? 0) : 0;
  const day = shifted(name, days, 'day', lang);
  if (!('otherwise' in bound) || !bound.otherwise) return day;
  const otherwise = boundWords(bound.otherwise, names, lang);
  return lang === 'zh'
    ? `${day}，未填写时为${otherwise}`
    : `${day}, or ${otherwise} while it is empty`;
}

const units = { day: { zh: '天', en: 'day' }, hour: { zh: '小时', en: 'hour' } };

export function shifted(
  from: string,
  amount: number,
  unit: keyof typeof units,
  lang: Lang,
): string {
  if (amount === 0) return from;
  const count = Math.abs(amount);
  if (lang === 'zh') return `${from}${amount > 0 ? '后' : '前'} ${count} ${units[unit].zh}`;
  const plural = count === 1 ? '' : 's';
  return `${count} ${units[unit].en}${plural} ${amount > 0 ? 'after' : 'before'} ${from}`;
}
