import type { ProgrammeContent, ProgrammeTemplate } from '../../../forms/programme.ts';
import { wordingOf } from '../../../forms/programme-identity.ts';
import { programmeFrom, templateNeeds, withoutParts } from '../../../forms/template.ts';
import { type BodyOf, commonProblems } from '../../../platform/contract.ts';
import type { Platform, Tx } from '../../../platform/platform.ts';
import {
  getOrNotFound,
  invalid,
  mapConstraintErrors,
  Problem,
} from '../../../platform/problems.ts';
import type { Actor, PlaceScope } from '../../../platform/scope.ts';
import { findPlace } from '../../places/public.ts';
import { type programmes, programmesProblems } from '../contract.ts';
import { requireIdentity, trimmed } from '../identity/rules.ts';
import type { Programme } from '../model.ts';
import { createProgramme } from './create.ts';

/**
 * Makes a programme from one of the installation's templates under an identity of its own, at a place of
 * the scope or at a new one below it. Throws `forbidden` where the actor may not manage places there.
 */
export async function createFromTemplate(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  templates: readonly ProgrammeTemplate[],
  input: BodyOf<typeof programmes.create>,
): Promise<Programme> {
  const { code, startsOn, endsOn, newPlace } = input;
  const template = templates.find((each) => each.code === input.template);
  if (!template) {
    throw new Problem(programmesProblems.template_unknown, {
      fields: [{ path: 'template', code: 'template_unknown' }],
    });
  }
  const content = contentFrom(template, input);
  const origin = { template: template.code, without: input.without ?? [] };
  return platform.transaction(actor, async (tx) => {
    const { id } = getOrNotFound(await findPlace(tx.db, scope, input.placeId));
    if (newPlace) await requireManaged(tx, actor, id);
    const place = newPlace
      ? { parentId: id, code: newPlace.code, zh: newPlace.nameZh, en: newPlace.nameEn }
      : { id };
    const programme = await mapConstraintErrors({ places_code_among_siblings: placeTaken }, () =>
      createProgramme(tx, { content, origin, code, place, startsOn, endsOn }),
    );
    await tx.audit({
      action: 'programme.created',
      placeId: programme.placeId,
      details: { programmeId: programme.id, template: template.code },
    });
    return programme;
  });
}

/** Throws mistakes at the fields of the identity and at `without`. */
function contentFrom(
  template: ProgrammeTemplate,
  { identity: typed, without = [], initialPassword }: BodyOf<typeof programmes.create>,
): ProgrammeContent {
  const unknown = without.find((part) => !template.parts.some(({ code }) => code === part));
  if (unknown !== undefined) throw invalid({ path: 'without', code: 'part_unknown' });
  const identity = trimmed(typed);
  const { services, attributes, forms } = withoutParts(template, without);
  requireIdentity(identity, {
    ...{ needs: templateNeeds(template), services, attributes },
    forms: forms.map(({ definition }) => wordingOf(definition)),
  });
  return programmeFrom(template, { identity, without, initialPassword });
}

/** Whoever makes programmes at a place need not manage the places below it. */
async function requireManaged({ db, platform }: Tx, actor: Actor, placeId: number): Promise<void> {
  const managed = await platform.access.require(db, actor, 'place.manage');
  if (!(await findPlace(db, managed, placeId))) throw new Problem(commonProblems.forbidden);
}

const placeTaken = () => invalid({ path: 'newPlace.code', code: 'place_code_taken' });
