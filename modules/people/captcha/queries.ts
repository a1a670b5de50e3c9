import { sql } from 'kysely';
import type { Db } from '../../../platform/database.ts';

export type CaptchaRow = {
  id: string;
  kind: 'picture' | 'puzzle';
  level: number;
  answer_hash: Buffer;
  /** Of the puzzle beside a picture. */
  puzzle_hash: Buffer | null;
  expires_at: Date;
};

export async function insertCaptchas(db: Db, rows: CaptchaRow[]): Promise<void> {
  await sql`
    insert into captchas (id, kind, level, answer_hash, puzzle_hash, expires_at)
    select * from unnest(
      ${rows.map(({ id }) => id)}::uuid[],
      ${rows.map(({ kind }) => kind)}::text[],
      ${rows.map(({ level }) => level)}::smallint[],
      ${rows.map(({ answer_hash }) => answer_hash)}::bytea[],
      ${rows.map(({ puzzle_hash }) => puzzle_hash)}::bytea[],
      ${rows.map(({ expires_at }) => expires_at)}::timestamptz[]
    )`.execute(db);
}

/** Takes a captcha out of use, whatever the answer: of two who use it at once, one gets nothing. */
export async function takeCaptcha(db: Db, id: string, now: Date): Promise<CaptchaRow | undefined> {
  const { rows } = await sql<CaptchaRow>`
    delete from captchas where id = ${id} returning *`.execute(db);
  return rows.find(({ expires_at }) => expires_at > now);
}

export async function deleteExpiredCaptchas(db: Db, now: Date): Promise<void> {
  await sql`delete from captchas where expires_at <= ${now}`.execute(db);
}
