import type { Readable } from 'node:stream';
import type { Lang } from '../../../../forms/definition.ts';
import { type ExportNote, noteExport } from '../../../../platform/audit-lists.ts';
import type { Platform } from '../../../../platform/platform.ts';
import { getOrNotFound, Problem } from '../../../../platform/problems.ts';
import type { Actor, PlaceScope } from '../../../../platform/scope.ts';
import {
  type SheetFormat,
  type SheetValue,
  writeSheet,
} from '../../../../platform/sheets/write.ts';
import { permissionsGrantedTo } from '../../../access/public.ts';
import { oneTimePasswordsOf, staffRealm } from '../../../people/public.ts';
import { holds } from '../../authority.ts';
import { staffProblems } from '../../contract.ts';
import { listMembersOf } from '../../queries.ts';
import { findImport, listAdded, takePasswords } from '../queries.ts';

const headers = {
  zh: ['姓名', '账号', '一次性密码'],
  en: ['Name', 'User name', 'One-time password'],
};
const sheetName = { zh: '一次性密码', en: 'One-time passwords' };
const readAtOnce = 200;

/**
 * The one-time passwords of those whom an import has added and who have set no password of their own yet. They are handed out
 * once; the trail says of whom, and never a password. Whoever was given roles since that are beyond the importer is left out.
 */
export async function takePasswordsSheet(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  importId: string,
  { format, lang }: { format: SheetFormat; lang: Lang },
): Promise<Readable> {
  await platform.transaction(actor, async (tx) => {
    const { state } = getOrNotFound(
      await findImport(tx.db, actor, 'members', importId, { hold: true }),
    );
    if (state !== 'done' && state !== 'failed') throw new Problem(staffProblems.workbook_not_ready);
    if (!(await takePasswords(tx.db, importId, tx.now))) {
      throw new Problem(staffProblems.passwords_taken);
    }
  });
  const note = await noteExport(platform, actor, [
    { action: 'staff.passwords_taken', details: { importId } },
  ]);
  return writeSheet({
    ...{ format, sheetName: sheetName[lang] },
    columns: headers[lang].map((header) => ({ header, kind: 'text', width: 26 })),
    rows: rowsOf(platform, actor, scope, importId, note),
  });
}

async function* rowsOf(
  platform: Platform,
  actor: Actor,
  scope: PlaceScope,
  importId: string,
  note: ExportNote,
): AsyncGenerator<SheetValue[]> {
  for (let after = 0; ; ) {
    const added = await listAdded(platform.db, importId, { after, limit: readAtOnce });
    const ids = added.map(({ personId }) => personId);
    const members = await listMembersOf(
      platform.db,
      scope,
      await inOnesHands(platform, actor, ids),
    );
    const passwords = await oneTimePasswordsOf(
      platform,
      staffRealm,
      members.map(({ personId }) => personId),
    );
    const listed = members.filter(({ personId }) => passwords.has(personId));
    await note.took(listed);
    yield* listed.map(({ personId, name, username }) => {
      return [name, username, passwords.get(personId)];
    });
    const last = added.at(-1);
    if (!last || added.length < readAtOnce) return;
    after = last.position;
  }
}

function inOnesHands(platform: Platform, actor: Actor, ids: string[]): Promise<string[]> {
  return platform.transaction(actor, async (tx) => {
    const found: string[] = [];
    for (const id of ids) {
      if (await holds(tx, actor, await permissionsGrantedTo(tx, id))) found.push(id);
    }
    return found;
  });
}
