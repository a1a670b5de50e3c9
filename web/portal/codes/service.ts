import type { Service } from '../../../forms/programme.ts';
import { servicesOf } from '../../shared/participant/forms.ts';
import type { Mine } from '../../shared/participant/session.ts';

/** The service by which the person's group has a code; nothing where it has none. */
export function codeServiceOf(mine: Mine): Service | undefined {
  return servicesOf(mine).find(({ service }) => service.kind === 'code')?.service;
}
