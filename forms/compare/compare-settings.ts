import { alertLevelNames } from '../alert-levels.ts';
import { colourNames } from '../colours.ts';
import type { FormDefinition, Lang, Text } from '../definition.ts';
import { isSame } from '../identity-changes.ts';
import { joiners } from '../joiners.ts';
import type { FormPolicy } from '../policy.ts';
import { needsSecondPerson, type ProgrammeSettings } from '../programme-settings.ts';
import { describeCondition } from './describe-condition.ts';
import { type DayNames, describeDayRule, describeSpan } from './describe-days.ts';
import { describeCauses, describeEnds } from './describe-rules.ts';

/** One difference between the settings in force and those of a draft, fit to be shown. */
export type SettingsDifference = {
  kind: 'added' | 'removed' | 'changed' | 'moved';
  /** Where it stands: `groups.guests`, `forms.daily.alerts.fever`, `days`. */
  path: string;
  /** What it is about. */
  label: Text;
  /** What of it differs; null where it is all of it. */
  name: Text | null;
  before: Text | null;
  after: Text | null;
  /** It takes two people to publish it. */
  needsSecond: boolean;
};

/** What the settings refer to and do not say themselves. */
export type SettingsNames = Pick<DayNames, 'attributes' | 'milestones'> & {
  forms: readonly FormDefinition[];
  pages: readonly { code: string; title: Text }[];
};

/** Something that is compared: its parts in words, each under its name. */
type Item = { path: string; label: Text; parts: Map<string, { name: Text; value: Text }> };

/** How settings differ, in their order; what was removed comes last. Equal ones have no differences. */
export function compareSettings(
  before: ProgrammeSettings,
  after: ProgrammeSettings,
  names: SettingsNames,
): SettingsDifference[] {
  const [old, now] = [before, after].map((settings) => itemsOf(settings, names)) as [
    Item[],
    Item[],
  ];
  const former = new Map(old.map((item) => [item.path, item]));
  const kept = new Set(now.map(({ path }) => path));
  const whole = ({ path, label }: Item) => ({
    ...{ path, label, name: null, before: null, after: null },
    needsSecond: needsSecondPerson(path),
  });
  return [
    ...now.flatMap((item): SettingsDifference[] => {
      const was = former.get(item.path);
      if (!was) return [{ ...whole(item), kind: 'added', after: line(item) }];
      return changedParts(was, item).map((part) => ({ ...whole(item), ...part, kind: 'changed' }));
    }),
    ...movedLists(before, after, whole),
    ...old
      .filter(({ path }) => !kept.has(path))
      .map((item): SettingsDifference => ({ ...whole(item), kind: 'removed', before: line(item) })),
  ];
}

function changedParts(was: Item, now: Item) {
  return [...new Set([...was.parts.keys(), ...now.parts.keys()])].flatMap((key) => {
    const [old, next] = [was.parts.get(key), now.parts.get(key)];
    if (isSame(old?.value, next?.value)) return [];
    return [
      {
        name: (next ?? old)?.name ?? null,
        before: old?.value ?? null,
        after: next?.value ?? null,
      },
    ];
  });
}

/** All parts of something in one line. */
function line({ parts }: Item): Text {
  const of = (lang: Lang) =>
    [...parts.values()]
      .map(({ name, value }) => name[lang] + joiners[lang].colon + value[lang])
      .join(joiners[lang].semicolon);
  return { zh: of('zh'), en: of('en') };
}

/** A list of things with codes, each with what it is called. */
type Named = { code: string; label: Text };
type List = { path: string; label: Text; of: (settings: ProgrammeSettings) => Named[] };

const named = ({ code, name }: { code: string; name: Text }): Named => ({ code, label: name });

/** Lists of which the same things stand in another order. */
function movedLists(
  before: ProgrammeSettings,
  after: ProgrammeSettings,
  whole: (item: Item) => Omit<SettingsDifference, 'kind'>,
): SettingsDifference[] {
  const lists: List[] = [
    { path: 'groups', label: words.groups, of: ({ groups }) => groups.map(named) },
    { path: 'services', label: words.services, of: ({ services }) => services.map(named) },
    ...after.forms.map(({ code }) => ({
      ...{ path: `forms.${code}.alerts`, label: words.alerts },
      of: ({ forms }: ProgrammeSettings) => forms.find((form) => form.code === code)?.alerts ?? [],
    })),
    { path: 'colours.rules', label: words.colourRules, of: ({ colours }) => colours?.rules ?? [] },
  ];
  return lists.flatMap(({ path, label, of }) => {
    const [old, now] = [of(before), of(after)];
    const [left, right] = [keptOf(old, now), keptOf(now, old)];
    if (isSame(codesOf(left), codesOf(right))) return [];
    const order = (items: Named[]) => listed(items, (item, lang) => item.label[lang]);
    const moved = { kind: 'moved' as const, before: order(left), after: order(right) };
    return [{ ...whole({ path, label, parts: new Map() }), ...moved }];
  });
}

const codesOf = (items: readonly Named[]) => items.map(({ code }) => code);

/** Those of a list that the other one has as well. */
function keptOf(items: Named[], other: Named[]): Named[] {
  const codes = new Set(codesOf(other));
  return items.filter(({ code }) => codes.has(code));
}

const words = {
  groups: { zh: '人员类别', en: 'Groups' },
  services: { zh: '服务', en: 'Services' },
  colourRules: { zh: '码色规则', en: 'Colour rules' },
  alerts: { zh: '预警规则', en: 'Alert rules' },
  days: { zh: '填报日期', en: 'Days that count' },
  name: { zh: '名称', en: 'Name' },
  description: { zh: '说明', en: 'Description' },
  forms: { zh: '表单', en: 'Forms' },
  page: { zh: '页面', en: 'Page' },
  kind: { zh: '种类', en: 'Kind' },
  rules: { zh: '规则', en: 'Rules' },
  change: { zh: '提交后可以修改', en: 'May be changed after it was sent' },
  backfill: { zh: '漏填可以补填', en: 'Missed days may be filled in later' },
  perDay: { zh: '每人每天最多份数', en: 'At most so many a day from one person' },
  window: { zh: '开放日期', en: 'Open' },
  level: { zh: '预警类别', en: 'Level' },
  when: { zh: '条件', en: 'When' },
  advice: { zh: '建议', en: 'Advice' },
  colour: { zh: '颜色', en: 'Colour' },
  causes: { zh: '原因', en: 'Given by' },
  ends: { zh: '结束', en: 'Ends' },
  green: { zh: '绿码', en: 'Green' },
  grey: { zh: '无信息', en: 'No information' },
  afterDays: { zh: '多少天无新填报', en: 'After so many days without a report' },
  codeForms: { zh: '决定码色时效的表单', en: 'Forms that keep a code valid' },
  appealDays: { zh: '申诉期限（天）', en: 'Days to decide an appeal' },
  hours: { zh: '码的有效期（小时）', en: 'Hours for which a code is valid' },
  listHours: { zh: '离线核验时限（小时）', en: 'Hours for which scanners confirm without news' },
  ofCodes: { zh: '健康码', en: 'Health code' },
} as const satisfies Record<string, Text>;

/** What each kind of service opens. */
export const serviceKinds = {
  reports: { zh: '填报表单', en: 'Forms' },
  messages: { zh: '消息', en: 'Messages' },
  support: { zh: '联系支持', en: 'Support' },
  page: { zh: '说明页面', en: 'A page' },
  code: { zh: '健康码', en: 'Health code' },
} as const satisfies Record<ProgrammeSettings['services'][number]['kind'], Text>;

const both = (of: (lang: Lang) => string): Text => ({ zh: of('zh'), en: of('en') });
const plain = (value: unknown): Text => ({ zh: String(value), en: String(value) });
const yesNo = (value: boolean): Text => (value ? { zh: '是', en: 'Yes' } : { zh: '否', en: 'No' });
const listed = <T>(items: readonly T[], of: (item: T, lang: Lang) => string): Text =>
  both((lang) => items.map((item) => of(item, lang)).join(joiners[lang].list) || '–');

/** What is left out has no part. */
function partsOf(parts: [keyof typeof words, Text | undefined][]): Item['parts'] {
  return new Map(
    parts.flatMap(([key, value]) => (value ? [[key, { name: words[key], value }]] : [])),
  );
}

function itemsOf(settings: ProgrammeSettings, names: SettingsNames): Item[] {
  const days: DayNames = { ...names, groups: settings.groups };
  const titleOf = (code: string, lang: Lang) =>
    names.forms.find((form) => form.code === code)?.title[lang] ?? code;
  const { groups, services, colours } = settings;
  return [
    ...groups.map(({ code, name, services: given }) => ({
      ...{ path: `groups.${code}`, label: name },
      parts: partsOf([
        ['name', name],
        [
          'services',
          listed(
            given,
            (each, lang) => services.find((one) => one.code === each)?.name[lang] ?? each,
          ),
        ],
      ]),
    })),
    ...services.map(({ code, name, kind, description, forms, page }) => ({
      ...{ path: `services.${code}`, label: name },
      parts: partsOf([
        ['name', name],
        ['kind', serviceKinds[kind]],
        ['description', description],
        ['forms', forms && listed(forms, titleOf)],
        ['page', page === undefined ? undefined : pageTitle(page, names)],
      ]),
    })),
    {
      ...{ path: 'days', label: words.days },
      parts: partsOf([
        [
          'rules',
          both((lang) =>
            settings.days
              .map((rule, index) => `${index + 1}. ${describeDayRule(rule, days, lang)}`)
              .join('\n'),
          ),
        ],
      ]),
    },
    ...settings.forms.flatMap((form) => formItems(form, names, days)),
    ...(colours ? colourItems(colours, names, titleOf) : []),
  ];
}

const pageTitle = (page: string, { pages }: SettingsNames): Text =>
  pages.find(({ code }) => code === page)?.title ?? plain(page);

function formItems(
  { code, policy, alerts }: ProgrammeSettings['forms'][number],
  names: SettingsNames,
  days: DayNames,
): Item[] {
  const definition = names.forms.find((form) => form.code === code);
  const title = definition?.title ?? plain(code);
  const fieldOf = (field: string) => definition?.fields.find((each) => each.code === field);
  return [
    { path: `forms.${code}.policy`, label: title, parts: policyParts(policy, days) },
    ...alerts.map((alert) => ({
      path: `forms.${code}.alerts.${alert.code}`,
      label: alert.label,
      parts: partsOf([
        ['name', alert.label],
        ['level', alertLevelNames[alert.level]],
        [
          'when',
          both(
            (lang) =>
              `${title[lang]}${joiners[lang].colon}${describeCondition(alert.when, fieldOf, lang)}`,
          ),
        ],
        ['advice', alert.advice],
      ]),
    })),
  ];
}

function policyParts({ slots, change, backfill, perDay, window }: FormPolicy, days: DayNames) {
  return partsOf([
    ['change', yesNo(change === 'anytime')],
    ['backfill', slots === 'daily' ? yesNo(backfill) : undefined],
    ['perDay', perDay === undefined ? undefined : plain(perDay)],
    ['window', window ? both((lang) => describeSpan(window, days, lang)) : undefined],
  ]);
}

function colourItems(
  colours: NonNullable<ProgrammeSettings['colours']>,
  { forms }: SettingsNames,
  titleOf: (code: string, lang: Lang) => string,
): Item[] {
  const { green, grey, rules, appealDays, credential } = colours;
  const optional = (value: number | undefined) => (value === undefined ? undefined : plain(value));
  return [
    {
      ...{ path: 'colours', label: words.ofCodes },
      parts: partsOf([
        ['codeForms', listed(colours.forms, titleOf)],
        ['appealDays', plain(appealDays)],
        ['hours', optional(credential?.hours)],
        ['listHours', optional(credential?.listHours)],
      ]),
    },
    {
      ...{ path: 'colours.green', label: words.green },
      parts: partsOf([
        ['name', green.label],
        ['advice', green.advice],
      ]),
    },
    {
      ...{ path: 'colours.grey', label: words.grey },
      parts: partsOf([
        ['name', grey.label],
        ['advice', grey.advice],
        ['afterDays', plain(grey.afterDays)],
      ]),
    },
    ...rules.map((rule) => ({
      ...{ path: `colours.rules.${rule.code}`, label: rule.label },
      parts: partsOf([
        ['name', rule.label],
        ['colour', colourNames[rule.colour]],
        ['causes', both((lang) => describeCauses(rule, forms, lang))],
        ['ends', both((lang) => describeEnds(rule.ends, lang))],
        ['advice', rule.advice],
      ]),
    })),
  ];
}
