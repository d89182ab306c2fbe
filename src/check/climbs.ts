import type { Instant } from '#core/time.ts'
import type { UnderRules } from './at.ts'
import type { Climb, Duty } from './event-data.ts'
import type { Tell } from './mismatch.ts'
import type { Story } from './story.ts'
import type { Way } from './way.ts'
import { termEnds, type Term } from './working-days.ts'

/** What a named role has where the ladder has no further step that would say so. */
const LAST_TERM: Term = { value: 1, unit: 'working-days' }

/** An overdue duty climbs to the role that its ladder names, not before its time, and never the same step twice. */
export function checkClimb(at: UnderRules): void {
  const { story, event, fault, way } = at
  const { type, data } = event
  const { escalation } = data
  if (type === 'handover-returned' && escalation) {
    checkStep(at, escalation, termEnds(event.at, way.escalation[1]?.after ?? LAST_TERM))
    return
  }
  if (type !== 'escalated') return
  const duty = dutiesOf(story).find(({ id }) => id === data.overdue)
  const rule = 'only an overdue duty climbs'
  if (!duty || !escalation) {
    fault(rule, 'an open duty', String(data.overdue))
    return
  }
  const step = way.escalation[escalation.level - 1]
  const from = step ? termEnds(duty.dueAt, step.after) : duty.dueAt
  if (event.at < from) fault(rule, `not before ${from}`, event.at)
  const climbed = story.climbs.get(duty.id)?.level ?? 0
  if (escalation.level <= climbed) fault(rule, `above step ${climbed}`, `step ${escalation.level}`)
  const next = way.escalation[escalation.level]
  checkStep(at, escalation, next ? termEnds(duty.dueAt, next.after) : termEnds(event.at, LAST_TERM))
}

function checkStep({ way, fault }: UnderRules, { level, unit, role, dueAt }: Climb, limit: Instant): void {
  const step = way.escalation[level - 1]
  const named = step ? `${step.unit} ${step.role}` : `a step of ${way.escalation.length}`
  if (named !== `${unit} ${role}`) {
    fault('a duty climbs to whom the ladder names', named, `${unit} ${role}`)
  }
  if (!(dueAt <= limit)) fault('a duty is due within its term', `escalation by ${limit}`, dueAt)
}

/** As of a moment, which the caller takes back by what the job that escalates may be late. */
export function checkOverdue(story: Story, way: Way, asOf: Instant, tell: Tell): void {
  const { signal } = story
  for (const { id, kind, dueAt } of dutiesOf(story)) {
    // Most duties are not overdue: this test alone keeps the check of a large ledger short.
    if (dueAt > asOf) continue
    const level = way.escalation.filter(({ after }) => termEnds(dueAt, after) <= asOf).length
    const found = story.climbs.get(id)?.level ?? 0
    if (found >= level) continue
    const event = story.dutyIds.get(id) ?? null
    const expected = `${kind} at step ${level}`
    tell({ signal, event, rule: 'an overdue duty has climbed', expected, found: `step ${found}` })
  }
  const offer = story.state === 'handing-over' ? story.offers.get(story.away ?? '') : undefined
  if (offer && offer.recall === null && offer.answerBy <= asOf) {
    const expected = `asked back after ${offer.answerBy}`
    tell({
      ...{ signal, event: offer.seq, rule: 'silence asks a handover back' },
      ...{ expected, found: 'still waiting' },
    })
  }
}

function dutiesOf({ duty, sides }: Story): readonly Duty[] {
  return duty ? [duty, ...sides.values()] : [...sides.values()]
}
