import { type App, commonProblems, phoneApps } from '../../../platform/contract.ts';
import type { Platform } from '../../../platform/platform.ts';
import { Problem } from '../../../platform/problems.ts';
import { peopleProblems } from '../contract.ts';

/**
 * Whoever is shut out has no session any more, and yet their phone may hold what they did without a network before. So a
 * phone whose owner has shown who they are, and is refused for that reason, gets a proof of it: it says for a while who
 * that was, to whoever asks for it by name, and opens nothing.
 */

const goodFor = 15 * 60_000;

type Person = { personId: string; realm: string };
type Written = { personId: string; until: string };

const purposeOf = (realm: string) => `people.shut-out ${realm}`;

/** That somebody who has shown who they are is shut out; apps that work without a network get a proof of who it is. */
export function shutOut(platform: Platform, app: App, person: Person): Problem {
  const worksOffline = phoneApps.some((each) => each === app);
  if (!worksOffline) return new Problem(peopleProblems.shut_out);
  const params = { ...person, proof: shutOutProof(platform, person) };
  return new Problem(peopleProblems.shut_out, { params });
}

export function shutOutProof({ keys, clock }: Platform, { personId, realm }: Person): string {
  const until = new Date(clock.now().getTime() + goodFor).toISOString();
  const written: Written = { personId, until };
  return keys.encrypt(purposeOf(realm), JSON.stringify(written)).toString('base64url');
}

/** Who was shut out, by the proof that they got. Throws `not_signed_in` for one that is forged, old, or of another realm. */
export function readShutOutProof({ keys, clock }: Platform, realm: string, proof: string): string {
  const { personId, until } = decrypted(keys, realm, proof);
  if (Date.parse(until) <= clock.now().getTime()) throw new Problem(commonProblems.not_signed_in);
  return personId;
}

function decrypted(keys: Platform['keys'], realm: string, proof: string): Written {
  try {
    const text = keys.decrypt(purposeOf(realm), Buffer.from(proof, 'base64url')).reveal();
    return JSON.parse(text) as Written;
  } catch {
    throw new Problem(commonProblems.not_signed_in);
  }
}
