import type { ProgrammeDefinition } from '../../../forms/programme.ts';
import { identifiersOf } from '../../../forms/sign-in.ts';
import { isPersonalKind } from '../../people/public.ts';
import { furtherColumn } from '../roster/columns.ts';

const maxShown = 60;
/** Initial passwords are made from them. */
const documentDays = ['validFrom', 'issuedOn', 'birthDate'];

/**
 * What a cell holds, as a preview may show it: the figures of documents' days and of personal identifiers
 * are covered, so that their shape alone tells what is wrong.
 */
export function cellShower(definition: ProgrammeDefinition): (key: string, text: string) => string {
  const personal = identifiersOf(definition.signIn)
    .map(({ kind }) => kind)
    .filter(isPersonalKind);
  const covered = new Set<string>([
    ...documentDays,
    ...personal.flatMap((kind) => [kind, furtherColumn(kind)]),
  ]);
  return (key, text) => {
    const short = text.length > maxShown ? `${text.slice(0, maxShown)}…` : text;
    return covered.has(key) ? short.replace(/\p{N}/gu, '•') : short;
  };
}
