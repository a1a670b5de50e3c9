import { describe, expect, it } from 'vitest';
import type { ProgrammeIdentity } from '../../../forms/programme.ts';
import { identityOf, needsOf, wordingOf } from '../../../forms/programme-identity.ts';
import { penguins } from '../../../forms/testing/penguins.ts';
import {
  areCrossed,
  blankIdentity,
  drafted,
  filledIn,
  type IdentityFrame,
  identityFrom,
  patternOf,
  shapeOf,
  typedForAnother,
  typedFrom,
} from './identity-form.ts';

const frame: IdentityFrame = {
  needs: needsOf(penguins),
  services: penguins.services,
  forms: penguins.forms.map(({ definition }) => ({
    title: definition.title,
    wording: wordingOf(definition),
  })),
  attributes: penguins.attributes.map(({ code, label }) => ({ code, label })),
};
const example: ProgrammeIdentity = {
  ...identityOf(penguins),
  attributes: [{ code: 'visitor', label: { zh: '客人', en: 'Guest' } }],
};

describe('an identity that is typed', () => {
  it('begins with nothing of the example', () => {
    const { forms, attributes, groups, pages, brand, ...texts } = blankIdentity(frame);
    expect(JSON.stringify(texts).match(/[\p{Script=Han}]|weigh|penguin/iu)).toBeNull();
    expect(groups).toMatchObject([{ name: { zh: '', en: '' } }]);
    expect(pages).toEqual([{ code: 'notes', title: { zh: '', en: '' }, body: { zh: '', en: '' } }]);
  });

  it('is sent as it is stored, without the texts that may be absent and are blank', () => {
    const { brand, ...stored } = identityOf(penguins);
    // Its colour is the product's own.
    expect(identityFrom(typedFrom(frame, identityOf(penguins)), frame)).toEqual(stored);
  });

  it('takes from an example what is blank, and leaves what was typed', () => {
    const typed = blankIdentity(frame);
    typed.name.en = 'Seal weigh-in';
    typed.contacts.phone = '+64 9 111 1111';
    const filled = filledIn(typed, typedFrom(frame, example), frame);
    expect(filled.name).toEqual({ zh: '企鹅称重', en: 'Seal weigh-in' });
    expect(filled.contacts).toEqual({ ...example.contacts, phone: '+64 9 111 1111' });
    expect(filled.groups).toEqual(example.groups);
    expect(filled.pages).toEqual(example.pages);
    expect(filled.attributes?.map(({ label }) => label.en)).toEqual(['Guest', 'Diet']);
    typed.groups[0]!.name.en = 'Seals';
    expect(filledIn(typed, typedFrom(frame, example), frame).groups).toEqual(typed.groups);
  });

  it('stays for another template, which is sent nothing that it does not ask for', () => {
    const typed = typedFrom(frame, identityOf(penguins));
    const services = penguins.services.slice(0, 1);
    const open = {
      ...frame,
      needs: { card: false, declaration: false, pages: ['guide'] },
      services,
    };
    const other = typedForAnother(open, typed);
    const { card, declaration, name, groups, pages } = identityFrom(other, open);
    expect([card, declaration, name]).toEqual([undefined, undefined, typed.name]);
    expect(groups.map((group) => group.services)).toEqual(groups.map(() => [services[0]?.code]));
    expect(pages.map(({ code }) => code)).toEqual([
      'guide',
      ...typed.pages.map(({ code }) => code),
    ]);
    // And back again.
    const again = identityFrom(typedForAnother(frame, other), frame);
    expect(again).toMatchObject({ card: typed.card?.label ? { label: typed.card.label } : {} });
    // Pages that nobody wrote are gone with the template that needs them, and what another needs has a place.
    const blank = typedForAnother(open, blankIdentity(frame));
    expect(blank.pages.map(({ code }) => code)).toEqual(['guide']);
    expect(typedForAnother(frame, blankIdentity(open)).card).toBeDefined();
  });
});

it('says in a draft what the programme calls its numbers', () => {
  const text = { zh: '使用{card}登录。', en: 'With your {card}.' };
  const card = { zh: '学号', en: 'Student number' };
  expect(drafted(text, card)).toEqual({ zh: '使用学号登录。', en: 'With your student number.' });
  expect(drafted(text, undefined)).toEqual({ zh: '使用号码登录。', en: 'With your number.' });
});

describe('what a number looks like', () => {
  it.each([
    { kind: 'digits', from: 7, to: 7 },
    { kind: 'letters', from: 4, to: 12 },
  ] as const)('is said by kind and length: %j', (shape) => {
    expect(shapeOf(patternOf(shape))).toEqual(shape);
  });

  it('and not at once longer at least than at most', () => {
    expect(areCrossed(patternOf({ kind: 'letters', from: 12, to: 4 }))).toBe(true);
    expect(areCrossed(patternOf({ kind: 'letters', from: 4, to: 4 }))).toBe(false);
    expect(areCrossed('P[0-9]{4}')).toBe(false);
  });

  it.each(['P[0-9]{4}', '[0-9]+', ''])('or as a pattern of its own: %j', (pattern) => {
    expect(shapeOf(pattern)).toBeUndefined();
  });
});
