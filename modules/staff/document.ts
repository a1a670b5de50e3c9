import type { IdentityValue } from '../../forms/definition.ts';
import { cleanIdentity, identityText } from '../../forms/identity.ts';
import type { Platform } from '../../platform/platform.ts';
import { invalid } from '../../platform/problems.ts';
import type { Identifier } from '../people/public.ts';

/** The document that was typed, as its holder is known by it. Throws `invalid_input` at its number. */
export function documentOf({ clock }: Platform, identity: IdentityValue): Identifier {
  const today = clock.now().toISOString().slice(0, 10);
  const cleaned = cleanIdentity(identity.kind, identity.number, today);
  if ('problem' in cleaned) throw invalid({ path: 'identity.number', code: cleaned.problem });
  return { kind: 'identity', value: identityText(cleaned.value) };
}
