import type { UnderRules } from './at.ts'
import type { Answers } from './event-data.ts'
import { CONTACT } from './story.ts'
import { demandsOf } from './work.ts'
import { knows, type Outcome, type Way } from './way.ts'
import { daysLater, dutchDay } from './working-days.ts'

const SHELVE = 'shelve'
const LIST = 'a choice is of its closed list'

/** What people choose: from closed lists, every criterion and guard answered, dates within their maximum, capacity never. */
export function checkChoices(at: UnderRules): void {
  checkLists(at)
  checkNever(at)
  checkCriteria(at)
  checkGuards(at)
  checkReview(at)
  const { story, event, way, fault } = at
  checkOutcome(at)
  const most = way.decisions.find(({ id }) => id === 'enrich-further')?.maxTimes?.value
  const further = event.type === 'weighed' && event.data.decision === 'enrich-further'
  if (further && most !== undefined && story.enrichedFurther >= most && story.channel !== null) {
    const rule = 'it is enriched further no more often than the way of working says'
    fault(rule, `${most} times`, `${story.enrichedFurther + 1} times`)
  }
  if (event.type === 'investigation-started' && !event.data.exOfficio && !story.complaintMade) {
    fault('an investigation follows a complaint, or is ex officio', 'a complaint', 'none')
  }
}

function checkOutcome({ event: { type, data }, way, fault }: UnderRules): void {
  if (type !== 'stop-proposed') return
  const { unless = [] } = way.outcomes.find(({ id }) => id === data.outcome) ?? {}
  for (const id of unless.filter((one) => data.answers?.[one] === 'yes')) {
    fault('an outcome does not contradict what was answered with it', `${data.outcome} or ${id}`, 'both')
  }
}

type Named = readonly { readonly id: string }[]

function checkLists(at: UnderRules): void {
  const { event, fault, way } = at
  for (const [list, id] of chosen(at)) {
    if (!knows(list, id)) fault(LIST, list.map((one) => one.id).join(' or ') || 'none', String(id))
  }
  const ends = event.type === 'closed' && at.story.state === 'investigating'
  if (ends && way.outcomes.some(({ id, stops }) => stops && id === event.data.outcome)) {
    fault('a decision not to follow up is confirmed by another', 'a proposal of another', 'nobody before')
  }
  for (const id of event.data.urgency ?? []) {
    if (!knows(way.urgentTerms, id)) fault(LIST, 'an urgency of the way of working', id)
  }
}

function chosen({ story, event, way }: UnderRules): readonly (readonly [Named, string | null | undefined])[] {
  const { type, data } = event
  switch (type) {
    case 'set-aside-proposed':
      return [[way.setAsideCriteria, data.criterion]]
    case 'stop-proposed':
      return [[outcomes().filter(({ stops }) => stops), data.outcome]]
    case 'closed':
      return story.state === 'investigating' ? [[outcomes(), data.outcome]] : []
    case 'weighed':
      return [[way.decisions, data.decision]]
    case 'held':
      return [[way.holdReasons, data.reason]]
    case 'offer-refused':
    case 'unit-refused':
      return [[way.handoverRefusals, data.reason]]
    case 'unit-offered':
      return [[way.units.filter(({ id }) => id !== story.unit), data.unit]]
    case 'routed':
      return [[way.routing?.lanes ?? [], data.lane]]
    case 'crossing-offered':
      return [[way.armCrossings, data.crossing]]
    case 'circumstances-recorded':
      return Object.keys(data.circumstances ?? {}).map((id) => [way.circumstances, id])
    case 'contact-recorded':
      return data.result === 'not-possible' ? [[way.notPossibleReasons, data.reason]] : []
    case 'share-answered':
      return [[['accepted', 'refused'].map((id) => ({ id })), data.answer]]
    case 'handover-offered':
    case 'share-offered': {
      const rule = way.handovers.find(({ id }) => id === data.rule)
      const partners = way.partners.filter(({ id }) => id === rule?.to)
      return [
        [way.handovers, data.rule],
        [rule?.moments ?? [], data.moment],
        [partners, data.partner],
      ]
    }
    default:
      return []
  }

  function outcomes(): readonly Outcome[] {
    return way.outcomes.filter(({ from }) => from.includes(story.state))
  }
}

/** Capacity is a reason to wait that everybody sees; with it whatever the way of working says may never count. */
function checkNever({ event: { type, data }, way, fault }: UnderRules): void {
  const never = ['capacity', ...way.neverCriteria.map(({ id }) => id)]
  const reason = type === 'held' ? undefined : data.reason
  const said = [data.criterion, data.outcome, data.decision, data.lane, reason]
  const counted = [...said, ...Object.keys(data.answers ?? {})].filter((one) => never.includes(one ?? ''))
  for (const id of counted) fault('capacity is never a criterion', 'another ground', String(id))
}

function checkCriteria({ story, event: { type, data }, way, fault }: UnderRules): void {
  const asked = (list: Named, answers: Answers = {}) => {
    for (const { id } of list) {
      if (!['yes', 'no', 'unknown'].includes(answers[id] ?? '')) {
        fault('each criterion is answered', id, answers[id] ?? 'no answer')
      }
    }
    for (const id of Object.keys(answers)) if (!knows(list, id)) fault(LIST, 'a criterion', id)
  }
  switch (type) {
    case 'stop-proposed':
      if (story.state === 'weighing') asked(way.weighingCriteria, data.answers)
      return
    case 'weighed':
    case 'investigation-started':
    case 'second-look-taken':
      asked(way.weighingCriteria, data.answers)
      return
    case 'routed':
      asked(way.routing?.criteria ?? [], data.answers)
      asked(
        (way.routing?.protectionFirst ?? []).map((id) => ({ id })),
        data.protection,
      )
  }
}

function checkGuards(at: UnderRules): void {
  const { story, event, way, fault } = at
  const given = event.data.guards ?? {}
  const asked = HAS_GUARDS.has(event.type) ? (demandsOf(at)?.guards ?? []) : []
  const rule = 'each guard of an outcome is answered from its list'
  for (const id of new Set([...asked, ...Object.keys(given)])) {
    const answers = answersOf(way, id)
    const answer = given[id]
    if (!knows(answers, answer)) fault(rule, `${id}: ${idsOf(answers)}`, answer ?? 'no answer')
    const { contact = '' } = answers.find((one) => one.id === answer) ?? {}
    if (CONTACT.indexOf(contact) > story.contact && story.channel !== null) {
      const recorded = CONTACT[story.contact] ?? 'nothing'
      fault('an answer about contact says no more than was recorded', recorded, contact)
    }
  }
}

const HAS_GUARDS = new Set(['stop-proposed', 'closed', 'handover-offered', 'share-offered'])

function answersOf(way: Way, guard: string): Way['guards'][number]['answers'] {
  return way.guards.find(({ id }) => id === guard)?.answers ?? []
}

function idsOf(list: Named): string {
  return list.map(({ id }) => id).join(' or ')
}

function checkReview({ event: { type, at, data }, way, fault }: UnderRules): void {
  const { reviewOn = null, outcome } = data
  const rule = 'a review date lies within the maximum'
  if (type === 'stop-proposed' && (outcome === SHELVE) !== (reviewOn !== null)) {
    fault(rule, outcome === SHELVE ? 'a review date' : 'none', reviewOn ?? 'none')
    return
  }
  if (reviewOn === null && type !== 'held') return
  const today = dutchDay(at)
  const last = daysLater(today, (type === 'held' ? way.holdDaysMax : way.shelveDaysMax).value)
  if (reviewOn === null || reviewOn <= today || reviewOn > last) {
    fault(rule, `after ${today}, by ${last}`, reviewOn ?? 'none')
  }
}
