import type { Field, FormDefinition, IdentityValue, Row, Values } from '../../forms/definition.ts';
import type { Keys } from '../../platform/crypto.ts';
import { masked } from './words.ts';

/**
 * Numbers of documents and phones in reports: encrypted where they are kept, whole only for whom
 * they belong to, masked for everybody else.
 */

/** Where values stand: what was sealed for one person's field does not open as another's. */
export type Owner = { definition: FormDefinition; enrolmentId: number };

const isSealedField = ({ type }: Field): boolean => type === 'identity' || type === 'phone';

/** Whether reports of this form hold anything that is sealed. */
export function hasSealed({ fields }: FormDefinition): boolean {
  return fields.some((field) =>
    field.type === 'group' ? field.fields.some(isSealedField) : isSealedField(field),
  );
}

export function encryptValues(keys: Keys, owner: Owner, values: Values): Values {
  return changed(owner, values, (text, { code }) =>
    keys.seal(purposeOf(owner, code), text).toString('base64'),
  );
}

/** Undoes {@link encryptValues}. Throws for what was sealed for somebody else, or not at all. */
export function decryptValues(keys: Keys, owner: Owner, values: Values): Values {
  return changed(owner, values, (text, { code }) =>
    keys.open(purposeOf(owner, code), Buffer.from(text, 'base64')).reveal(),
  );
}

/** As {@link decryptValues}, with all but the ends of each number hidden. */
export function maskValues(keys: Keys, owner: Owner, values: Values): Values {
  return changed(owner, decryptValues(keys, owner, values), (text, { type }) => maskOf(type, text));
}

function maskOf(type: Field['type'], text: string): string {
  return masked(text, type === 'phone' ? 4 : 2);
}

function purposeOf({ enrolmentId }: Owner, code: string): string {
  return `reports.field ${enrolmentId} ${code}`;
}

type Change = (text: string, field: Field) => string;

function changed({ definition }: Owner, values: Values, change: Change): Values {
  return hasSealed(definition) ? withChanged(definition.fields, values, change) : values;
}

function withChanged<T extends Values | Row>(fields: Field[], values: T, change: Change): T {
  const result: Values = { ...values };
  for (const field of fields) {
    const value = values[field.code];
    if (value === undefined) continue;
    if (field.type === 'phone') result[field.code] = change(value as string, field);
    if (field.type === 'identity') {
      const { kind, number } = value as IdentityValue;
      result[field.code] = { kind, number: change(number, field) };
    }
    if (field.type === 'group') {
      const rows = value as Row[];
      result[field.code] = rows.map((row) => withChanged(field.fields, row, change));
    }
  }
  return result as T;
}
