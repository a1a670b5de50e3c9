import type { ProgrammeContent, ProgrammeTemplate } from '../programme.ts';
import { identityOf } from '../programme-identity.ts';

/** The template of which an invented programme is the example. */
export function templateOf(
  content: ProgrammeContent,
  parts: ProgrammeTemplate['parts'] = [],
): ProgrammeTemplate {
  const { code, name, startsOn, endsOn, pages, declaration } = content;
  return {
    ...{ code, title: name, description: name, startsOn, endsOn, structure: content, parts },
    draft: { pages, ...(declaration && { declaration }) },
    example: identityOf(content),
  };
}
