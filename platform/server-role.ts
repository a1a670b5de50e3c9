import pg from 'pg';
import { JOB_SCHEMA } from './saving.ts';

/**
 * Lets a role read and write the rows of all the product's tables, and no more: it owns nothing, so it cannot
 * switch a trigger off, empty a table past its triggers, or change what a table is. To be called by the owner
 * after every change of the tables; does nothing where the role is the owner itself.
 */
export async function allowRows(owner: pg.Pool, role: string): Promise<void> {
  const client = await owner.connect();
  try {
    const { rows } = await client.query<{ own: boolean; schema: string; jobs: string | null }>(
      `SELECT current_user = $1 AS own, current_schema() AS schema, to_regnamespace($2)::text AS jobs`,
      [role, JOB_SCHEMA],
    );
    const [{ own, schema, jobs }] = rows as [{ own: boolean; schema: string; jobs: string | null }];
    if (own) return;
    await client.query('BEGIN');
    // Two servers that start at once would change the same rows of the catalogue.
    await client.query("SELECT pg_advisory_xact_lock(hashtext('anxing.migrations'))");
    for (const each of jobs ? [schema, jobs] : [schema]) {
      await client.query(grants(pg.escapeIdentifier(each), pg.escapeIdentifier(role)));
    }
    await client.query(
      `REVOKE INSERT, UPDATE, DELETE ON migrations FROM ${pg.escapeIdentifier(role)}`,
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}

const grants = (schema: string, role: string) => `
  REVOKE ALL ON ALL TABLES IN SCHEMA ${schema} FROM ${role};
  REVOKE CREATE ON SCHEMA ${schema} FROM ${role};
  GRANT USAGE ON SCHEMA ${schema} TO ${role};
  GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${schema} TO ${role};
  GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${schema} TO ${role};
  GRANT EXECUTE ON ALL ROUTINES IN SCHEMA ${schema} TO ${role}`;
