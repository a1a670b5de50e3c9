import type pg from 'pg';

/**
 * Describes everything that migrations make, one line a thing, in an order that does not depend on
 * how it came about: two databases have the same schema exactly when their lines are equal. What
 * extensions bring along is left out.
 */
export async function describeSchema(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query("select current_setting('search_path') as path");
  const setPath = (path: string) =>
    client.query("select set_config('search_path', $1, false)", [path]);
  // Names are then written with their schema, whatever the role's settings.
  await setPath('');
  const lines: string[] = [];
  for (const [kind, query] of Object.entries(queries)) {
    const found = await client.query<{ line: string }>(common + query);
    lines.push(...found.rows.map(({ line }) => `${kind} ${line}`));
  }
  await setPath(rows[0].path);
  return lines.sort();
}

/** Lines that only one of two descriptions has, each marked with its side. */
export function differences(one: string[], other: string[]): string[] {
  const without = (lines: string[], mark: string, others: Set<string>) =>
    lines.filter((line) => !others.has(line)).map((line) => `${mark} ${line}`);
  return [...without(one, '-', new Set(other)), ...without(other, '+', new Set(one))];
}

/** Schemas that are not the system's own; everything but what extensions made there. */
const common = `
  with spaces as (
    select oid, nspname, nspacl, nspowner from pg_catalog.pg_namespace
     where nspname !~ '^(pg_|information_schema$)'
  ), extended as (
    select objid from pg_catalog.pg_depend where deptype = 'e'
  ), classes as (
    select c.*, c.oid::regclass::text as name from pg_catalog.pg_class c
      join spaces s on s.oid = c.relnamespace where c.oid not in (select objid from extended)
  ), routines as (
    select p.*, p.oid::regprocedure::text as name from pg_catalog.pg_proc p
      join spaces s on s.oid = p.pronamespace where p.oid not in (select objid from extended)
  ), types as (
    select t.*, t.oid::regtype::text as name from pg_catalog.pg_type t
      join spaces s on s.oid = t.typnamespace where t.oid not in (select objid from extended)
  )
`;

/** Rights as "role: right", so that rights never changed and rights given back are told as one. */
const rights = (of: string, kind: string, name: string, acl: string, owner: string) => `
  select concat_ws(' ', ${name}, grantee::regrole::text || ':', privilege_type,
                   case when is_grantable then 'to grant' end) as line
    from ${of}, aclexplode(coalesce(${acl}, acldefault('${kind}', ${owner})))`;

const queries: Record<string, string> = {
  schema: 'select nspname as line from spaces',
  extension: 'select extname as line from pg_catalog.pg_extension',
  relation: `
    select concat_ws(' ', name, relkind, relpersistence, reloptions::text, relreplident,
             case when relrowsecurity then 'row security' end,
             case when relforcerowsecurity then 'forced' end,
             'partition by ' || pg_get_partkeydef(oid), pg_get_expr(relpartbound, oid),
             (select string_agg(inhparent::regclass::text, ', ' order by inhseqno)
                from pg_catalog.pg_inherits where inhrelid = classes.oid)) as line
      from classes where relkind <> 'i'`,
  column: `
    select concat_ws(' ', name || '.' || attname,
             row_number() over (partition by attrelid order by attnum),
             format_type(atttypid, atttypmod),
             case when attnotnull then 'not null' end,
             'default ' || pg_get_expr(adbin, adrelid),
             'identity ' || nullif(attidentity::text, ''), 'generated ' || nullif(attgenerated::text, ''),
             'collate ' || nullif(attcollation, 0)::regcollation::text, attstorage,
             nullif(attcompression::text, ''), attoptions::text, attacl::text) as line
      from classes
      join pg_catalog.pg_attribute on attrelid = classes.oid and attnum > 0 and not attisdropped
      left join pg_catalog.pg_attrdef on adrelid = attrelid and adnum = attnum
     where relkind <> 'i'`,
  constraint: `
    select concat_ws(' ', conrelid::regclass, contypid::regtype, conname,
             pg_get_constraintdef(c.oid), case when not convalidated then 'not validated' end) as line
      from pg_catalog.pg_constraint c join spaces s on s.oid = connamespace
     where conrelid not in (select objid from extended)
       and contypid not in (select objid from extended)`,
  index: `
    select concat_ws(' ', pg_get_indexdef(indexrelid), case when not indisvalid then 'invalid' end,
             case when indisclustered then 'clustered' end) as line
      from pg_catalog.pg_index join classes on oid = indexrelid`,
  trigger: `
    select concat_ws(' ', pg_get_triggerdef(t.oid), 'enabled ' || tgenabled::text) as line
      from pg_catalog.pg_trigger t join classes c on c.oid = tgrelid where not tgisinternal`,
  routine: `select pg_get_functiondef(oid) as line from routines where prokind <> 'a'`,
  aggregate: `
    select concat_ws(' ', name, aggtransfn, aggfinalfn, aggcombinefn, aggtranstype::regtype,
             agginitval) as line
      from routines join pg_catalog.pg_aggregate on aggfnoid = oid`,
  view: `select name || pg_get_viewdef(oid) as line from classes where relkind in ('v', 'm')`,
  rule: `
    select pg_get_ruledef(r.oid) as line from pg_catalog.pg_rewrite r
      join classes c on c.oid = ev_class where rulename <> '_RETURN'`,
  policy: `
    select concat_ws(' ', c.name, polname, polcmd, polpermissive, polroles::regrole[]::text,
             pg_get_expr(polqual, polrelid), 'check ' || pg_get_expr(polwithcheck, polrelid)) as line
      from pg_catalog.pg_policy join classes c on c.oid = polrelid`,
  sequence: `
    select concat_ws(' ', c.name, seqtypid::regtype, seqstart, seqincrement, seqmin, seqmax, seqcache,
             case when seqcycle then 'cycle' end,
             (select 'of ' || refobjid::regclass::text || '.' || attname
                from pg_catalog.pg_depend d
                join pg_catalog.pg_attribute on attrelid = refobjid and attnum = refobjsubid
               where d.objid = c.oid and deptype in ('a', 'i') and refobjsubid > 0)) as line
      from pg_catalog.pg_sequence join classes c on c.oid = seqrelid`,
  type: `
    select concat_ws(' ', name, typtype, case when typnotnull then 'not null' end,
             'default ' || typdefault, nullif(typbasetype, 0)::regtype,
             (select string_agg(enumlabel, ', ' order by enumsortorder)
                from pg_catalog.pg_enum where enumtypid = types.oid),
             (select rngsubtype::regtype::text from pg_catalog.pg_range where rngtypid = types.oid)
           ) as line
      from types where typelem = 0 and typrelid = 0`,
  statistics: `
    select pg_get_statisticsobjdef(e.oid) as line from pg_catalog.pg_statistic_ext e
      join spaces s on s.oid = stxnamespace`,
  comment: `
    select pg_describe_object(classoid, objoid, objsubid) || ': ' || description as line
      from pg_catalog.pg_description where objoid >= 16384 and objoid not in (select objid from extended)`,
  'right on schema': rights('spaces', 'n', 'nspname', 'nspacl', 'nspowner'),
  'right on relation': `
    ${rights('classes', 'r', 'name', 'relacl', 'relowner')} where relkind not in ('i', 'S')
    union all ${rights('classes', 's', 'name', 'relacl', 'relowner')} where relkind = 'S'`,
  'right on routine': rights('routines', 'f', 'name', 'proacl', 'proowner'),
  'right on type': `${rights('types', 'T', 'name', 'typacl', 'typowner')} where typelem = 0`,
  'default right': `
    select concat_ws(' ', defaclrole::regrole, nullif(defaclnamespace, 0)::regnamespace,
             defaclobjtype, defaclacl::text) as line
      from pg_catalog.pg_default_acl`,
};
