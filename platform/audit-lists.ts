import { type AuditEntry, addSubjects, findSameLook, peopleRead, writeAudit } from './audit.ts';
import type { Platform, Tx } from './platform.ts';
import type { Actor } from './scope.ts';

/** Whoever turns the pages of a list, or loads it anew, within so long still looks at it for the first time. */
const oneLookMs = 10 * 60_000;

/**
 * Notes whom a list or a search showed. A further page of the same list joins the entry of the first ones: the
 * trail grows by the people who are shown, not by how often somebody looks. An entry of each part of a programme
 * that is looked at has all of them.
 */
export async function noteShown(
  platform: Platform,
  actor: Actor,
  entries: AuditEntry[],
  personIds: readonly string[],
): Promise<void> {
  const shown = [...new Set(personIds)].sort();
  await platform.transaction(actor, async (tx) => {
    const lately = { since: new Date(tx.now.getTime() - oneLookMs), now: tx.now };
    const added: number[] = [];
    for (const entry of entries) {
      const id = (await findSameLook(tx.db, actor, entry, lately)) ?? (await writeEntry(tx, entry));
      added.push(await addSubjects(tx.db, tx.now, id, shown));
    }
    await tellRead(tx, actor, Math.max(0, ...added));
  });
}

/** The same for rows that name people: those of one page, without the one that only says that more follow. */
export function notePage(
  platform: Platform,
  actor: Actor,
  entries: AuditEntry[],
  rows: readonly { personId: string }[],
  limit: number,
): Promise<void> {
  const shown = rows.slice(0, limit).map(({ personId }) => personId);
  return noteShown(platform, actor, entries, shown);
}

/** Notes whom an export took along, piece by piece, each before it leaves. */
export type ExportNote = { took(people: readonly { personId: string }[]): Promise<void> };

/** Notes that an export begins, for data leaves from then on. Each has entries of its own. */
export async function noteExport(
  platform: Platform,
  actor: Actor,
  entries: AuditEntry[],
): Promise<ExportNote> {
  const ids = await platform.transaction(actor, (tx) => writeAudit(tx.db, tx.now, actor, entries));
  return {
    async took(people) {
      const taken = [...new Set(people.map(({ personId }) => personId))].sort();
      await platform.transaction(actor, async (tx) => {
        const added: number[] = [];
        for (const id of ids) added.push(await addSubjects(tx.db, tx.now, id, taken));
        await tellRead(tx, actor, Math.max(0, ...added));
      });
    },
  };
}

async function writeEntry(tx: Tx, entry: AuditEntry): Promise<number> {
  const [id] = await writeAudit(tx.db, tx.now, tx.actor, [entry]);
  return id as number;
}

async function tellRead(tx: Tx, actor: Actor, listed: number): Promise<void> {
  if (listed > 0) await tx.emit(peopleRead, [{ actor, singly: [], listed }]);
}
