import type { Judgement } from '../../../credential/judge.ts';
import { maskName } from '../../../credential/masked-name.ts';
import type { ReadingProblem } from '../../../credential/problems.ts';
import type { CodeColour } from '../../../forms/colours.ts';
import type { screening } from '../../../modules/screening/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import type { Sound } from '../../shared/scanner/sound.ts';

type Person = ResponseOf<typeof screening.look>;

/** Why a code counts for nothing: what it says itself, or what only the server knows. */
export type RefusedCode = ReadingProblem | 'revoked';

/** Why no colour is shown; a code on paper has none, and the server was not asked for it. */
type Unconfirmed = 'revoked' | 'list_outdated' | 'printed' | 'assisted';

/** What a scanner sees of a person. */
export type Verdict =
  | {
      kind: 'colour';
      colour: CodeColour;
      maskedName: string;
      /** Whose code it is, where that is known. */
      programme?: string;
      /** What the server added; null where only the phone was asked. */
      person: Person | null;
    }
  /** A genuine code whose colour is not to be trusted. */
  | { kind: 'unconfirmed'; why: Unconfirmed; maskedName: string; programme?: string }
  | { kind: 'refused'; problem: RefusedCode; seconds?: number };

/** What the phone by itself makes of a code. */
export function verdictOf(judgement: Judgement): Verdict {
  if (judgement.kind === 'refused') {
    const { problem, seconds } = judgement;
    return { kind: 'refused', problem, ...(seconds !== undefined && { seconds }) };
  }
  const { maskedName, programme } = judgement.credential;
  if (judgement.kind === 'unconfirmed') {
    return { kind: 'unconfirmed', why: judgement.why, maskedName, programme };
  }
  return { kind: 'colour', colour: judgement.colour, maskedName, programme, person: null };
}

/** A genuine code on paper without a network: whose it is, and in which colour, only the server knows. */
export const printedOffline: Verdict = { kind: 'unconfirmed', why: 'printed', maskedName: '' };

/** Somebody who is registered by a document without a network. */
export const assistedOffline = (name: string): Verdict => ({
  ...{ kind: 'unconfirmed', why: 'assisted', maskedName: maskName(name) },
});

/** The server's word counts before the phone's. */
export const verdictOfServer = (person: Person): Verdict => ({
  ...{ kind: 'colour', colour: person.colour, maskedName: person.maskedName, person },
  programme: person.programme.code,
});

/** Whether the person can be measured and recorded by what was shown. */
export function mayCheck(verdict: Verdict): boolean {
  return verdict.kind !== 'refused';
}

/** What is recorded as having been shown to the scanner. */
export function shownAs(verdict: Verdict): CodeColour | 'unconfirmed' {
  return verdict.kind === 'colour' ? verdict.colour : 'unconfirmed';
}

/** Heard without looking: only green sounds like all is well. */
export function soundOf(verdict: Verdict): Sound {
  if (verdict.kind === 'refused') return 'stop';
  if (verdict.kind === 'unconfirmed') return 'look';
  const sounds: Record<CodeColour, Sound> = {
    ...{ green: 'well', grey: 'look', yellow: 'look', orange: 'stop', red: 'stop' },
  };
  return sounds[verdict.colour];
}
