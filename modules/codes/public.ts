/** What other modules may use of `codes`. */

export { undoWindow } from './evaluate/facts.ts';
export {
  applyMeasurements,
  type NewMeasurement,
  undoMeasurement,
} from './evaluate/measurements.ts';
export { isHighFor } from './evaluate/standing.ts';
export { countColoursJob } from './figures/jobs.ts';
export { findCountedAt, sumColours, sumColoursByPart } from './figures/queries.ts';
export { type Verified, verifyLedgers } from './ledger/verify.ts';
export { endShowingFor } from './phones/actions.ts';
export { type IssuedRow, issuedUnder } from './presented/queries.ts';
export {
  type Presented,
  type PresentedProblem,
  verifyIssued,
  verifyPresented,
} from './presented/verify.ts';
export { findByPrinted, printOwn } from './printed/actions.ts';
export { codesRetention } from './retention.ts';
export { publicKeys, rotateKeys } from './signing-keys/actions.ts';
export { type CurrentCode, coloursOf } from './view/current.ts';
