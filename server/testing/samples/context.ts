import type { PlaceRow } from '../../../modules/places/public.ts';
import type { Programme } from '../../../modules/programmes/public.ts';
import type { Endpoint } from '../../../platform/contract.ts';
import type { Input } from '../../browser.ts';
import type { Cast } from '../cast.ts';
import type { Reporter } from '../expedition.ts';
import type { Kit } from '../kit.ts';

export type Placed = Endpoint & { module: string; url: string };

/** Whom a real object lets at it. */
export type Reach =
  /** Staff whose scope covers the place; with `fromBelow`, also those who have a part of it. */
  | { at: PlaceRow; fromBelow?: true }
  /** The person whose it is. */
  | { owner: string }
  /** Everybody whom the route lets in. */
  | 'anybody';

/** What a route is tried with: real objects, each time anew where the route uses them up. */
export type Sample = { input(): Promise<Input<Endpoint>>; reach: Reach };

/** Notes what a route is tried with. */
export type Add = <E extends Placed>(
  endpoint: E,
  reach: Reach,
  input: Input<E> | (() => Promise<Input<E>>),
) => void;

/** What the objects of all modules belong to. */
export type Context = {
  kit: Kit;
  cast: Cast;
  /** A programme at the station of the cast. */
  programme: Programme;
  /** Somebody of it at the northern place, signed in. */
  person: Reporter;
  add: Add;
};

/** Who may do what at the station, at a part of it, or in its northern part. */
export const reaches = ({ cast: { places } }: Context) => ({
  whole: { at: places.station } as const,
  part: { at: places.station, fromBelow: true } as const,
  unit: { at: places.north } as const,
});

/** In which shape lists are asked for. */
export const ofSheet = { format: 'csv', lang: 'en' } as const;

/** A day of the programmes of the cast. */
export const day = '2022-01-20';
