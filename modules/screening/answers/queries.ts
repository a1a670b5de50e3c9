import type { Db } from '../../../platform/database.ts';
import type { CheckAnswersTable } from '../tables.ts';

export type NewAnswers = CheckAnswersTable;

const typed = (db: Db) => db.withTables<{ check_answers: CheckAnswersTable }>();

export async function insertAnswers(db: Db, answers: NewAnswers[]): Promise<void> {
  if (answers.length === 0) return;
  await typed(db).insertInto('check_answers').values(answers).execute();
}

export function findAnswers(db: Db, checkId: string): Promise<CheckAnswersTable | undefined> {
  return typed(db)
    .selectFrom('check_answers')
    .selectAll()
    .where('check_id', '=', checkId)
    .executeTakeFirst();
}
