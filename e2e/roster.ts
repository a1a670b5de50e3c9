import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of the sample rosters. */
export const examples = join(import.meta.dirname, '..', 'examples');

/** Somebody of the sample roster, with the initial password that follows from their passport. */
export function personOfRoster(card: string) {
  const lines = readFileSync(join(examples, 'roster-500.csv'), 'utf8').split('\r\n');
  const cells = lines.find((line) => line.startsWith(`${card},`))?.split(',') ?? [];
  const [, , name = '', , , issuedOn = ''] = cells;
  return { card, name, initialPassword: issuedOn.replaceAll('-', '') };
}
