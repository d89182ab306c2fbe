import { sql } from 'kysely'
import type { OrganisationId } from '#core/organisation.ts'
import type { Instant } from '#core/time.ts'
import type { Phase } from '#process/way-of-working.ts'
import type { Reader, Tx } from './database.ts'

/** Signals that came to a phase in a month, or ended in it; counts only. */
export interface FigureCell {
  readonly phase: Phase
  /** null: no form was found. A signal counts for each form that it may be about. */
  readonly form: string | null
  /** null: came to this phase; else: ended here, with this outcome. */
  readonly outcome: string | null
  readonly signals: number
}

/** Figures of one organisation and month, as they were when the month was over. */
export interface SealedFigure {
  /** `yyyy-mm`, of the Dutch calendar. */
  readonly month: string
  readonly content: readonly FigureCell[]
  /** sha256 of the canonical JSON of the content, hexadecimal. */
  readonly sha256: string
}

/**
 * Counts a month from the ledger, which outlives what it is about: signals that were received, came to a phase for the
 * first time, or ended. In a fixed order, so that the same month gives the same bytes.
 */
export async function countMonth(
  db: Reader,
  organisation: OrganisationId,
  from: Instant,
  to: Instant,
): Promise<readonly FigureCell[]> {
  const { rows } = await sql<FigureCell>`
    with come as (
      select e.signal_id, 'signal' as phase, null::text as outcome, e.at
        from spoor.event e where e.organisation = ${organisation} and e.seq = 1
       union all
      select e.signal_id,
             case when e.type = 'enrichment-started' then 'enrichment'
                  when e.type = 'investigation-started' then 'investigation' else 'interview' end,
             null, min(e.at)
        from spoor.event e
       where e.organisation = ${organisation}
         and (e.type in ('enrichment-started', 'interview-recorded', 'investigation-started'))
       group by 1, 2
    ), ended as (
      select e.signal_id,
             coalesce((select c.phase from come c where c.signal_id = e.signal_id and c.at <= e.at
                        order by array_position(array['investigation', 'interview', 'enrichment', 'signal'], c.phase)
                        limit 1), 'signal') as phase,
             coalesce(e.data ->> 'outcome', e.type) as outcome, e.at
        from spoor.event e
       where e.organisation = ${organisation}
         and e.type in ('closed', 'set-aside-confirmed', 'handover-accepted', 'offer-refused', 'offer-recalled')
    )
    select x.phase, f.form, x.outcome, count(*)::integer as signals
      from (select * from come union all select * from ended) x
      join spoor.event b on b.organisation = ${organisation} and b.signal_id = x.signal_id and b.seq = 1
      left join lateral jsonb_array_elements_text(b.data -> 'forms') as f (form) on true
     where x.at >= ${from}::timestamptz and x.at < ${to}::timestamptz
     group by x.phase, f.form, x.outcome
     order by array_position(array['signal', 'enrichment', 'interview', 'investigation'], x.phase), x.outcome nulls first,
              f.form nulls first`.execute(db)
  return rows
}

/** Keeps the figures of a month for good; nothing happens when they are there. */
export async function insertFigure(
  tx: Tx,
  organisation: OrganisationId,
  { month, content, sha256 }: SealedFigure,
  at: Instant,
): Promise<void> {
  await sql`
    insert into spoor.sealed_figure (organisation, month, content, sha256, sealed_at)
    values (${organisation}, ${month}, ${JSON.stringify(content)}::jsonb, decode(${sha256}, 'hex'), ${at})
    on conflict (organisation, month) do nothing`.execute(tx)
}

/** When the first event of an organisation happened, and which month was sealed last; null: none. */
export async function figuresSoFar(
  db: Reader,
  organisation: OrganisationId,
): Promise<{ readonly first: Instant | null; readonly sealed: string | null }> {
  const { rows } = await sql<{ first: Instant | null; sealed: string | null }>`
    select (select min(at) from spoor.event where organisation = ${organisation}) as first,
           (select max(month) from spoor.sealed_figure where organisation = ${organisation}) as sealed`.execute(
    db,
  )
  return rows[0] ?? { first: null, sealed: null }
}
