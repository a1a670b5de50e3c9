import fc from 'fast-check';
import type { Fault, Faults } from './network.ts';

/** What happens in a schedule: what the person does in which tab, and what the network does of itself. */
export type Action =
  /** Opens the form, also where it is open already, and sends something. */
  | { do: 'report'; tab: number; fresh: boolean; kilo: number; faults: Faults }
  | { do: 'open'; tab: number; fresh: boolean }
  | { do: 'type'; tab: number; kilo: number }
  | { do: 'send'; tab: number; faults: Faults }
  | { do: 'choose'; tab: number; mine: boolean; faults: Faults }
  | { do: 'drain'; tab: number; faults: Faults }
  | { do: 'arrive' }
  | { do: 'wait' };

const fault = fc.option(
  fc.constantFrom<Fault>(
    'lost',
    'answerLost',
    'late',
    'closedBefore',
    'closedAfter',
    'somebodyElse',
  ),
  { nil: undefined },
);
const rarely = fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, fault);
const tab = fc.nat({ max: 3 });
/** Few values, so that what was sent before is sent again. */
const kilo = fc.integer({ min: 35, max: 39 });
const faults = fc.record({ submit: fault, newest: rarely });
const fresh = fc.boolean();

const act = <const K extends string, T extends object>(
  weight: number,
  name: K,
  parts: { [P in keyof T]: fc.Arbitrary<T[P]> },
) => ({ weight, arbitrary: fc.record({ do: fc.constant(name), ...parts }) });

export const actionArbitrary = fc.oneof(
  act(5, 'report', { tab, fresh, kilo, faults }),
  act(2, 'open', { tab, fresh }),
  act(4, 'type', { tab, kilo }),
  act(5, 'send', { tab, faults }),
  act(3, 'choose', { tab, mine: fc.boolean(), faults }),
  act(4, 'drain', { tab, faults }),
  act(2, 'arrive', {}),
  act(1, 'wait', {}),
) as fc.Arbitrary<Action>;
