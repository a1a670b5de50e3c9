import type { Static } from 'typebox';
import type { PublishedForm } from '../contract.ts';
import type { FormVersion } from '../model.ts';

export function serializeForm(form: FormVersion): Static<typeof PublishedForm> {
  const { id, version, definition, policy, offeredTo, requiredOf } = form;
  return {
    versionId: id,
    version,
    definition,
    policy,
    ...(offeredTo && { offeredTo }),
    ...(requiredOf && { requiredOf }),
  };
}
