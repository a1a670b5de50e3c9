import { addDays, daysBetween } from './days.ts';
import type { Day } from './definition.ts';
import type { DayEdge, Match } from './policy.ts';
import type {
  InitialPassword,
  ProgrammeContent,
  ProgrammeForm,
  ProgrammeIdentity,
  ProgrammeStructure,
  ProgrammeTemplate,
} from './programme.ts';
import { type IdentityNeeds, pagesOf, withIdentity } from './programme-identity.ts';

/** What somebody decides who makes a programme from a template. */
type FromTemplate = {
  identity: ProgrammeIdentity;
  /** Codes of parts of the template that the programme does without. */
  without?: readonly string[];
  /** Left out: what the template has. */
  initialPassword?: InitialPassword | undefined;
};

/** A programme made from a template under an identity of its own, on the template's days still. */
export function programmeFrom(
  template: ProgrammeTemplate,
  { identity, without = [], initialPassword }: FromTemplate,
): ProgrammeContent {
  const { code, startsOn, endsOn } = template;
  const structure = withInitialPassword(withoutParts(template, without), initialPassword);
  return withIdentity({ ...structure, code, startsOn, endsOn }, identity);
}

/**
 * A structure whose initial passwords are these. A one-time password is good for one account, which all apps
 * of the programme then share.
 */
function withInitialPassword(
  structure: ProgrammeStructure,
  initialPassword: InitialPassword | undefined,
): ProgrammeStructure {
  if (!initialPassword) return structure;
  const { signIn } = structure;
  return {
    ...structure,
    signIn: {
      ...signIn,
      ...(initialPassword === 'random' && { credentials: 'programme' }),
      ways: signIn.ways.map((way) => (way.type === 'card' ? { ...way, initialPassword } : way)),
    },
  };
}

/** What the initial passwords of a programme are unless it is made with others; undefined where it has none. */
export function templateInitialPassword({
  structure,
}: ProgrammeTemplate): InitialPassword | undefined {
  const card = structure.signIn.ways.find((way) => way.type === 'card');
  return card && (card.initialPassword ?? 'date');
}

/** The programme of the template's example. */
export function exampleOf(template: ProgrammeTemplate): ProgrammeContent {
  return programmeFrom(template, { identity: template.example });
}

/** What the identity of a programme made from the template must have. */
export function templateNeeds({ structure, draft }: ProgrammeTemplate): IdentityNeeds {
  return {
    card: structure.signIn.ways.some(({ type }) => type === 'card'),
    declaration: draft.declaration !== undefined,
    pages: pagesOf(structure.services),
  };
}

/** A programme on other days; days that are named outright move along with the start. */
export function movedTo(content: ProgrammeContent, startsOn: Day, endsOn: Day): ProgrammeContent {
  const by = daysBetween(content.startsOn, startsOn);
  const edge = (at: DayEdge): DayEdge => {
    if ('on' in at) return { on: addDays(at.on, by) };
    return 'otherwise' in at && at.otherwise ? { ...at, otherwise: edge(at.otherwise) } : at;
  };
  const form = (each: ProgrammeForm): ProgrammeForm => {
    const { window } = each.policy;
    if (!window) return each;
    return {
      ...each,
      policy: { ...each.policy, window: { from: edge(window.from), to: edge(window.to) } },
    };
  };
  return {
    ...content,
    startsOn,
    endsOn,
    days: content.days.map((rule) => ({ ...rule, from: edge(rule.from), to: edge(rule.to) })),
    forms: content.forms.map(form),
  };
}

/** What is left of a template's structure without some of its parts. */
export function withoutParts(
  { structure, parts }: ProgrammeTemplate,
  without: readonly string[],
): ProgrammeStructure {
  const gone = parts.filter(({ code }) => without.includes(code));
  const forms = new Set(gone.flatMap((part) => part.forms));
  const attributes = new Set(gone.flatMap((part) => part.attributes));
  const milestones = new Set(gone.flatMap((part) => part.milestones));
  const defaults = new Map(
    structure.attributes.map((attribute) => [attribute.code, attribute.default]),
  );
  const concerned = <T extends { for?: Match }>(rules: T[]): T[] =>
    rules.flatMap((rule) => {
      const asked = Object.entries(rule.for?.attributes ?? {});
      const others = asked.filter(([code]) => !attributes.has(code));
      if (others.length === asked.length) return [rule];
      const isOfNobody = asked.some(
        ([code, value]) => attributes.has(code) && defaults.get(code) !== value,
      );
      return isOfNobody ? [] : [narrowed(rule, others)];
    });
  return {
    ...structure,
    forms: structure.forms.filter(({ definition }) => !forms.has(definition.code)),
    services: structure.services.map((service) =>
      service.forms
        ? { ...service, forms: service.forms.filter((code) => !forms.has(code)) }
        : service,
    ),
    attributes: structure.attributes.filter(({ code }) => !attributes.has(code)),
    milestones: structure.milestones.filter(({ code }) => !milestones.has(code)),
    days: concerned(structure.days),
    phases: concerned(structure.phases),
  };
}

function narrowed<T extends { for?: Match }>(
  { for: match, ...rule }: T,
  attributes: [string, NonNullable<Match['attributes']>[string]][],
): T {
  const { attributes: _, ...kept } = match ?? {};
  const left =
    attributes.length > 0 ? { ...kept, attributes: Object.fromEntries(attributes) } : kept;
  return (Object.keys(left).length > 0 ? { ...rule, for: left } : rule) as T;
}
