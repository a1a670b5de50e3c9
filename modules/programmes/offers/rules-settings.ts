import type { ProgrammeContent, Service } from '../../../forms/programme.ts';
import {
  changedSettings,
  type FormSettings,
  mergeSettings,
  type ProgrammeSettings,
  settingsOf,
} from '../../../forms/programme-settings.ts';
import { type Compared, type Offer, partOfForm } from './rules.ts';

/**
 * What a mended template offers of the settings, over those in force or over the draft of them. Nothing where it says
 * nothing new.
 */
export function settingsOffer(
  said: Compared,
  inForce: ProgrammeContent,
  draft: ProgrammeSettings | null,
): Offer<ProgrammeSettings> | undefined {
  const ours = draft ?? settingsOf(inForce);
  const { base, theirs } = sides(said, ours);
  const { merged, conflicts } = mergeSettings(base, ours, theirs);
  if (changedSettings(ours, merged).length + conflicts.length === 0) return undefined;
  return {
    before: ours,
    keepingOurs: merged,
    takingTheirs: conflicts.length > 0 ? mergeSettings(base, theirs, ours).merged : null,
  };
}

type Sides = { base: ProgrammeSettings; theirs: ProgrammeSettings };

/** What was said and what is said now, but for what is the programme's own or cannot be changed by a draft. */
function sides({ theirs, base }: Compared, ours: ProgrammeSettings): Sides {
  const [was, said] = [settingsOf(base('settings')), settingsOf(theirs)];
  /** Of a form that came later, what was said when it was taken. */
  const formerOf = (code: string): FormSettings | undefined =>
    find(was.forms, code) ?? find(settingsOf(base(partOfForm(code))).forms, code);
  const forms = ours.forms.map((own) =>
    sidesOfForm(own, formerOf(own.code), find(said.forms, own.code)),
  );
  const hasSameKind = (said.colours === undefined) === (ours.colours === undefined);
  const put = (side: ProgrammeSettings, of: 'base' | 'theirs'): ProgrammeSettings => {
    const { colours, ...rest } = side;
    const shown = hasSameKind ? colours : ours.colours;
    return {
      ...rest,
      services: servicesOf(side, was, ours),
      forms: forms.map((each) => each[of]),
      ...(shown && { colours: shown }),
    };
  };
  return {
    base: { ...put(was, 'base'), groups: ours.groups },
    theirs: { ...put(said, 'theirs'), groups: withoutRemoved(ours.groups, was, said) },
  };
}

const find = <T extends { code: string }>(items: readonly T[], code: string) =>
  items.find((each) => each.code === code);

/** How often a published form is filled in stays; a form that only one of the two knows is the programme's own. */
function sidesOfForm(own: FormSettings, was?: FormSettings, now?: FormSettings) {
  if (!was || !now) return { base: own, theirs: own };
  const isOther = [was, now].some(({ policy }) => policy.slots !== own.policy.slots);
  const side = ({ code, policy, alerts }: FormSettings): FormSettings => ({
    ...{ code, alerts },
    policy: isOther ? own.policy : policy,
  });
  return { base: side(was), theirs: side(now) };
}

/**
 * The services of a side. In those that the programme has, a form that the settings did not know comes with its own draft,
 * which says what offers it; it stands where the programme has it.
 */
function servicesOf(
  { services }: ProgrammeSettings,
  was: ProgrammeSettings,
  ours: ProgrammeSettings,
): Service[] {
  const known = new Set(was.forms.map(({ code }) => code));
  return services.map((service) => {
    const own = find(ours.services, service.code);
    if (!service.forms || !own) return service;
    const given = Array.isArray(own.forms) ? own.forms : [];
    const forms = [
      ...service.forms.filter((code) => known.has(code)),
      ...given.filter((code) => !known.has(code)),
    ];
    return { ...service, forms: forms.length > 0 ? forms : given };
  });
}

/** Groups are the programme's own; they only lose services that the template has taken away. */
function withoutRemoved(
  groups: ProgrammeSettings['groups'],
  was: ProgrammeSettings,
  said: ProgrammeSettings,
): ProgrammeSettings['groups'] {
  const left = new Set(said.services.map(({ code }) => code));
  const removed = new Set(was.services.map(({ code }) => code).filter((code) => !left.has(code)));
  if (removed.size === 0) return groups;
  return groups.map((group) => ({
    ...group,
    services: group.services?.filter((code) => !removed.has(code)),
  }));
}
