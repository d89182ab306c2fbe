import type pg from 'pg'

/**
 * Everything in schema `spoor` as SQL-like text, the same text for the same schema: what a reader of
 * `migrations/schema.sql` sees, and what a test compares. A catalogue query of ours, for the embedded PostgreSQL
 * comes without pg_dump; it is for reading, a database is made by the migrations.
 *
 * The owner's own rights are left out (its name differs per installation), and so is what an extension made.
 */
export async function dumpSchema(pool: pg.Pool): Promise<string> {
  const client = await pool.connect()
  try {
    // With an empty search path PostgreSQL writes every name in full.
    await client.query(`begin read only`)
    await client.query(`set local search_path = ''`)
    const found = await client.query<Row>(
      `select * from (${PARTS.join('\nunion all\n')}) as part
         order by part, object collate "C", place, name collate "C", line collate "C"`,
    )
    await client.query('commit')
    return textOf(found.rows)
  } finally {
    client.release()
  }
}

const HEADER = `-- The schema as the migrations make it. Written by \`npm run schema\`, for reading and for review; do not edit.`

/** One statement: in which part, about which object, and where among what is said of that object. */
interface Row {
  readonly part: number
  readonly object: string
  readonly place: number
  readonly name: string
  readonly line: string
}

/** An empty line between objects, none within one. */
function textOf(rows: readonly Row[]): string {
  const objects = Map.groupBy(rows, (row) => `${row.part} ${row.object}`)
  const texts = [...objects.values()].map((lines) => lines.map((row) => row.line.trim()).join('\n'))
  return `${HEADER}\n\n${texts.join('\n\n')}\n`
}

const SCHEMA = `'spoor'::regnamespace`

const notOfExtension = (catalogue: string, oid: string) =>
  `not exists (select from pg_depend d where d.classid = '${catalogue}'::regclass and d.objid = ${oid}
     and d.deptype = 'e')`

/** Rights that somebody other than the owner has: `grant select, insert on … to …`. */
const grants = (of: {
  readonly part: number
  readonly object: string
  readonly on: string
  readonly acl: string
  readonly owner: string
  readonly from: string
}) => `
  select ${of.part}, ${of.object}, 9, grantee, 'grant ' || rights || ' on ' || ${of.on} || ' to ' || grantee || ';'
  from ${of.from},
  lateral (
    select case when a.grantee = 0 then 'public' else a.grantee::regrole::text end as grantee,
      string_agg(lower(a.privilege_type), ', ' order by a.privilege_type) as rights
    from aclexplode(${of.acl}) a where a.grantee <> ${of.owner} group by 1
  ) g`

const schemaItself = `
  select 0 as part, 'spoor' as object, 0 as place, '' as name, 'create schema spoor;' as line`

const schemaGrants = grants({
  part: 0,
  object: `'spoor'`,
  on: `'schema spoor'`,
  acl: `coalesce(n.nspacl, acldefault('n', n.nspowner))`,
  owner: 'n.nspowner',
  from: `(select * from pg_namespace where nspname = 'spoor') n`,
})

const extensions = `
  select 1, extname, 0, '', format('create extension %I schema spoor;', extname)
  from pg_extension where extnamespace = ${SCHEMA}`

const enums = `
  select 2, typname, 0, '', format('create type spoor.%I as enum (%s);', typname,
    (select string_agg(quote_literal(enumlabel), ', ' order by enumsortorder) from pg_enum where enumtypid = t.oid))
  from pg_type t where typnamespace = ${SCHEMA} and typtype = 'e' and ${notOfExtension('pg_type', 't.oid')}`

const domains = `
  select 2, typname, 0, '', format('create domain spoor.%I as %s%s%s%s;', typname,
    format_type(typbasetype, typtypmod),
    case when typnotnull then ' not null' else '' end,
    coalesce(' default ' || typdefault, ''),
    coalesce((select string_agg(format(' constraint %I %s', conname, pg_get_constraintdef(c.oid)), '' order by conname)
      from pg_constraint c where contypid = t.oid and contype = 'c'), ''))
  from pg_type t where typnamespace = ${SCHEMA} and typtype = 'd' and ${notOfExtension('pg_type', 't.oid')}`

const composites = `
  select 2, relname, 0, '', format('create type spoor.%I as (%s);', relname,
    (select string_agg(format('%I %s', attname, format_type(atttypid, atttypmod)), ', ' order by attnum)
       from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped))
  from pg_class c where relnamespace = ${SCHEMA} and relkind = 'c' and ${notOfExtension('pg_class', 'c.oid')}`

/** Those of identity columns are said with their column. */
const sequences = `
  select 3, relname, 0, '', format('create sequence spoor.%I as %s start %s increment %s;', relname,
    format_type(seqtypid, null), seqstart, seqincrement)
  from pg_class c join pg_sequence s on s.seqrelid = c.oid
  where relnamespace = ${SCHEMA}
    and not exists (select from pg_depend d where d.objid = c.oid and d.classid = 'pg_class'::regclass and d.deptype = 'i')`

const functions = `
  select 4, p.oid::regprocedure::text, 0, '', rtrim(pg_get_functiondef(p.oid), E' \\n') || ';'
  from pg_proc p
  where pronamespace = ${SCHEMA} and prokind in ('f', 'p') and ${notOfExtension('pg_proc', 'p.oid')}`

const aggregates = `
  select 4, p.oid::regprocedure::text, 0, '', format('create aggregate %s (sfunc = %s, stype = %s);',
    p.oid::regprocedure, a.aggtransfn, format_type(a.aggtranstype, null))
  from pg_proc p join pg_aggregate a on a.aggfnoid = p.oid
  where pronamespace = ${SCHEMA} and ${notOfExtension('pg_proc', 'p.oid')}`

/** A definer's function does what its owner may: say who that is when it is not the owner of everything. */
const functionOwners = `
  select 4, p.oid::regprocedure::text, 1, '', format('alter routine %s owner to %s;', p.oid::regprocedure, proowner::regrole)
  from pg_proc p join pg_namespace n on n.oid = pronamespace
  where nspname = 'spoor' and proowner <> nspowner and ${notOfExtension('pg_proc', 'p.oid')}`

const functionGrants = grants({
  part: 4,
  object: 'p.oid::regprocedure::text',
  on: `'routine ' || p.oid::regprocedure::text`,
  acl: `coalesce(p.proacl, acldefault('f', p.proowner))`,
  owner: 'p.proowner',
  from: `(select * from pg_proc p where pronamespace = ${SCHEMA} and ${notOfExtension('pg_proc', 'p.oid')}) p`,
})

const RELATIONS = `(select * from pg_class c where relnamespace = ${SCHEMA} and ${notOfExtension('pg_class', 'c.oid')}) c`

const columnText = `format('  %I %s%s%s', attname, format_type(atttypid, atttypmod),
      case when attidentity = 'a' then ' generated always as identity'
           when attidentity = 'd' then ' generated by default as identity'
           when attgenerated = 's' then ' generated always as (' || pg_get_expr(adbin, adrelid) || ') stored'
           when adbin is not null then ' default ' || pg_get_expr(adbin, adrelid) else '' end,
      case when attnotnull then ' not null' else '' end)`

const tables = `
  select 5, relname, 0, '', format(E'create table spoor.%I (\\n%s\\n)%s%s;', relname,
    (select string_agg(${columnText}, E',\\n' order by attnum)
       from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum
      where attrelid = c.oid and attnum > 0 and not attisdropped),
    case when relkind = 'p' then ' partition by ' || pg_get_partkeydef(c.oid) else '' end,
    case when relispartition then format(' partition of %s %s', (select inhparent::regclass from pg_inherits
      where inhrelid = c.oid), pg_get_expr(relpartbound, c.oid)) else '' end)
  from ${RELATIONS} where relkind in ('r', 'p')`

/** 'n' (not null, PostgreSQL 18) and 't' (constraint trigger) are said with the column and the trigger. */
const constraints = `
  select 5, relname, case contype when 'p' then 1 when 'u' then 2 when 'c' then 3 else 4 end, conname,
    format('alter table spoor.%I add constraint %I %s;', relname, conname, pg_get_constraintdef(con.oid))
  from ${RELATIONS} join pg_constraint con on conrelid = c.oid where contype not in ('n', 't')`

/** Those that stand for a constraint are said with it. */
const indexes = `
  select 5, c.relname, 5, i.relname, pg_get_indexdef(i.oid) || ';'
  from ${RELATIONS} join pg_index on indrelid = c.oid join pg_class i on i.oid = indexrelid
  where not exists (select from pg_constraint where conindid = i.oid and contype in ('p', 'u', 'x'))`

const rowSecurity = `
  select 5, relname, 6, '', format('alter table spoor.%I %s;', relname,
    concat_ws(', ', case when relrowsecurity then 'enable row level security' end,
      case when relforcerowsecurity then 'force row level security' end))
  from ${RELATIONS} where relrowsecurity or relforcerowsecurity`

const policies = `
  select 5, relname, 7, polname, format('create policy %I on spoor.%I as %s for %s to %s%s%s;', polname, relname,
    case when polpermissive then 'permissive' else 'restrictive' end,
    case polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end,
    (select string_agg(case when role = 0 then 'public' else role::regrole::text end, ', ' order by role::regrole::text)
       from unnest(polroles) role),
    coalesce(' using (' || pg_get_expr(polqual, polrelid) || ')', ''),
    coalesce(' with check (' || pg_get_expr(polwithcheck, polrelid) || ')', ''))
  from ${RELATIONS} join pg_policy on polrelid = c.oid`

const triggers = `
  select 5, relname, 8, tgname, pg_get_triggerdef(t.oid) || ';'
    || case tgenabled when 'O' then '' else format(E'\\nalter table spoor.%I set trigger %I %s;', relname, tgname, tgenabled) end
  from ${RELATIONS} join pg_trigger t on tgrelid = c.oid where not tgisinternal`

const views = `
  select 6, relname, 0, '', format(E'create %s spoor.%I%s as\\n%s',
    case relkind when 'm' then 'materialized view' else 'view' end, relname,
    coalesce(' with (' || array_to_string(reloptions, ', ') || ')', ''), pg_get_viewdef(c.oid, true))
  from ${RELATIONS} where relkind in ('v', 'm')`

const partOfRelation = `case c.relkind when 'S' then 3 when 'v' then 6 when 'm' then 6 else 5 end`

const relationGrants = grants({
  part: 5,
  object: 'c.relname',
  on: `case c.relkind when 'S' then 'sequence ' else '' end || 'spoor.' || quote_ident(c.relname)`,
  acl: `coalesce(c.relacl, acldefault(case c.relkind when 'S' then 's'::"char" else 'r' end, c.relowner))`,
  owner: 'c.relowner',
  from: RELATIONS,
}).replace('select 5,', `select ${partOfRelation},`)

const columnGrants = `
  select ${partOfRelation}, relname, 10, grantee || rights, format('grant %s (%s) on spoor.%I to %s;', rights, columns, relname, grantee)
  from (
    select c.relkind, c.relname, lower(a.privilege_type) as rights,
      case when a.grantee = 0 then 'public' else a.grantee::regrole::text end as grantee,
      string_agg(quote_ident(attname), ', ' order by attnum) as columns
    from ${RELATIONS} join pg_attribute on attrelid = c.oid and attnum > 0 and not attisdropped,
      aclexplode(attacl) a
    where a.grantee <> c.relowner group by 1, 2, 3, 4
  ) c`

const PARTS = [
  schemaItself,
  schemaGrants,
  extensions,
  enums,
  domains,
  composites,
  sequences,
  functions,
  aggregates,
  functionOwners,
  functionGrants,
  tables,
  constraints,
  indexes,
  rowSecurity,
  policies,
  triggers,
  views,
  relationGrants,
  columnGrants,
]
