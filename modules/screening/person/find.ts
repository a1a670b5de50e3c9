import { dayOf } from '../../../forms/days.ts';
import { cleanIdentity, identityText } from '../../../forms/identity.ts';
import { batched } from '../../../platform/batch.ts';
import type { BodyOf } from '../../../platform/contract.ts';
import { type Platform, perPlatform } from '../../../platform/platform.ts';
import { invalid, Problem } from '../../../platform/problems.ts';
import type { Actor } from '../../../platform/scope.ts';
import { findByPrinted, type PresentedProblem, verifyPresented } from '../../codes/public.ts';
import { isDocumentEnding, isSameName, lookupsOf } from '../../people/public.ts';
import {
  listProgrammesAbove,
  type Programme,
  type ProgrammeAbove,
  programmeAt,
} from '../../programmes/public.ts';
import { type screening, screeningProblems } from '../contract.ts';
import type { CheckWay } from '../tables.ts';
import { findByDocument, findByEnrolment } from './queries.ts';

type Way = BodyOf<typeof screening.look>['way'];
export type Assisted = Extract<Way, { assisted: unknown }>['assisted'];
type IdentityGiven = Extract<Way, { identity: unknown }>['identity'];

/** Who was found, and how; with the problem of a code that counts for nothing. */
export type Found = {
  way: CheckWay;
  enrolmentId: number;
  /** Known where something was typed. */
  personId?: string;
  programme: Programme;
  problem: PresentedProblem | null;
  /** Somebody else's name is on record by the document. */
  nameDiffers?: true;
};

/** The programmes whose codes are checked at a place, the nearest first. Throws `site_without_codes`. */
export async function programmesAt(platform: Platform, path: string): Promise<Programme[]> {
  const coded = await codedProgrammesAt(platform, path);
  if (coded.length === 0) throw new Problem(screeningProblems.site_without_codes);
  return coded;
}

/** A programme may begin at any moment, so each request asks; those of the same moment share one query. */
const programmesAbove = perPlatform((platform) =>
  batched<string, { rows: ProgrammeAbove[] }>({
    async run(paths) {
      const unique = [...new Set(paths)];
      const found = await listProgrammesAbove(platform.db, unique);
      const byPath = new Map(unique.map((path, index) => [path, found[index] ?? []]));
      return paths.map((path) => ({ rows: byPath.get(path) ?? [] }));
    },
    maxItems: 256,
    maxInFlight: 2,
  }),
);

/** The same; none where no programme with codes applies to the place. */
export async function codedProgrammesAt(platform: Platform, path: string): Promise<Programme[]> {
  const { rows } = await programmesAbove(platform)(path);
  const all = await Promise.all(rows.map(({ id, version }) => programmeAt(platform, id, version)));
  return all.filter(({ definition }) => definition.colours);
}

/** When somebody is looked for, by whom and where. */
type FindRequest = { at: Date; actor: Actor; siteId: number };

/**
 * The person whom a scanner has in front of them. Throws `code_not_accepted` where a code does not say whose it
 * is, with the reason in `params.problem`, and `person_not_found`.
 */
export async function findPerson(
  platform: Platform,
  programmes: Programme[],
  way: Way,
  request: FindRequest,
): Promise<Found> {
  const { at } = request;
  if ('identity' in way) return findByNumber(platform, programmes, way.identity, at);
  if ('printed' in way) return findByPaper(platform, programmes, way, request);
  if ('assisted' in way) return findAssisted(platform, programmes, way.assisted, at);
  const codes = programmes.map(({ code }) => code);
  const { problem, owner } = await verifyPresented(platform, way.code, { at, programmes: codes });
  const programme = programmes.find(({ id }) => id === owner?.programmeId);
  if (!owner || !programme) throw notAccepted(problem ?? 'wrong_programme');
  return { way: 'code', enrolmentId: owner.enrolmentId, programme, problem };
}

/** A code on paper may have been found by anybody: it counts with the document alone. */
async function findByPaper(
  platform: Platform,
  programmes: Programme[],
  { printed, documentEnding }: Extract<Way, { printed: string }>,
  { actor, siteId }: FindRequest,
): Promise<Found> {
  const found = await findByPrinted(platform, printed);
  if (typeof found === 'string') throw notAccepted(found);
  const known = await findByEnrolment(platform.db, found.enrolmentId);
  if (!known) throw new Problem(screeningProblems.person_not_found);
  const programme = programmes.find(({ id }) => id === known.programmeId);
  if (!programme) throw notAccepted('wrong_programme');
  const { personId, enrolmentId } = known;
  const { realm } = programme;
  if (!(await isDocumentEnding(platform, { personId, realm }, documentEnding))) {
    // Somebody may be trying a paper that they found.
    await platform.transaction(actor, (tx) =>
      tx.audit({
        ...{ action: 'check.looked_up', placeId: siteId, personId },
        details: { way: 'printed', state: 'document_differs' },
      }),
    );
    const fields = [{ path: 'documentEnding', code: 'document_differs' }];
    throw new Problem(screeningProblems.document_differs, { fields });
  }
  return { way: 'printed', enrolmentId, personId, programme, problem: null };
}

export const notAccepted = (problem: PresentedProblem) =>
  new Problem(screeningProblems.code_not_accepted, { params: { problem } });

async function findByNumber(
  platform: Platform,
  programmes: Programme[],
  identity: IdentityGiven,
  at: Date,
): Promise<Found> {
  const lookup = documentLookup(platform, programmes, identity, at);
  const known = await findByDocument(platform.db, programmes, lookup);
  const programme = programmes.find(({ id }) => id === known?.programmeId);
  if (!known || !programme) throw new Problem(screeningProblems.person_not_found);
  const { enrolmentId, personId } = known;
  return { way: 'number', enrolmentId, personId, programme, problem: null };
}

/** Who is on record by the document, under the name that was given. */
async function findAssisted(
  platform: Platform,
  programmes: Programme[],
  { name, identity }: Assisted,
  at: Date,
): Promise<Found> {
  const found = await findByNumber(platform, programmes, identity, at);
  const known = await findByEnrolment(platform.db, found.enrolmentId);
  const differs = known !== undefined && !isSameName(name, known.name);
  return { ...found, way: 'assisted', ...(differs && { nameDiffers: true }) };
}

/** What a document is found by. Throws `invalid_input` at its number. */
export function documentLookup(
  { keys }: Platform,
  [programme]: Programme[],
  { kind, number }: IdentityGiven,
  at: Date,
): string {
  const today = dayOf(at, programme?.definition.zone ?? 'UTC');
  const cleaned = cleanIdentity(kind, number, today);
  if ('problem' in cleaned) throw invalid({ path: 'identity.number', code: cleaned.problem });
  const [found] = lookupsOf(keys, [{ kind: 'identity', value: identityText(cleaned.value) }]);
  if (!found) throw invalid({ path: 'identity.number', code: 'document_number' });
  return found.lookup;
}
