import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../../platform/config.ts';
import { type Migration, migrate, openDatabase } from '../../platform/database.ts';
import { startEmbedded } from '../../platform/embedded.ts';
import { recordMode } from '../prepare-database.ts';

/** What an earlier version had, of every kind of thing that stands in nobody's list. */
export const earlier: Migration[] = [
  {
    name: 'herd/1.sql',
    sql: `
      create table installation (one boolean primary key default true, mode text not null,
        created_at timestamptz not null);
      create type colour as enum ('black', 'white');
      create domain card as text check (value <> '');
      create table penguin (id bigint generated always as identity primary key, colour colour, card card);
      create table egg (id serial primary key, parent bigint references penguin) partition by range (id);
      create table egg_1 partition of egg for values from (1) to (100);
      create view white_penguin as select * from penguin where colour = 'white';
      create materialized view black_penguin as select * from penguin where colour = 'black';
      create sequence ticket;
      create type pair as (one int, other int);
      create function waddle(penguin) returns int language sql as 'select 1';
      create procedure dive() language sql as 'select 1';
      create aggregate most(int) (sfunc = int4larger, stype = int);
      create function stay() returns trigger language plpgsql as $$ begin raise 'stays'; end $$;
      create trigger stays before delete or truncate on installation execute function stay();
      create schema pgboss;
      create table pgboss.job (id int);
      insert into penguin (colour, card) values ('white', 'P0001');`,
  },
];

/** A data folder that an earlier version made and closed, with a photo in it. */
export async function leaveEarlierFolder(config: Config): Promise<void> {
  const embedded = await startEmbedded({ dataDir: config.dataDir });
  const { pool, close } = openDatabase(embedded.owner, { max: 1 });
  await migrate(pool, earlier);
  await recordMode(config, pool, new Date('2022-01-20T04:00:00Z'));
  await close();
  await embedded.stop();
  mkdirSync(join(config.dataDir, 'files'));
  writeFileSync(join(config.dataDir, 'files', 'photo'), 'photo');
}
