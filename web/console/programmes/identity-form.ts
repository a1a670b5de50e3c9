import type { Day } from '../../../forms/definition.ts';
import { isSame } from '../../../forms/identity-changes.ts';
import type {
  CardNaming,
  FormWording,
  Group,
  Page,
  ProgrammeIdentity,
} from '../../../forms/programme.ts';
import type { programmes } from '../../../modules/programmes/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import type { Text } from '../../shared/i18n.ts';
import { colours } from '../../shared/tokens.ts';

/** What an identity is about: of a template, or of a programme that exists. */
export type IdentityFrame = Pick<
  ResponseOf<typeof programmes.identity>,
  'needs' | 'services' | 'forms' | 'attributes'
>;

/** First and last day of a programme, as they are typed. */
export type TypedDays = { startsOn: Day; endsOn: Day };

/** An identity while it is typed: every text has a place, be it blank. */
export type TypedIdentity = Omit<ProgrammeIdentity, 'card' | 'brand'> & {
  brand: { colour: string };
  card?: Required<CardNaming>;
};

const blank = (): Text => ({ zh: '', en: '' });

/** Codes of what is added; two who add something at the same time add two things. */
function freshCode(kind: 'group' | 'page'): string {
  return `${kind}-${crypto.randomUUID().slice(0, 6)}`;
}

export function blankGroup({ services }: IdentityFrame): Group {
  return { code: freshCode('group'), name: blank(), services: services.map(({ code }) => code) };
}

export const blankPage = (code = freshCode('page')): Page => ({
  ...{ code, title: blank(), body: blank() },
});

/** Where a new programme begins: with nothing that anybody could mistake for an answer. */
export function blankIdentity(frame: IdentityFrame): TypedIdentity {
  const { needs, attributes, forms } = frame;
  return typedFrom(frame, {
    ...{ name: blank(), shortName: blank(), organiser: blank() },
    contacts: { phone: '', mail: '', cards: [] },
    ...(needs.card && { card: { label: blank(), pattern: '' } }),
    ...(needs.declaration && { declaration: { title: blank(), text: blank() } }),
    groups: [blankGroup(frame)],
    pages: needs.pages.map((code) => blankPage(code)),
    attributes,
    forms: forms.map(({ wording }) => wording),
  });
}

/** An identity with a place for every text, in the order of the programme's forms and attributes. */
export function typedFrom(frame: IdentityFrame, identity: ProgrammeIdentity): TypedIdentity {
  const { card, brand = { colour: colours.ink }, attributes = [], forms = [], ...rest } = identity;
  const wordings = new Map(forms.map((each) => [each.code, each]));
  const labels = new Map(attributes.map(({ code, label }) => [code, label]));
  return {
    ...rest,
    brand,
    ...(card && {
      card: { hint: blank(), shortLabel: blank(), furtherLabel: blank(), ...card },
    }),
    attributes: frame.attributes.map(({ code, label }) => ({
      ...{ code, label: labels.get(code) ?? label },
    })),
    forms: frame.forms.map(({ wording }) => ({ ...wording, ...wordings.get(wording.code) })),
  };
}

const isBlank = (text: Text | undefined) => !text || !/\S/.test(text.zh + text.en);

/**
 * What was typed so far, for another template: it stays, and what only the other one asks for has a place. Groups see
 * its services, as a new group does; of the pages that nobody wrote there are those that it needs.
 */
export function typedForAnother(next: IdentityFrame, typed: TypedIdentity): TypedIdentity {
  const blank = blankIdentity(next);
  const pages = [
    ...blank.pages,
    ...typed.pages.filter(({ title, body }) => !isBlank(title) || !isBlank(body)),
  ];
  return {
    ...blank,
    ...filledIn(typedFrom(next, typed), blank, next),
    groups: typed.groups.map((group) => ({ ...group, services: blankGroup(next).services })),
    pages: [...new Map(pages.map((page) => [page.code, page])).values()],
  };
}

/**
 * What is sent: texts that may be absent and are blank are left out, and so is the product's own colour and what was
 * typed for a template that asks for more.
 */
export function identityFrom(
  typed: TypedIdentity,
  { needs, attributes, forms }: IdentityFrame,
): ProgrammeIdentity {
  const { card, declaration, brand, ...rest } = typed;
  const colour = brand.colour.toLowerCase();
  const known = {
    attributes: new Set(attributes.map(({ code }) => code)),
    forms: new Set(forms.map(({ wording }) => wording.code)),
  };
  return {
    ...rest,
    ...(colour !== colours.ink && { brand: { colour } }),
    ...(needs.card && card && { card: cardFrom(card) }),
    ...(needs.declaration && declaration && { declaration }),
    attributes: (typed.attributes ?? []).filter(({ code }) => known.attributes.has(code)),
    forms: (typed.forms ?? []).filter(({ code }) => known.forms.has(code)).map(wordingFrom),
  };
}

function cardFrom({ label, pattern, ...optional }: Required<CardNaming>): CardNaming {
  const given = Object.entries(optional).filter(([, text]) => !isBlank(text));
  return { label, pattern, ...Object.fromEntries(given) };
}

function wordingFrom({ intro, ...wording }: FormWording): FormWording {
  return intro && !isBlank(intro) ? { ...wording, intro } : wording;
}

/** Fills what is blank from an example, and wording that is the template's still; what was typed stays. */
export function filledIn(
  typed: TypedIdentity,
  example: TypedIdentity,
  frame: IdentityFrame,
): TypedIdentity {
  const { contacts, groups, pages, attributes = [], forms = [] } = typed;
  return {
    ...(fillBlanks(typed, example) as TypedIdentity),
    contacts: {
      ...(fillBlanks(contacts, example.contacts) as TypedIdentity['contacts']),
      cards: contacts.cards.length > 0 ? contacts.cards : example.contacts.cards,
    },
    groups: groups.every(({ name }) => isBlank(name)) ? example.groups : groups,
    pages: pages.map((page) => fillBlanks(page, byCode(example.pages, page.code)) as Page),
    attributes: attributes.map((own) =>
      isSame(own, byCode(frame.attributes, own.code))
        ? (byCode(example.attributes ?? [], own.code) ?? own)
        : own,
    ),
    forms: forms.map((own) => {
      const known = frame.forms.find(({ wording }) => wording.code === own.code);
      return isSame(own, known?.wording) ? (byCode(example.forms ?? [], own.code) ?? own) : own;
    }),
  };
}

const byCode = <T extends { code: string }>(list: readonly T[], code: string) =>
  list.find((each) => each.code === code);

/** Lists stay as they are. */
function fillBlanks(own: unknown, other: unknown): unknown {
  if (own === undefined) return other;
  if (typeof own === 'string') return /\S/.test(own) ? own : (other ?? own);
  if (typeof own !== 'object' || own === null || Array.isArray(own)) return own;
  const given = (other ?? {}) as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(own).map(([key, value]) => [key, fillBlanks(value, given[key])]),
  );
}

/** A neutral text of a template, with how people come in the first time and what their numbers are called. */
export function drafted(text: Text, card: Text | undefined, signingIn?: Text): Text {
  const name = { zh: card?.zh.trim() || '号码', en: card?.en.trim() || 'number' };
  // Within a sentence, English begins no common noun with a capital.
  const inSentence = { ...name, en: name.en.charAt(0).toLowerCase() + name.en.slice(1) };
  const say = (lang: 'zh' | 'en') =>
    text[lang]
      .replaceAll('{signingIn}', signingIn?.[lang] ?? '')
      .replaceAll('{card}', inSentence[lang]);
  return { zh: say('zh'), en: say('en') };
}

/** Numbers of people as somebody without a word for patterns says them. */
export type NumberShape = { kind: 'digits' | 'letters'; from: number; to: number };

const classes = { digits: '[0-9]', letters: '[0-9A-Za-z-]' };

export function patternOf({ kind, from, to }: NumberShape): string {
  return `${classes[kind]}{${from === to ? from : `${from},${to}`}}`;
}

/** The shape of a pattern, where it is one that `patternOf` makes. */
export function shapeOf(pattern: string): NumberShape | undefined {
  const [, letters, from, to = from] =
    /^\[0-9(A-Za-z-)?\]\{(\d+)(?:,(\d+))?\}$/.exec(pattern) ?? [];
  if (!from) return undefined;
  return { kind: letters ? 'letters' : 'digits', from: Number(from), to: Number(to) };
}

/** Whether numbers would have to be longer than they may be. */
export function areCrossed(pattern: string): boolean {
  const shape = shapeOf(pattern);
  return shape !== undefined && shape.from > shape.to;
}
