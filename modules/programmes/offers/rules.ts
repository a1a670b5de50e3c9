import type {
  ProgrammeContent,
  ProgrammeIdentity,
  ProgrammeStructure,
  ProgrammeTemplate,
} from '../../../forms/programme.ts';
import { identityOf, withIdentity } from '../../../forms/programme-identity.ts';
import { isRetired } from '../../../forms/purposes.ts';
import { movedTo, withoutParts } from '../../../forms/template.ts';

/** What a template says, and the days on which it says so: those that it names outright move with the start. */
export type Said = ProgrammeStructure & Pick<ProgrammeContent, 'startsOn' | 'endsOn'>;

/** What a programme was made from: the code of its template, and the parts that it does without. */
export type Origin = { template: string; without: string[] };

/** A part of a programme about which is decided by itself: its settings, or one of its forms. */
export type Part = 'settings' | `forms.${string}`;

export const partOfForm = (code: string): Part => `forms.${code}`;

/** The code of the form that a part is. */
export const formIn = (part: Part): string => part.slice('forms.'.length);

/** What has been said up to now of each part: by the first version, or by the template that was decided about last. */
export type Bases = (part: Part) => Said;

export function saidBy(template: ProgrammeTemplate, without: readonly string[]): Said {
  const { startsOn, endsOn } = template;
  return { ...withoutParts(template, without), startsOn, endsOn };
}

/** What a template says now and what it said, so that nothing else differs than what was mended. */
export type Compared = { theirs: ProgrammeContent; base: (part: Part) => ProgrammeContent };

/**
 * Both under the identity and on the days that a programme has now: otherwise another name, or a postponement, would be
 * taken for a mended template. Wording that belongs to the identity is the programme's own, also where it has none any more.
 */
export function compared(template: Said, bases: Bases, ours: ProgrammeContent): Compared {
  const identity = identityOf(ours);
  const theirs = asOf(template, ours, identity);
  const worded = { ...identity, forms: identityOf(theirs).forms ?? [] };
  return { theirs, base: (part) => asOf(bases(part), ours, worded) };
}

/** How people sign in is the programme's own. */
function asOf(said: Said, ours: ProgrammeContent, identity: ProgrammeIdentity): ProgrammeContent {
  const { code, signIn, startsOn, endsOn } = ours;
  return movedTo(withIdentity({ ...said, code, signIn }, identity), startsOn, endsOn);
}

/** Where two ways of putting a part together stand: what both changed says which of them differ. */
export type Offer<T> = {
  /** What is there now; null for a form that the programme does not have. */
  before: T | null;
  /** With what is offered; what both changed, and differently, says what the programme says. */
  keepingOurs: T;
  /** The same, but what both changed says what the template says; null where there is no such thing. */
  takingTheirs: T | null;
};

/** Forms that the programme was made with, and still has, and of which its template knows no more. */
export function droppedForms(
  base: Pick<Said, 'forms'>,
  template: Pick<Said, 'forms'>,
  ours: ProgrammeContent,
): string[] {
  const [was, now, has] = [base, template, ours].map((each) => new Set(codesOfForms(each)));
  return [...(has ?? [])].filter(
    (code) => was?.has(code) && !now?.has(code) && !isRetired(ours, code),
  );
}

export const codesOfForms = ({ forms }: Pick<Said, 'forms'>): string[] =>
  forms.map(({ definition }) => definition.code);

/**
 * The template that a programme was made from whose first version this is: one that has all its forms, each with half of
 * its questions at least, and all its services. For programmes of which nothing else tells it.
 */
export function originOf(
  templates: readonly ProgrammeTemplate[],
  first: ProgrammeContent,
): Origin | undefined {
  const fitting = templates.filter(({ structure }) => isLike(structure, first));
  const [template] = fitting.toSorted(
    (one, other) => one.structure.forms.length - other.structure.forms.length,
  );
  if (!template) return undefined;
  return { template: template.code, without: partsLeftOut(template, first) };
}

function isLike(structure: ProgrammeStructure, first: ProgrammeContent): boolean {
  const services = new Set(structure.services.map(({ code }) => code));
  const forms = new Map(structure.forms.map(({ definition }) => [definition.code, definition]));
  return (
    first.forms.length > 0 &&
    first.services.every(({ code }) => services.has(code)) &&
    first.forms.every(({ definition: { code, fields } }) => {
      const known = new Set(forms.get(code)?.fields.map((field) => field.code));
      return fields.filter((field) => known.has(field.code)).length * 2 >= fields.length;
    })
  );
}

/** Parts of a template of which a programme has nothing. */
function partsLeftOut({ parts }: ProgrammeTemplate, content: ProgrammeContent): string[] {
  const codes = new Set([
    ...codesOfForms(content).map((code) => `form ${code}`),
    ...content.attributes.map(({ code }) => `attribute ${code}`),
    ...content.milestones.map(({ code }) => `milestone ${code}`),
  ]);
  return parts
    .filter(({ forms, attributes, milestones }) =>
      [
        ...forms.map((code) => `form ${code}`),
        ...attributes.map((code) => `attribute ${code}`),
        ...milestones.map((code) => `milestone ${code}`),
      ].every((each) => !codes.has(each)),
    )
    .map(({ code }) => code);
}
