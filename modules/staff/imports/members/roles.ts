import { joiners } from '../../../../forms/joiners.ts';
import type { Text } from '../../../../platform/contract.ts';
import type { RowProblem } from '../../../../platform/sheets/import-row.ts';
import type { KnownPlace, KnownPlaces } from '../known-places.ts';
import { plainPath } from '../texts.ts';
import type { HeldRole } from './rules.ts';

/** A role by its names, and the path of the place for which it is; null: everywhere. */
export type NamedRole = Text & { code: string; path: string | null };

/** One thing that cannot be read in the cell of roles. */
export type RoleProblem = { code: string; params?: RowProblem['params'] };

/** Signs that part roles, or a role from its place: a role that has one in its name is called by its code. */
const parting = /[;；、\n@＠[\]]/;

const plain = (text: string) => text.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();

/** The roles that somebody may meet, as workbooks call them. */
export class KnownRoles {
  readonly #byCode: Map<string, NamedRole>;
  readonly #byName: Map<string, NamedRole[]>;

  constructor(roles: readonly NamedRole[]) {
    this.#byCode = new Map(roles.map((role) => [role.code, role]));
    const named = roles.flatMap((role) =>
      [...new Set([plain(role.zh), plain(role.en)])].map((name) => [name, role] as const),
    );
    const groups = Map.groupBy(named, ([name]) => name);
    this.#byName = new Map(
      [...groups].map(([name, pairs]) => [name, pairs.map(([, role]) => role)]),
    );
  }

  named(code: string): NamedRole {
    return this.#byCode.get(code) ?? { code, zh: code, en: code, path: null };
  }

  /** How a role is written in a workbook: by its name, and its code where the name is not enough. */
  textOf(code: string, lang: keyof Text): string {
    const name = this.named(code)[lang];
    if (parting.test(name)) return `[${code}]`;
    return this.#byName.get(plain(name))?.length === 1 ? name : `${name} [${code}]`;
  }

  /** The role that is meant at a place. Of several of one name, those count that can be given there. */
  at(path: string, typed: string): { code: string } | { problem: RoleProblem } {
    const [, name = '', named = ''] = /^([^[]*)(?:\[([^\]]*)\])?$/.exec(typed.trim()) ?? [];
    const code = named.trim() || name.trim();
    const byCode = this.#byCode.get(code);
    if (byCode) return { code: byCode.code };
    const all = named ? [] : (this.#byName.get(plain(name)) ?? []);
    const there = all.filter((role) => path.startsWith(role.path ?? ''));
    const [first] = there;
    if (there.length === 1 && first) return { code: first.code };
    const role = typed.trim();
    if (all.length === 0) return { problem: { code: 'role_not_found', params: { role } } };
    if (!first) return { problem: { code: 'role_elsewhere' } };
    const codes = there.map((each) => `[${each.code}]`).join(' ');
    return { problem: { code: 'role_ambiguous', params: { role, codes } } };
  }
}

/**
 * Roles as a workbook has them: one after the other, each with `@` and its place where that is another than the one of the
 * row.
 */
export function readRoles(
  text: string,
  place: string,
  { roles, places }: { roles: KnownRoles; places: KnownPlaces },
): { held: HeldRole[]; problems: (RoleProblem & { column: string })[] } {
  const held: HeldRole[] = [];
  const problems: (RoleProblem & { column: string })[] = [];
  for (const part of text.split(/[;；、\n]/).filter((each) => each.trim() !== '')) {
    const [, name = '', typedPath] = /^([^@＠]*)(?:[@＠]([\s\S]*))?$/.exec(part) ?? [];
    const column = typedPath === undefined ? 'place' : 'roles';
    const path = plainPath(typedPath ?? place);
    const at = places.at(path);
    if (!at) {
      const code = path === '' ? 'cell_required' : 'role_place_unknown';
      problems.push({ column, code, params: { place: path } });
      continue;
    }
    const found = roles.at(at.path, name);
    if ('problem' in found) problems.push({ column: 'roles', ...found.problem });
    else held.push({ role: found.code, placeId: at.id });
  }
  const told = new Set<string>();
  const once = problems.filter(({ column, code, params }) => {
    const key = JSON.stringify([column, code, params]);
    return !told.has(key) && told.add(key);
  });
  return { held, problems: once };
}

/** The cells of place and roles of somebody who holds these. */
export function writeRoles(
  held: readonly HeldRole[],
  { roles, places }: { roles: KnownRoles; places: KnownPlaces },
  lang: keyof Text,
): { place: string; roles: string } {
  const pathOf = (id: number): string => {
    const place = places.get(id);
    return place ? places.pathOf(place) : '';
  };
  const home = held[0]?.placeId;
  const texts = held.map(({ role, placeId }) => {
    const name = roles.textOf(role, lang);
    return placeId === home ? name : `${name} @ ${pathOf(placeId)}`;
  });
  return {
    place: home === undefined ? '' : pathOf(home),
    roles: texts.join(joiners[lang].semicolon),
  };
}

/** The same as people read it. */
export function describeRoles(
  held: readonly HeldRole[],
  { roles, places }: { roles: KnownRoles; places: KnownPlaces },
): Text | null {
  if (held.length === 0) return null;
  const nameAt = (place: KnownPlace | undefined, lang: keyof Text) =>
    (lang === 'zh' ? place?.name_zh : place?.name_en) ?? '';
  const inWords = (lang: keyof Text) =>
    held
      .map(
        ({ role, placeId }) => `${roles.named(role)[lang]} @ ${nameAt(places.get(placeId), lang)}`,
      )
      .join(joiners[lang].semicolon);
  return { zh: inWords('zh'), en: inWords('en') };
}
