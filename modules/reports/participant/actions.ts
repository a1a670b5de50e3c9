import type { App } from '../../../platform/contract.ts';
import type { Platform } from '../../../platform/platform.ts';
import { Problem } from '../../../platform/problems.ts';
import type { SelfScope } from '../../../platform/scope.ts';
import { reportsProblems } from '../contract.ts';
import { insertDeclaration } from './queries.ts';
import { requireEnrolment } from './require-enrolment.ts';

/** Keeps the declaration of truthfulness (SPEC G4.1), once for each system. */
export async function makeDeclaration(
  platform: Platform,
  self: SelfScope,
  app: App,
  version: number,
): Promise<void> {
  const { programme, now } = await requireEnrolment(platform, self);
  if (version !== programme.definition.declaration?.version) {
    throw new Problem(reportsProblems.declaration_outdated);
  }
  const { personId, carer } = self;
  const declaration = { programme_id: programme.id, person_id: personId, app, version };
  const made = { declared_at: now, carer_id: carer?.personId ?? null };
  await platform.transaction(null, (tx) => insertDeclaration(tx.db, { ...declaration, ...made }));
}
