import { randomUUID } from 'node:crypto';
import { people } from '../../../../modules/people/contract.ts';
import type { Stage } from './stage.tsx';

/**
 * Has the server make captchas, each good for five minutes; gives their ids as they come. `guarded`
 * brings a puzzle beside each picture.
 */
export function captchas({ server }: Stage, { guarded = false } = {}): string[] {
  const made: string[] = [];
  server.on(people.captcha, ({ body }) => {
    const id = randomUUID();
    made.push(id);
    const isPicture = body.kind === 'picture';
    const shown = {
      ...(isPicture && { picture: id }),
      ...((guarded || !isPicture) && { puzzle: { puzzle: id } }),
    };
    return { id, expiresAt: new Date(server.now() + 300_000).toISOString(), ...shown };
  });
  return made;
}
