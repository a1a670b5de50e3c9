import { defineEvent } from '../../../platform/events.ts';
import type { Tx } from '../../../platform/platform.ts';

/** What became of what opens somebody's account. */
export type AccountChange = 'phone_changed' | 'password_reset' | 'wechat_bound';

/** Something that opens an account was changed. Whoever did not do it themselves must hear of it. */
export const accountChanged = defineEvent<{
  personId: string;
  realm: string;
  change: AccountChange;
}>('people.account-changed');

/** Notes in the trail what was changed, and tells it. */
export async function tellAccountChanged(
  tx: Tx,
  personId: string,
  realm: string,
  change: AccountChange,
): Promise<void> {
  await tx.audit({ action: `person.${change}`, personId, details: { realm } });
  await tx.emit(accountChanged, [{ personId, realm, change }]);
}
