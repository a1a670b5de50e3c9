import { checkTemplate } from './check-template.ts';
import type { Problem } from './problems.ts';
import type { ProgrammeContent } from './programme.ts';
import { type ProgrammeSettings, withSettings } from './programme-settings.ts';

/**
 * Everything for which settings cannot be published. Paths begin at the settings; what they would break elsewhere in
 * the programme begins with `programme`.
 */
export function settingsProblems(
  programme: ProgrammeContent,
  settings: ProgrammeSettings,
): Problem[] {
  return checkTemplate(withSettings(programme, settings)).map(({ path, ...rest }) => ({
    ...rest,
    path: ownPath(programme, settings, path),
  }));
}

function ownPath(programme: ProgrammeContent, settings: ProgrammeSettings, path: string): string {
  if (/^(groups|services|days|colours)(\.|$)/.test(path)) return path;
  const [, index, part, rest] =
    /^forms\.(\d+)\.(policy|definition\.alerts)(?:\.(.+))?$/.exec(path) ?? [];
  const code = programme.forms[Number(index)]?.definition.code;
  const own = settings.forms.findIndex((form) => form.code === code);
  if (part === undefined || own === -1) return `programme.${path}`;
  const name = part === 'policy' ? 'policy' : 'alerts';
  return ['forms', own, name, rest].filter((each) => each !== undefined).join('.');
}
