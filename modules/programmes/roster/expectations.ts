import type { Text } from '../../../forms/definition.ts';
import { describePattern } from '../../../forms/describe-pattern.ts';
import type { Attribute, ProgrammeDefinition } from '../../../forms/programme.ts';
import {
  documentsOf,
  type IdentifierKind,
  identifiersOf,
  type ProgrammeIdentifier,
} from '../../../forms/sign-in.ts';
import { attributeColumn, furtherColumn } from './columns.ts';

const yesOrNo: Text = { zh: '“是”或“否”', en: 'yes or no' };
const maxNamed = 12;

/** What a roster expects in its columns, in words; columns that take any text are left out. */
export function expectationsOf(definition: ProgrammeDefinition): Record<string, Text> {
  const { signIn, groups, attributes, startsOn } = definition;
  const day: Text = { zh: `日期，如 ${startsOn}`, en: `a date such as ${startsOn}` };
  const documents = documentsOf(signIn);
  return {
    ...Object.fromEntries(identifiersOf(signIn).flatMap(ofIdentifier)),
    group: oneOf(groups.map(({ name }) => name)),
    ...(documents.length > 0 && {
      documentType: oneOf(documents.map(({ label }) => label)),
      ...{ validFrom: day, issuedOn: day, birthDate: day },
    }),
    ...{ startsOn: day, endsOn: day },
    ...Object.fromEntries(attributes.flatMap(ofAttribute)),
  };
}

/** Kinds of identifiers that are written in one way in every programme. */
const written: Partial<Record<IdentifierKind, Text>> = {
  phone: {
    zh: '手机号，国外号码以 + 和国家代码开头',
    en: 'a phone number; one from abroad begins with + and the country’s code',
  },
  identity: {
    zh: '18 位身份证、居住证或永居证号码；其他证件写作“passport 号码”',
    en: 'the 18 characters of an identity card or residence permit; of a passport: passport and the number',
  },
};

function ofIdentifier({ kind, pattern }: ProgrammeIdentifier): [string, Text][] {
  const text = written[kind] ?? (pattern && describePattern(pattern));
  return text
    ? [
        [kind, text],
        [furtherColumn(kind), text],
      ]
    : [];
}

function ofAttribute(attribute: Attribute): [string, Text][] {
  const column = attributeColumn(attribute);
  if (attribute.type === 'yesno') return [[column, yesOrNo]];
  if (attribute.type !== 'choice') return [];
  return [[column, oneOf((attribute.options ?? []).map(({ label }) => label))]];
}

function oneOf(names: Text[]): Text {
  const named = names.slice(0, maxNamed);
  const more = names.length > maxNamed;
  return {
    zh: `${named.map(({ zh }) => zh).join('、')}${more ? '等' : ''}之一`,
    en: `one of ${named.map(({ en }) => en).join(', ')}${more ? ' …' : ''}`,
  };
}
