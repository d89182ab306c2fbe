import { sql } from 'kysely'
import type { OrganisationId } from '#core/organisation.ts'
import { dayOf, type Day, type Instant } from '#core/time.ts'
import type { Span } from '#core/trace.ts'
import type { ActivityId } from '#process/processing-activity.ts'
import type { Reader, Tx } from './database.ts'

/** Whose data: a keyed hash (hexadecimal), and of what. */
export interface Subject {
  readonly id: string
  /** `person`: of what is registered of somebody. `record`: somebody of whom only a text tells, by the record. */
  readonly type: 'person' | 'record'
}

/** One line of the Logboek Dataverwerkingen. No employee, no content. */
export interface ProcessingLine extends Span {
  /** Ties it to the audit log. */
  readonly processing: string
  /** The operation, as the audit log calls it. */
  readonly name: string
  readonly activity: ActivityId
  /** Of the activity. */
  readonly version: number
  /** null: of nobody in particular. */
  readonly subject: Subject | null
  readonly status: 'Unset' | 'Ok' | 'Error'
  readonly startedAt: Instant
  readonly endedAt: Instant
  /** The action of another organisation that it follows from. */
  readonly foreign: { readonly span: string; readonly processor: OrganisationId } | null
}

/** Writes lines, in the transaction of what they tell of. */
export async function insertLines(
  tx: Tx,
  organisation: OrganisationId,
  lines: readonly ProcessingLine[],
): Promise<void> {
  const rows = lines.map(({ subject, foreign, ...line }) => ({
    ...line,
    day: dayOf(line.endedAt),
    subject: subject?.id,
    subjectType: subject?.type,
    foreignSpan: foreign?.span,
    processor: foreign?.processor,
  }))
  await sql`
    insert into spoor.processing (organisation, day, trace_id, span_id, parent_span_id, processing_id, name, activity,
                                  version, subject, subject_type, status, started_at, ended_at, foreign_span,
                                  foreign_processor)
    select ${organisation}, day, decode("traceId", 'hex'), decode("spanId", 'hex'), decode(parent, 'hex'), processing,
           name, activity, version, decode(subject, 'hex'), "subjectType", status, "startedAt", "endedAt",
           decode("foreignSpan", 'hex'), processor
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r (day date, "traceId" text, "spanId" text, parent text, processing uuid, name text, activity text,
              version integer, subject text, "subjectType" text, status text, "startedAt" timestamptz,
              "endedAt" timestamptz, "foreignSpan" text, processor text)`.execute(tx)
}

/** The people that the registrations of a record name, as registered. */
export interface Named {
  readonly record: string
  readonly persons: readonly unknown[]
}

/** Who is named in the registrations of these signals, as far as they may still be read. */
export async function namedInSignals(db: Reader, signals: readonly string[]): Promise<readonly Named[]> {
  const { rows } = await sql<Named>`
    select o.signal_id as record, r.persons
      from spoor.signal_registration o
      join spoor.registration r on r.organisation = o.organisation and r.source_id = o.source_id
     where o.signal_id = any(${signals as string[]}::uuid[]) and r.persons <> '[]'`.execute(db)
  return rows
}

/** Who is named in these registrations, as far as they may still be read. */
export async function namedInRegistrations(db: Reader, ids: readonly string[]): Promise<readonly Named[]> {
  const { rows } = await sql<Named>`
    select id as record, persons from spoor.registration
     where id = any(${ids as string[]}::uuid[]) and persons <> '[]'`.execute(db)
  return rows
}

/** Where a page of lines ended. */
export type LinePlace = Pick<ProcessingLine, 'endedAt' | 'traceId' | 'spanId'>

/** Lines of the days from `from` up to and with `through`, oldest first, behind `after`. Index processing_day. */
export async function listLines(
  db: Reader,
  organisation: OrganisationId,
  { from, through }: { readonly from: Day; readonly through: Day },
  limit: number,
  after: (LinePlace & { readonly day: Day }) | null,
): Promise<readonly (ProcessingLine & { readonly day: Day })[]> {
  const { rows } = await sql<LineRow>`
    select day, encode(trace_id, 'hex') as "traceId", encode(span_id, 'hex') as "spanId",
           encode(parent_span_id, 'hex') as parent, processing_id as processing, name, activity, version,
           encode(subject, 'hex') as subject, subject_type, status, started_at as "startedAt", ended_at as "endedAt",
           encode(foreign_span, 'hex') as foreign_span, foreign_processor
      from spoor.processing
     where organisation = ${organisation} and day between ${from}::date and ${through}::date
       and (${after === null}
            or (day, ended_at, trace_id, span_id)
               > (${after?.day ?? null}::date, ${after?.endedAt ?? null}::timestamptz,
                  decode(${after?.traceId ?? null}, 'hex'), decode(${after?.spanId ?? null}, 'hex')))
     order by day, ended_at, trace_id, span_id
     limit ${limit}`.execute(db)
  return rows.map(lineOf)
}

type LineRow = Omit<ProcessingLine, 'subject' | 'foreign'> & {
  readonly day: Day
  readonly subject: string | null
  readonly subject_type: Subject['type'] | null
  readonly foreign_span: string | null
  readonly foreign_processor: OrganisationId | null
}

function lineOf({ subject, subject_type: type, foreign_span: span, foreign_processor, ...line }: LineRow) {
  return {
    ...line,
    subject: subject === null || type === null ? null : { id: subject, type },
    foreign: span === null || foreign_processor === null ? null : { span, processor: foreign_processor },
  }
}
