import { sql, type RawBuilder } from 'kysely'
import type { Day, Instant } from '#core/time.ts'
import type { Answers, GuardCodes } from '#process/event.ts'
import type { Reader } from './database.ts'

/** From a moment up to, not including, another. */
export interface Period {
  readonly from: Instant
  readonly to: Instant
}

export interface BalanceCount {
  readonly received: number
  readonly open: number
  readonly handedOver: number
  readonly closed: number
}

/** What was received from one day to another, both included, and how it stands. Index signal_day. */
export async function countBalance(db: Reader, from: Day, to: Day): Promise<BalanceCount> {
  const { rows } = await sql<BalanceCount>`
    select count(*)::integer as received,
           (count(*) filter (where state not in ('closed', 'handed-over')))::integer as open,
           (count(*) filter (where state = 'handed-over'))::integer as "handedOver",
           (count(*) filter (where state = 'closed'))::integer as closed
      from spoor.signal
     where received_on between ${from}::date and ${to}::date`.execute(db)
  return rows[0] ?? { received: 0, open: 0, handedOver: 0, closed: 0 }
}

/** Signals that ended alike, under one way of working. `guards` null: nothing was asked. */
export interface EndingCount {
  readonly wayOfWorking: string
  readonly outcome: string
  readonly guards: GuardCodes | null
  readonly signals: number
}

/** Final outcomes of a period: of each signal that is closed, the last. */
export async function countEndings(db: Reader, { from, to }: Period): Promise<readonly EndingCount[]> {
  const { rows } = await sql<EndingCount>`
    with ending as (
      select distinct on (e.signal_id) e.organisation, e.signal_id, e.seq, e.type, e.at, e.data, s.outcome,
             s.way_of_working
        from spoor.event e
        join spoor.signal s on s.id = e.signal_id and s.state = 'closed'
       where e.type in ('closed', 'set-aside-confirmed', 'offer-refused', 'offer-recalled')
       order by e.signal_id, e.seq desc
    ), asked as (
      select way_of_working, outcome,
             case when jsonb_typeof(data -> 'guards') = 'object' then data -> 'guards'
                  -- They were answered with the proposal.
                  when type = 'closed' then (
                    select p.data -> 'guards' from spoor.event p
                     where p.organisation = ending.organisation and p.signal_id = ending.signal_id
                       and p.type = 'stop-proposed' and p.seq < ending.seq
                     order by p.seq desc limit 1) end as guards
        from ending
       where at >= ${from}::timestamptz and at < ${to}::timestamptz
    )
    select way_of_working as "wayOfWorking", outcome, guards, count(*)::integer as signals
      from asked group by way_of_working, outcome, guards`.execute(db)
  return rows
}

export interface ContactCount {
  readonly signals: number
  readonly spoken: number
  readonly attempted: number
  readonly notPossible: number
  /** Enriched with more than registers: a possible victim or a witness spoken to, or a joint inspection. */
  readonly wider: number
}

/** Signals that left the enrichment in a period, for the first time: the best that came of contact before it. */
export async function countContact(
  db: Reader,
  { from, to }: Period,
  widerActs: readonly string[],
): Promise<ContactCount> {
  const { rows } = await sql<ContactCount>`
    with enriched as (
      select organisation, signal_id, min(seq) as seq from spoor.event
       where type = 'enrichment-finished'
       group by organisation, signal_id
      having min(at) >= ${from}::timestamptz and min(at) < ${to}::timestamptz
    ), best as (
      select e.signal_id,
             min(array_position(array['spoken', 'attempted', 'not-possible'], c.data ->> 'result'))
               filter (where c.type = 'contact-recorded' and c.data ->> 'with' = 'possible-victim') as contact,
             coalesce(bool_or(
               (c.type = 'contact-recorded' and c.data ->> 'result' = 'spoken'
                 and c.data ->> 'with' in ('possible-victim', 'witness'))
               or (c.type = 'act-recorded' and c.data ->> 'result' = 'done'
                 and c.data ->> 'act' = any(${widerActs as string[]}::text[]))), false) as wider
        from enriched e
        left join spoor.event c on c.organisation = e.organisation and c.signal_id = e.signal_id and c.seq < e.seq
             and c.type in ('contact-recorded', 'act-recorded')
       group by e.signal_id
    )
    select count(*)::integer as signals,
           (count(*) filter (where contact = 1))::integer as spoken,
           (count(*) filter (where contact = 2))::integer as attempted,
           (count(*) filter (where contact = 3))::integer as "notPossible",
           (count(*) filter (where wider))::integer as wider
      from best`.execute(db)
  return rows[0] ?? { signals: 0, spoken: 0, attempted: 0, notPossible: 0, wider: 0 }
}

export interface HandoverCount {
  readonly offered: number
  readonly accepted: number
  readonly refused: number
  readonly recalled: number
  readonly silent: number
}

/** What was offered to others in a period, and the answers so far. */
export async function countHandovers(db: Reader, { from, to }: Period): Promise<HandoverCount> {
  const { rows } = await sql<HandoverCount>`
    select count(*)::integer as offered,
           (count(*) filter (where answer = 'accepted'))::integer as accepted,
           (count(*) filter (where answer = 'refused'))::integer as refused,
           (count(*) filter (where answer = 'recalled'))::integer as recalled,
           (count(*) filter (where answer = 'silence'))::integer as silent
      from spoor.handover
     where direction = 'out' and moves and offered_at >= ${from}::timestamptz and offered_at < ${to}::timestamptz`.execute(
    db,
  )
  return rows[0] ?? { offered: 0, accepted: 0, refused: 0, recalled: 0, silent: 0 }
}

/** Duties past their due moment, by kind; what they climbed to is not counted again. Index duty_due. */
export async function countOverdue(
  db: Reader,
  now: Instant,
): Promise<readonly { readonly kind: string; readonly count: number }[]> {
  const { rows } = await sql<{ kind: string; count: number }>`
    select kind, count(*)::integer as count from spoor.duty
     where done_at is null and kind <> 'escalation' and due_at < ${now}::timestamptz
     group by kind order by kind`.execute(db)
  return rows
}

/** What starts in a period, when it ended, and when it was known that it would not. */
type Starts = 'answered' | 'enriched' | 'accepted'

const STARTS: Readonly<Record<Starts, RawBuilder<unknown>>> = {
  answered: sql`
    select s.received_at as started, min(e.at) as ended, min(e.at) as settled
      from spoor.signal s
      left join spoor.event e on e.organisation = s.organisation and e.signal_id = s.id
           and e.type in ('signal-confirmed', 'set-aside-proposed')
     where s.origin = 'scan'
     group by s.id`,
  enriched: sql`
    select min(at) filter (where type = 'enrichment-started') as started,
           min(at) filter (where type = 'enrichment-finished') as ended,
           min(at) filter (where type = 'enrichment-finished') as settled
      from spoor.event
     where type in ('enrichment-started', 'enrichment-finished')
     group by organisation, signal_id`,
  accepted: sql`
    select offered_at as started, case when answer = 'accepted' then answered_at end as ended, answered_at as settled
      from spoor.handover
     where direction = 'out' and moves`,
}

/** The last moment in time for what starts on a day (working days), or so many hours after it. */
export type Deadlines =
  { readonly hours: number } | { readonly days: readonly { readonly day: Day; readonly due: Instant }[] }

/** Of what started in a period: how much ended in time, of what ended or ran out of time. */
export async function countWithin(
  db: Reader,
  what: Starts,
  { from, to }: Period,
  deadlines: Deadlines,
  now: Instant,
): Promise<{ readonly within: number; readonly settled: number }> {
  const hours = 'hours' in deadlines ? deadlines.hours : null
  const days = 'days' in deadlines ? deadlines.days : []
  const { rows } = await sql<{ within: number; settled: number }>`
    with due as (
      select x.*, coalesce(x.started + make_interval(hours => ${hours}::integer), d.due) as due
        from (${STARTS[what]}) x
        left join jsonb_to_recordset(${JSON.stringify(days)}::jsonb) as d (day date, due timestamptz)
          on d.day = (x.started at time zone 'Europe/Amsterdam')::date
       where x.started >= ${from}::timestamptz and x.started < ${to}::timestamptz
    )
    select (count(*) filter (where ended <= due))::integer as within,
           (count(*) filter (where settled is not null or due < ${now}::timestamptz))::integer as settled
      from due`.execute(db)
  return rows[0] ?? { within: 0, settled: 0 }
}

/** Signals by the day on which they were received and the day on which they first came to be weighed, in a period. */
export async function countDaysToWeighing(
  db: Reader,
  { from, to }: Period,
): Promise<readonly { readonly received: Day; readonly weighed: Day; readonly signals: number }[]> {
  const { rows } = await sql<{ received: Day; weighed: Day; signals: number }>`
    select s.received_on as received, (x.at at time zone 'Europe/Amsterdam')::date as weighed, count(*)::integer as signals
      from (select signal_id, min(at) as at from spoor.event where type = 'enrichment-finished' group by signal_id) x
      join spoor.signal s on s.id = x.signal_id
     where x.at >= ${from}::timestamptz and x.at < ${to}::timestamptz
     group by 1, 2`.execute(db)
  return rows
}

/** Of what was received from one day to another: how much led to an investigation, and by which channel it came in. */
export async function countReceived(
  db: Reader,
  from: Day,
  to: Day,
): Promise<
  readonly { readonly channel: string | null; readonly signals: number; readonly investigated: number }[]
> {
  const { rows } = await sql<{ channel: string | null; signals: number; investigated: number }>`
    select b.data ->> 'channel' as channel, count(*)::integer as signals,
           (count(*) filter (where exists (
             select from spoor.event i where i.organisation = s.organisation and i.signal_id = s.id
                and i.type = 'investigation-started')))::integer as investigated
      from spoor.signal s
      join spoor.event b on b.organisation = s.organisation and b.signal_id = s.id and b.seq = 1
     where s.received_on between ${from}::date and ${to}::date
     group by 1`.execute(db)
  return rows
}

/** Handovers offered in a period, by rule and by which acts had been done by then. */
export async function countCompleteness(
  db: Reader,
  { from, to }: Period,
): Promise<
  readonly {
    readonly wayOfWorking: string
    readonly rule: string
    readonly done: readonly string[]
    readonly handovers: number
  }[]
> {
  const { rows } = await sql<{ wayOfWorking: string; rule: string; done: string[]; handovers: number }>`
    select s.way_of_working as "wayOfWorking", e.data ->> 'rule' as rule,
           array(select distinct a.data ->> 'act' from spoor.event a
                  where a.organisation = e.organisation and a.signal_id = e.signal_id and a.seq < e.seq
                    and a.type = 'act-recorded' and a.data ->> 'result' = 'done' order by 1) as done,
           count(*)::integer as handovers
      from spoor.event e
      join spoor.signal s on s.id = e.signal_id
     where e.type = 'handover-offered' and e.at >= ${from}::timestamptz and e.at < ${to}::timestamptz
     group by 1, 2, 3`.execute(db)
  return rows
}

/** Routing decisions of a period, by lane and by what was answered. */
export async function countRoutings(
  db: Reader,
  { from, to }: Period,
): Promise<
  readonly {
    readonly wayOfWorking: string
    readonly lane: string
    readonly answers: Answers
    readonly protection: Answers
    readonly decisions: number
  }[]
> {
  const { rows } = await sql<{
    wayOfWorking: string
    lane: string
    answers: Answers
    protection: Answers
    decisions: number
  }>`
    select s.way_of_working as "wayOfWorking", e.data ->> 'lane' as lane, e.data -> 'answers' as answers,
           e.data -> 'protection' as protection, count(*)::integer as decisions
      from spoor.event e
      join spoor.signal s on s.id = e.signal_id
     where e.type = 'routed' and e.at >= ${from}::timestamptz and e.at < ${to}::timestamptz
     group by 1, 2, 3, 4`.execute(db)
  return rows
}
