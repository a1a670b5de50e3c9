import { isPlain } from './check-shape.ts';
import { checkTemplate } from './check-template.ts';
import type { FormPolicy, Match } from './policy.ts';
import type { Problem } from './problems.ts';
import type { ProgrammeContent, ProgrammeForm, Service } from './programme.ts';
import type { FormPurpose } from './purposes.ts';
import { isCheckForm, isPlacedForm } from './purposes.ts';

/**
 * A form while somebody builds it: its definition may be anything that was typed so far. What the programme says of
 * the form beside its definition stands here as well, so that all of it is published together.
 */
export type FormDraft = {
  purpose: FormPurpose;
  /** Codes of the services that offer it; none for a form of checks. */
  services: string[];
  definition: unknown;
  policy: FormPolicy;
  offeredTo?: Match;
  requiredOf?: Match;
  /** People are offered it only where it is given to their unit. */
  byPlace: boolean;
};

/** A published form as a draft begins from it. */
export function draftFrom(programme: ProgrammeContent, form: ProgrammeForm): FormDraft {
  const { code } = form.definition;
  return {
    purpose: isCheckForm(programme, code) ? 'check' : 'report',
    services: programme.services.filter(({ forms }) => forms?.includes(code)).map(codeOf),
    byPlace: isPlacedForm(programme, code),
    ...form,
  };
}

const codeOf = ({ code }: { code: string }) => code;

/** A programme with a form as its draft has it, under this code. */
export function withDraft(
  programme: ProgrammeContent,
  code: string,
  draft: FormDraft,
): ProgrammeContent {
  const {
    purpose,
    services,
    byPlace,
    definition: typed,
    ...rest
  } = keepingAlerts(programme, code, draft);
  const definition = isPlain(typed) ? { ...typed, code } : typed;
  const form = { definition, ...rest } as ProgrammeForm;
  const isNew = indexOf(programme, code) === programme.forms.length;
  const { checkForms = [], placedForms = [], screeningForm, ...others } = programme;
  const isFurther = purpose === 'check' && screeningForm !== code && !checkForms.includes(code);
  const checks = isFurther ? [...checkForms, code] : checkForms;
  const unplaced = placedForms.filter((each) => each !== code);
  const placed = byPlace ? [...unplaced, code] : unplaced;
  return {
    ...others,
    ...(screeningForm !== undefined && { screeningForm }),
    ...(checks.length > 0 && { checkForms: checks }),
    ...(placed.length > 0 && { placedForms: placed }),
    services: programme.services.map((service) => offering(service, code, services)),
    forms: isNew
      ? [...programme.forms, form]
      : programme.forms.map((each) => (each.definition.code === code ? form : each)),
  };
}

/**
 * A draft with the alert rules of its form as it is published: these are changed with the rules of the programme,
 * which takes two people.
 */
export function keepingAlerts(
  programme: ProgrammeContent,
  code: string,
  draft: FormDraft,
): FormDraft {
  const published = programme.forms[indexOf(programme, code)];
  if (!published || !isPlain(draft.definition)) return draft;
  const { alerts: _, ...definition } = draft.definition;
  const { alerts } = published.definition;
  return { ...draft, definition: { ...definition, ...(alerts && { alerts }) } };
}

/** Where the form stands among those of the programme, or would. */
function indexOf({ forms }: ProgrammeContent, code: string): number {
  const index = forms.findIndex(({ definition }) => definition.code === code);
  return index === -1 ? forms.length : index;
}

/** A service that offers the form or does not; the others keep their order. */
function offering(service: Service, code: string, services: readonly string[]): Service {
  const { forms = [] } = service;
  const isOffered = forms.includes(code);
  if (service.kind !== 'reports' || isOffered === services.includes(service.code)) return service;
  return {
    ...service,
    forms: isOffered ? forms.filter((each) => each !== code) : [...forms, code],
  };
}

/**
 * Everything for which a draft cannot be published. Paths begin at the draft: `definition.fields.0.label`; what it would
 * break elsewhere in the programme begins with `programme`.
 */
export function draftProblems(
  programme: ProgrammeContent,
  code: string,
  draft: FormDraft,
): Problem[] {
  return ownPaths(checkTemplate(withDraft(programme, code, draft)), programme, code, draft);
}

/** Mistakes of a whole programme, as whoever builds one of its forms sees them. */
function ownPaths(
  problems: Problem[],
  programme: ProgrammeContent,
  code: string,
  { purpose, services }: FormDraft,
): Problem[] {
  const own = `forms.${indexOf(programme, code)}.`;
  const reports = programme.services.filter(({ kind }) => kind === 'reports').map(codeOf);
  const unknown = services.findIndex((each) => !reports.includes(each));
  const more: Problem[] =
    unknown === -1
      ? []
      : [
          {
            path: 'services',
            code: 'unknown_reference',
            params: { code: services[unknown] ?? '' },
          },
        ];
  return [...more, ...problems].map(({ path, ...rest }) => {
    if (path.startsWith(own)) return { ...rest, path: path.slice(own.length).replace(/\.$/, '') };
    if (path.startsWith('services')) return { ...rest, path: 'services' };
    if (path.startsWith('placedForms')) return { ...rest, path: 'byPlace' };
    const isPurpose = path === 'screeningForm' || path.startsWith('checkForms');
    if (isPurpose && purpose === 'check') return { ...rest, path: 'purpose' };
    return { ...rest, path: `programme.${path}` };
  });
}
