import type { FormDefinition, RowField, RowValue, Values } from '../../forms/definition.ts';
import { type Personal, rowTypeOf } from '../../forms/fields/registry.ts';
import { leafFields, mapLeaves } from '../../forms/leaves.ts';
import type { Keys } from '../../platform/crypto.ts';

/**
 * What tells who or where a person is, such as numbers of documents and phones: encrypted where it
 * is stored, whole only for the person, masked for everybody else. The type of a field says how.
 */

/**
 * Where values stand: what was encrypted for one person's field cannot be decrypted as another's. `within` names what
 * else than the person's reports they stand in.
 */
type Owner = { definition: FormDefinition; enrolmentId: number; within?: string };

export function encryptValues(keys: Keys, owner: Owner, values: Values): Values {
  return changePersonal(owner, values, (personal, { code }, value) =>
    personal.encrypt(value, (text) =>
      keys.encrypt(purposeOf(owner, code), text).toString('base64'),
    ),
  );
}

/** Undoes {@link encryptValues}. Throws for what was encrypted for somebody else, or not at all. */
export function decryptValues(keys: Keys, owner: Owner, values: Values): Values {
  return changePersonal(owner, values, (personal, { code }, stored) =>
    personal.decrypt(stored, (text) =>
      keys.decrypt(purposeOf(owner, code), Buffer.from(text, 'base64')).reveal(),
    ),
  );
}

/** As {@link decryptValues}, masked. */
export function maskValues(keys: Keys, owner: Owner, values: Values): Values {
  const whole = decryptValues(keys, owner, values);
  return changePersonal(owner, whole, (personal, _, value) => personal.mask(value));
}

function purposeOf({ enrolmentId, within = 'reports.field' }: Owner, code: string): string {
  return `${within} ${enrolmentId} ${code}`;
}

type Change = (personal: Personal<unknown>, field: RowField, value: RowValue) => unknown;

function changePersonal({ definition: { fields } }: Owner, values: Values, change: Change): Values {
  if (!leafFields(fields).some((field) => rowTypeOf(field).personal)) return values;
  return mapLeaves(fields, values, (field, value) => {
    const { personal } = rowTypeOf(field);
    return personal ? change(personal, field, value) : value;
  });
}
