import type { PlaceRow } from '../../places/public.ts';
import { joinCodes } from './texts.ts';

/** What is asked of a place that exists. */
export type KnownPlace = Pick<PlaceRow, 'id' | 'parent_id' | 'kind' | 'code' | 'path'> &
  Pick<PlaceRow, 'name_zh' | 'name_en' | 'region_code' | 'address' | 'remark' | 'disabled'>;

/** A place that a row before this one adds, while nothing is written yet. */
type Planned = { kind: PlaceRow['kind'] };

/** The places that somebody may change, and by which codes a workbook names them. */
export class KnownPlaces {
  readonly #byId = new Map<number, KnownPlace>();
  readonly #byPath = new Map<string, number>();
  readonly #planned = new Map<string, Planned>();

  /** Parents before children. */
  constructor(places: readonly KnownPlace[]) {
    for (const place of places) this.add(place);
  }

  add(place: KnownPlace): void {
    this.#byId.set(place.id, place);
    this.#byPath.set(this.pathOf(place), place.id);
  }

  /** Brings what is known of a place up to date. */
  replace(place: KnownPlace): void {
    this.#byId.set(place.id, place);
  }

  plan(parent: string, code: string, kind: Planned['kind']): void {
    this.#planned.set(below(parent, code), { kind });
  }

  get(id: number): KnownPlace | undefined {
    return this.#byId.get(id);
  }

  at(path: string): KnownPlace | undefined {
    return this.#byId.get(this.#byPath.get(path) ?? 0);
  }

  child(parent: string, code: string): KnownPlace | undefined {
    return this.at(below(parent, code));
  }

  plannedAt(path: string): Planned | undefined {
    return this.#planned.get(path);
  }

  /** The codes from the outermost known place down to this one. */
  pathOf(place: KnownPlace): string {
    const parent = this.parentPathOf(place);
    return below(parent, place.code);
  }

  /** Empty for an outermost one. */
  parentPathOf({ parent_id }: KnownPlace): string {
    const parent = parent_id === null ? undefined : this.#byId.get(parent_id);
    return parent ? this.pathOf(parent) : '';
  }
}

function below(parent: string, code: string): string {
  const own = joinCodes([code]);
  return parent === '' ? own : `${parent}/${own}`;
}
