import { brandProblem } from './brand.ts';
import type { Text } from './definition.ts';
import type { IdentityMessage } from './identity-messages.ts';
import { isPattern } from './pattern.ts';
import type { FormWording, ProgrammeIdentity } from './programme.ts';
import type { IdentityNeeds } from './programme-identity.ts';

type IdentityProblem = {
  path: string;
  code: IdentityMessage | 'required';
  params?: Record<string, string | number>;
};

/** What an identity is checked against. */
export type IdentityBase = {
  needs: IdentityNeeds;
  services: readonly { code: string }[];
  attributes: readonly { code: string }[];
  /** All wording that forms have. */
  forms: readonly FormWording[];
};

type Told = (
  path: string,
  code: IdentityProblem['code'],
  params?: IdentityProblem['params'],
) => void;

/** E.164 with whatever makes it easier to read. */
const isPhone = (phone: string) => /^\+[1-9]\d{6,14}$/.test(phone.replaceAll(/[\s().-]/g, ''));
const isMail = (mail: string) => /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/.test(mail);
const isCardNumber = (card: string) => /^[\dA-Za-z-]{4,40}$/.test(card);

/** All that is wrong with an identity, each mistake at its field. */
export function checkIdentity(identity: ProgrammeIdentity, base: IdentityBase): IdentityProblem[] {
  const problems: IdentityProblem[] = [];
  const tell: Told = (path, code, params) =>
    void problems.push(params ? { path, code, params } : { path, code });
  for (const part of ['name', 'shortName', 'organiser'] as const) {
    checkText(identity[part], part, tell);
  }
  checkContacts(identity.contacts, tell);
  const colour = identity.brand && brandProblem(identity.brand.colour);
  if (colour) tell('brand.colour', colour.code, 'params' in colour ? colour.params : undefined);
  checkCard(identity.card, base.needs, tell);
  if (identity.declaration) {
    checkText(identity.declaration.title, 'declaration.title', tell);
    checkText(identity.declaration.text, 'declaration.text', tell);
  } else if (base.needs.declaration) tell('declaration', 'required');
  checkGroups(identity.groups, base, tell);
  checkPages(identity.pages, base.needs, tell);
  checkWording(identity, base, tell);
  return problems;
}

/** A text is there in both languages, or the language without it is told. */
function checkText(text: Text, path: string, tell: Told): void {
  for (const lang of ['zh', 'en'] as const) {
    if (!/\S/.test(text[lang])) tell(`${path}.${lang}`, 'required');
  }
}

function checkContacts({ phone, mail, cards }: ProgrammeIdentity['contacts'], tell: Told): void {
  if (phone.trim() === '') tell('contacts.phone', 'required');
  else if (!isPhone(phone)) tell('contacts.phone', 'contact_phone_invalid');
  if (mail.trim() === '') tell('contacts.mail', 'required');
  else if (!isMail(mail)) tell('contacts.mail', 'contact_mail_invalid');
  const wrong = cards.find((card) => !isCardNumber(card));
  if (wrong !== undefined) tell('contacts.cards', 'support_card_invalid', { card: wrong });
}

function checkCard(card: ProgrammeIdentity['card'], needs: IdentityNeeds, tell: Told): void {
  if (!needs.card) {
    if (card) tell('card', 'wording_unknown');
    return;
  }
  if (!card) {
    tell('card', 'required');
    return;
  }
  checkText(card.label, 'card.label', tell);
  for (const part of ['hint', 'shortLabel', 'furtherLabel'] as const) {
    const text = card[part];
    if (text) checkText(text, `card.${part}`, tell);
  }
  if (!isPattern(card.pattern)) tell('card.pattern', 'card_pattern_invalid');
}

function checkGroups(groups: ProgrammeIdentity['groups'], base: IdentityBase, tell: Told): void {
  if (groups.length === 0) tell('groups', 'required');
  const services = new Set(base.services.map(({ code }) => code));
  groups.forEach(({ code, name, services: seen }, index) => {
    const earlier = groups.slice(0, index);
    checkText(name, `groups.${index}.name`, tell);
    if (seen.some((each) => !services.has(each))) {
      tell(`groups.${index}.services`, 'service_unknown');
    }
    if (earlier.some((each) => each.code === code)) tell(`groups.${index}.code`, 'group_taken');
    // A roster names groups by either.
    for (const lang of ['zh', 'en'] as const) {
      const isTaken = earlier.some((each) => each.name[lang].trim() === name[lang].trim());
      if (name[lang].trim() !== '' && isTaken) {
        tell(`groups.${index}.name.${lang}`, 'group_taken');
      }
    }
  });
}

function checkPages(pages: ProgrammeIdentity['pages'], needs: IdentityNeeds, tell: Told): void {
  pages.forEach(({ code, title, body }, index) => {
    checkText(title, `pages.${index}.title`, tell);
    checkText(body, `pages.${index}.body`, tell);
    if (pages.slice(0, index).some((each) => each.code === code)) {
      tell(`pages.${index}.code`, 'page_taken');
    }
  });
  const missing = needs.pages.find((each) => !pages.some(({ code }) => code === each));
  if (missing !== undefined) tell('pages', 'page_missing', { page: missing });
}

/** Wording of things that the programme has, and of no others. */
function checkWording(identity: ProgrammeIdentity, base: IdentityBase, tell: Told): void {
  identity.attributes?.forEach(({ code, label }, index) => {
    checkText(label, `attributes.${index}.label`, tell);
    if (!base.attributes.some((each) => each.code === code)) {
      tell(`attributes.${index}`, 'wording_unknown');
    }
  });
  identity.forms?.forEach(({ code, intro, declarations = [] }, index) => {
    const path = `forms.${index}`;
    const form = base.forms.find((each) => each.code === code);
    if (!form) tell(path, 'wording_unknown');
    if (intro) checkText(intro, `${path}.intro`, tell);
    declarations.forEach(({ code: field, text }, position) => {
      checkText(text, `${path}.declarations.${position}.text`, tell);
      if (form && !form.declarations?.some((each) => each.code === field)) {
        tell(`${path}.declarations.${position}`, 'wording_unknown');
      }
    });
  });
}
