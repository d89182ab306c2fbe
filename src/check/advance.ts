import type { Answers, Duty, EventData } from './event-data.ts'
import { ENDED, PHASE_OF, stateAfter } from './kinds.ts'
import type { EventRow } from './ledger-rows.ts'
import { advanceHandover, endShare } from './advance-handover.ts'
import { CONTACT, type Story } from './story.ts'

/** One event further. What does not fit is told elsewhere; here it is taken as it stands, so that the reading goes on. */
export function advance(story: Story, event: EventRow): void {
  const { data, type } = event
  const before = story.state
  const overdue = story.duty
  if (before === 'unborn') beBorn(story, event)
  note(story, event)
  advanceHandover(story, event)
  const after = stateAfter(type, data, story)
  if (after !== before) moveTo(story, after, event)
  story.seq = event.seq
  if (data.duty) story.duty = data.duty
  if (ENDED.includes(after)) story.duty = null
  if (ENDED.includes(after) && story.share) endShare(story, event.at)
  if (MOVES.has(type)) passOn(story, overdue, data)
  settleDuties(story, before, event)
}

const MOVES = new Set(['unit-changed', 'unit-accepted'])

/** A duty that only passes to another unit stays overdue. */
function passOn(
  { climbs, sides }: Story,
  main: Duty | null,
  { duty, opens = [], ends = [] }: EventData,
): void {
  const sidesOf = (kind: string) =>
    [...sides.values()].find((one) => one.kind === kind && ends.includes(one.id))
  const passed = [[main, duty] as const, ...opens.map((one) => [sidesOf(one.kind), one] as const)]
  for (const [from, to] of passed) {
    const climbed = from && climbs.get(from.id)
    if (climbed && to) climbs.set(to.id, climbed)
  }
}

function beBorn(story: Story, { type, at, data }: EventRow): void {
  story.origin = data.sample === undefined ? (ORIGIN[type] ?? '') : 'sample'
  story.receivedAt = at
  story.forms = data.forms ?? []
  story.wayOfWorking = data.wayOfWorking ?? ''
  story.channel = data.channel ?? null
  if (type === 'signal-offered' && data.from !== undefined && data.handover !== undefined) {
    story.firstDue = data.duty?.dueAt ?? ''
    story.from = { organisation: data.from, handover: data.handover }
  }
}

const ORIGIN: Readonly<Record<string, string>> = {
  'signal-proposed': 'scan',
  'signal-registered': 'officer',
  'signal-offered': 'handover',
}

function moveTo(story: Story, after: string, { type, seq, by_member, data }: EventRow): void {
  if (NEGATIVE.has(type) || (type === 'closed' && story.proposal !== null)) {
    const deciders = [story.proposal?.by ?? '', by_member]
    story.negatives.set(seq, { type, deciders, unit: story.unit })
  }
  story.outcome = after === 'closed' ? (data.outcome ?? END_OF[type] ?? null) : null
  story.holdReason = after === 'held' ? (data.reason ?? null) : null
  if (after !== 'shelved') story.reviewOn = null
  if (after === 'shelved') story.reviewOn = story.proposal?.reviewOn ?? null
  if (!PROPOSED.has(after)) story.proposal = null
  if (!AWAY.has(after)) story.away = null
  story.left = story.state
  story.state = after
  story.phase = PHASE_OF[after] ?? story.phase
}

const NEGATIVE = new Set(['set-aside-confirmed', 'shelved'])
const AWAY = new Set(['handing-over', 'handed-over'])
const PROPOSED = new Set(['set-aside-proposed', 'stop-proposed'])
const END_OF: Readonly<Record<string, string>> = {
  'set-aside-confirmed': 'set-aside',
  'offer-refused': 'offer-refused',
  'offer-recalled': 'offer-recalled',
}

/** With a duty they open what rested or had ended. */
const OPENS_AGAIN = new Set(['registration-changed', 'second-look-taken'])

/** What an event says beside the state and the duty. */
function note(story: Story, { type, by_member, data }: EventRow): void {
  if (data.unit !== undefined && SETS_UNIT.has(type)) story.unit = data.unit
  if (data.urgency !== undefined) story.urgency = data.urgency
  if (data.answers !== undefined && ANSWERED.has(type))
    story.answers = answersAfter(story, type, data.answers)
  if (type === 'weighed' && data.decision === 'enrich-further') story.enrichedFurther++
  if (OPENS_AGAIN.has(type) && data.duty) story.enrichedFurther = 0
  switch (type) {
    case 'set-aside-proposed':
    case 'stop-proposed':
      story.proposal = { by: by_member, outcome: data.outcome ?? '', reviewOn: data.reviewOn ?? null }
      return
    case 'interview-recorded':
      story.interviewHeld ||= data.held === true
      if (data.held === true) story.contact = CONTACT.indexOf('spoken')
      story.complaintMade ||= data.complaint === 'made'
      return
    case 'routed':
      story.routed = { lane: data.lane ?? '', by: by_member, reviewed: false }
      return
    case 'routing-reviewed':
      story.routed = story.routed && data.agrees ? { ...story.routed, reviewed: true } : null
      return
    case 'second-look-drawn':
      story.look = { look: data.look ?? '', of: data.of ?? 0, duty: opened(data, 'second-look') }
      story.looks.set(data.of ?? 0, { look: data.look ?? '', verdict: null })
      return
    case 'second-look-taken':
      story.looks.set(data.of ?? 0, { look: data.look ?? '', verdict: data.verdict ?? '' })
      story.look = null
      return
    case 'handover-returned':
      if (data.escalation && data.duty) story.climbs.set(data.duty.id, data.escalation)
      return
    case 'escalated':
      if (data.escalation && data.overdue !== undefined) story.climbs.set(data.overdue, data.escalation)
      return
    default:
      noteWork(story, type, data, by_member)
  }
}

/** Decisions of a weighing; a proposal to end an investigation answers only what it adds. */
const ANSWERED = new Set(['weighed', 'stop-proposed', 'investigation-started'])

function answersAfter({ answers }: Story, type: string, given: Answers): Answers {
  return type === 'stop-proposed' ? { ...answers, ...given } : given
}

const SETS_UNIT = new Set([
  'signal-proposed',
  'signal-registered',
  'signal-offered',
  'unit-changed',
  'unit-accepted',
])

function noteWork(story: Story, type: string, data: EventData, by: string): void {
  switch (type) {
    case 'act-recorded':
      story.acts.set(data.act ?? '', { result: data.result ?? '', unit: data.unit ?? null })
      // Done anew, it is known anew: nobody has decided yet whether that reaches the other arm.
      story.crossed.delete(data.act ?? '')
      return
    case 'circumstances-recorded':
      for (const [id, answer] of Object.entries(data.circumstances ?? {})) {
        story.circumstances.add(id)
        if (answer === 'yes') story.holds.add(id)
        else story.holds.delete(id)
      }
      return
    case 'contact-recorded':
      if (data.with !== 'possible-victim' || data.phase === undefined) return
      story.contacts.add(data.phase)
      story.contact = Math.max(story.contact, CONTACT.indexOf(data.result ?? ''))
      return
    case 'unit-offered':
      story.unitOffer = { unit: data.unit ?? '', duty: opened(data, 'answer-unit') }
      return
    case 'crossing-offered': {
      const { crossing = '', acts = [] } = data
      story.crossing = { crossing, acts, by, duty: opened(data, 'accept-crossing') }
      return
    }
    case 'crossing-accepted':
    case 'crossing-refused':
      for (const act of story.crossing?.acts ?? []) story.crossed.add(act)
  }
}

function opened({ opens = [] }: EventData, kind: string): string {
  return opens.find((one) => one.kind === kind)?.id ?? ''
}

/**
 * Side duties begin and end with the event that says so. What ends for this organisation takes them all with it, and
 * what opens again needs no second look any more. An escalation lasts as long as its duty.
 */
function settleDuties(story: Story, before: string, { seq, data }: EventRow): void {
  const { sides, climbs, dutyIds } = story
  const { duty, escalation, opens = [], ends = [] } = data
  if (ENDED.includes(before) !== ENDED.includes(story.state) && before !== 'unborn') sides.clear()
  for (const id of ends) sides.delete(id)
  for (const side of opens) sides.set(side.id, side)
  for (const one of [duty, escalation, ...opens]) if (one && !dutyIds.has(one.id)) dutyIds.set(one.id, seq)
  for (const id of climbs.keys()) if (id !== story.duty?.id && !sides.has(id)) climbs.delete(id)
  if (story.unitOffer && !sides.has(story.unitOffer.duty)) story.unitOffer = null
  if (story.crossing && !sides.has(story.crossing.duty)) story.crossing = null
  // Under another unit the duty to wait for it has another id.
  const receipt = opens.find(({ kind }) => kind === 'await-receipt')
  if (story.share && receipt) story.share = { ...story.share, duty: receipt.id }
  if (story.look && !sides.has(story.look.duty)) story.look = null
}
