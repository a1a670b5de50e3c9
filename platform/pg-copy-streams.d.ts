/** The package brings no types of its own. */
declare module 'pg-copy-streams' {
  import type { Readable, Writable } from 'node:stream';
  import type { Connection, Submittable } from 'pg';

  /** Runs `COPY … TO STDOUT`; `rowCount` is right once the stream has ended. */
  export function to(sql: string): Readable & Copying;
  /** Runs `COPY … FROM STDIN`; `rowCount` is right once the stream has finished. */
  export function from(sql: string): Writable & Copying;

  type Copying = Submittable & { rowCount: number; submit(connection: Connection): void };
}
