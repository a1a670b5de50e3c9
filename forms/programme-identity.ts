import type { FormDefinition, Text } from './definition.ts';
import { isSame } from './identity-changes.ts';
import type {
  CardNaming,
  CardWay,
  FormWording,
  ProgrammeContent,
  ProgrammeForm,
  ProgrammeIdentity,
  ProgrammeStructure,
} from './programme.ts';
import { wayOf } from './sign-in.ts';

/** What an identity must have for a structure: the pages that its services open, a name for its card. */
export type IdentityNeeds = { card: boolean; declaration: boolean; pages: string[] };

/** What the identity of a programme that exists must keep. */
export function needsOf({ signIn, declaration, services }: ProgrammeContent): IdentityNeeds {
  return {
    card: wayOf(signIn, 'card') !== undefined,
    declaration: declaration !== undefined,
    pages: pagesOf(services),
  };
}

/** The codes of the pages that the services show. */
export function pagesOf(services: ProgrammeStructure['services']): string[] {
  return services.flatMap(({ page }) => page ?? []);
}

type Named = Pick<ProgrammeContent, 'code' | 'startsOn' | 'endsOn'>;

/**
 * A structure, or a whole programme, with an identity put on. A declaration that says something else than
 * `before` gets the next version, so that everybody is asked anew.
 */
export function withIdentity(
  structure: ProgrammeStructure & Named,
  identity: ProgrammeIdentity,
  before?: ProgrammeContent['declaration'],
): ProgrammeContent {
  const { card, declaration, attributes = [], forms = [], ...plain } = identity;
  // What the former identity had and this one has not must not shine through.
  const { declaration: _, brand: __, ...rest } = structure as ProgrammeContent;
  const labels = new Map(attributes.map(({ code, label }) => [code, label]));
  const wordings = new Map(forms.map((wording) => [wording.code, wording]));
  return {
    ...rest,
    ...plain,
    signIn: { ...structure.signIn, ways: structure.signIn.ways.map((way) => named(way, card)) },
    ...(declaration && {
      declaration: { ...declaration, version: versionOf(declaration, before) },
    }),
    attributes: structure.attributes.map((each) => ({
      ...each,
      label: labels.get(each.code) ?? each.label,
    })),
    forms: structure.forms.map((form) => worded(form, wordings.get(form.definition.code))),
  };
}

type Way = ProgrammeStructure['signIn']['ways'][number];

function named(way: Way, card: CardNaming | undefined): ProgrammeContent['signIn']['ways'][number] {
  if (way.type !== 'card') return way;
  if (!card) throw new Error('Who signs in by card needs a name for it.');
  const { type, documents, initialPassword } = way;
  return { type, documents, ...(initialPassword && { initialPassword }), ...card };
}

function versionOf(
  { title, text }: NonNullable<ProgrammeIdentity['declaration']>,
  before: ProgrammeContent['declaration'],
): number {
  if (!before) return 1;
  return isSame(title, before.title) && isSame(text, before.text)
    ? before.version
    : before.version + 1;
}

function worded(form: ProgrammeForm, wording: FormWording | undefined): ProgrammeForm {
  if (!wording) return form;
  const texts = new Map(wording.declarations?.map(({ code, text }) => [code, text]));
  const { definition } = form;
  return {
    ...form,
    definition: {
      ...definition,
      ...(wording.intro && { intro: wording.intro }),
      fields: definition.fields.map((field) => {
        const text = field.type === 'declaration' ? texts.get(field.code) : undefined;
        return field.type === 'declaration' && text ? { ...field, text } : field;
      }),
    },
  };
}

/** The wording of a form that an identity may say in words of its own. */
export function wordingOf({ code, intro, fields }: FormDefinition): FormWording {
  const declarations = fields.flatMap((field): { code: string; text: Text }[] =>
    field.type === 'declaration' ? [{ code: field.code, text: field.text }] : [],
  );
  return { code, ...(intro && { intro }), ...(declarations.length > 0 && { declarations }) };
}

/** The identity that a programme has now, complete, so that it can be changed. */
export function identityOf(programme: ProgrammeContent): ProgrammeIdentity {
  const { name, shortName, organiser, contacts, brand, groups, pages } = programme;
  const { declaration, signIn, attributes, forms } = programme;
  const card = wayOf(signIn, 'card');
  return {
    ...{ name, shortName, organiser, contacts, groups, pages },
    ...(brand && { brand }),
    ...(card && { card: namingOf(card) }),
    ...(declaration && { declaration: { title: declaration.title, text: declaration.text } }),
    attributes: attributes.map(({ code, label }) => ({ code, label })),
    forms: forms.map(({ definition }) => wordingOf(definition)),
  };
}

function namingOf({ type, documents, initialPassword, ...naming }: CardWay): CardNaming {
  return naming;
}
