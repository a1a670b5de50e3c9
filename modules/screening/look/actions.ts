import { maskName } from '../../../credential/masked-name.ts';
import type { BodyOf, ResponseOf } from '../../../platform/contract.ts';
import type { Platform } from '../../../platform/platform.ts';
import { Problem } from '../../../platform/problems.ts';
import type { Actor } from '../../../platform/scope.ts';
import { type CurrentCode, coloursOf } from '../../codes/public.ts';
import { listMaskedIdentifiers } from '../../people/public.ts';
import { type Programme, programmeAt } from '../../programmes/public.ts';
import { type screening, screeningProblems } from '../contract.ts';
import { findPerson, notAccepted, programmesAt } from '../person/find.ts';
import { findByEnrolment } from '../person/queries.ts';
import { requireActive } from '../work.ts';
import { countLook } from './limit.ts';

type Person = ResponseOf<typeof screening.look>;

/**
 * Finds who is in front of a scanner, and which colour they have now. What is typed counts against a limit, and
 * every look is in the audit trail. Throws what `findPerson` throws, and `code_not_accepted` for a code that counts for nothing.
 */
export async function look(
  platform: Platform,
  actor: Actor,
  { siteId, way }: BodyOf<typeof screening.look>,
): Promise<Person> {
  const { path } = await requireActive(platform, actor, siteId);
  const now = platform.clock.now();
  if (!('code' in way)) await countLook(platform, actor);
  const found = await findPerson(platform, await programmesAt(platform, path), way, {
    ...{ at: now, actor, siteId },
  });
  if (found.problem) throw notAccepted(found.problem);
  const known = await findByEnrolment(platform.db, found.enrolmentId);
  if (!known) throw new Problem(screeningProblems.person_not_found);
  await platform.transaction(actor, async (tx) => {
    const details = { way: found.way };
    await tx.audit({
      ...{ action: 'check.looked_up', placeId: siteId, personId: known.personId, details },
    });
  });
  return describe(platform, found.programme, { ...found, ...known });
}

/** What a scanner is told of a person. */
export async function describe(
  platform: Platform,
  programme: Programme,
  { enrolmentId, personId, name }: { enrolmentId: number; personId: string; name: string },
): Promise<Person> {
  const { db, keys, clock } = platform;
  const [codes, identifiers] = await Promise.all([
    coloursOf(db, [enrolmentId], clock.now()),
    listMaskedIdentifiers(db, keys, programme.realm, [personId]),
  ]);
  const code = codes.get(enrolmentId) as CurrentCode;
  const document = identifiers.get(personId)?.find(({ kind }) => kind === 'identity');
  const { zh, en } = programme.definition.shortName;
  return {
    maskedName: maskName(name),
    document: document?.value ?? null,
    programme: { code: programme.code, zh, en },
    colour: code.colour,
    reason: await reasonOf(platform, code),
    reportedAt: code.reportedAt?.toISOString() ?? null,
  };
}

async function reasonOf(platform: Platform, { reason, rulesOf }: CurrentCode) {
  if (!reason || !rulesOf) return null;
  const { definition } = await programmeAt(platform, rulesOf.id, rulesOf.version);
  const rule = definition.colours?.rules.find(({ code }) => code === reason.rule);
  return rule ? { zh: rule.label.zh, en: rule.label.en } : null;
}
