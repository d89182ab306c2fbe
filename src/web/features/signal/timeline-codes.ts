import type { MessageKey } from '../../messages/messages.ts'
import { formatDate } from '../../shared/dates.ts'
import { answersIn, codeOf, labelIn, labelsIn, type Told } from './told.ts'

/** What a code is called, and what it says; an empty text tells nothing. */
type Teller = readonly [name: MessageKey, say: (value: unknown, told: Told) => string]

/** The codes of events in words, in the order in which they are told. What says nothing to a reader is not here. */
export const CODES: Readonly<Record<string, Teller>> = {
  from: ['fact.from', (value, { text }) => text.word('organisation', codeOf(value))],
  partner: ['fact.partner', partnerOf],
  via: ['fact.via', (value, { text }) => text.word('handover-via', codeOf(value))],
  moment: ['fact.moment', momentOf],
  criterion: ['fact.criterion', (value, told) => labelIn(told.signal.choices.setAsideCriteria, value, told)],
  act: ['fact.act', (value, told) => labelIn(told.signal.choices.acts, value, told)],
  crossing: ['fact.crossing', (value, told) => labelIn(told.signal.choices.crossings, value, told)],
  acts: ['fact.acts', (value, told) => labelsIn(told.signal.choices.acts, value, told)],
  seenOn: ['crossing.seen-on', dayOf],
  with: ['contact.with', (value, { text }) => text.word('contact-with', codeOf(value))],
  phase: ['fact.phase', (value, { text }) => text.word('phase', codeOf(value))],
  result: ['fact.result', resultOf],
  reason: ['fact.reason', reasonOf],
  because: ['fact.reason', (value, { text }) => text.word('return-reason', codeOf(value))],
  provenance: ['fact.provenance', provenanceOf],
  unmet: ['fact.unmet', unmetOf],
  qualified: ['fact.qualified', (value, { text }) => (value === false ? text.t('fact.not-qualified') : '')],
  circumstances: [
    'circumstances.title',
    (value, told) => answersIn(told.signal.choices.circumstances, value, told),
  ],
  urgency: ['urgency.label', urgencyOf],
  lane: ['fact.lane', (value, told) => labelIn(told.signal.choices.routing?.lanes ?? [], value, told)],
  protection: [
    'routing.protection',
    (value, told) => answersIn(told.signal.choices.routing?.protection ?? [], value, told),
  ],
  agrees: ['routing.agrees', yesOrNo],
  outcome: ['fact.outcome', outcomeOf],
  decision: ['fact.decision', (value, { text }) => text.word('decision', codeOf(value))],
  verdict: ['fact.verdict', (value, { text }) => text.word('verdict', codeOf(value))],
  answers: ['fact.answers', questionsOf],
  reviewOn: ['fact.review-on', dayOf],
  held: ['fact.held', yesOrNo],
  second: ['interview.second', secondOf],
  recorded: ['interview.recorded', yesOrNo],
  complaint: ['fact.complaint', (value, { text }) => text.word('complaint', codeOf(value))],
  exOfficio: [
    'fact.basis',
    (value, { text: { t } }) => t(value === true ? 'basis.ex-officio' : 'basis.complaint'),
  ],
  qualification: ['fact.qualification', qualificationOf],
  unit: ['fact.unit', (value, { unit }) => unit(codeOf(value))],
  indicators: ['fact.indicators', (value) => (Array.isArray(value) ? value.join(', ') : '')],
  escalation: ['fact.escalated', escalationOf],
  opens: ['fact.beside', besideOf],
  duty: ['fact.next', nextOf],
}

function yesOrNo(value: unknown, { text: { t } }: Told): string {
  return t(value === true ? 'answer.yes' : 'answer.no')
}

function dayOf(value: unknown, { text: { language } }: Told): string {
  return typeof value === 'string' ? formatDate(value, 'day', language) : ''
}

function partnerOf(value: unknown, { signal: { handover }, text: { label } }: Told): string {
  return handover === null ? codeOf(value) : label(handover.partner)
}

function momentOf(value: unknown, told: Told): string {
  const moments = told.signal.choices.handovers.flatMap((rule) => rule.moments)
  return labelIn(moments, value, told)
}

function resultOf(value: unknown, { entry, text: { word } }: Told): string {
  return word(entry.type === 'contact-recorded' ? 'contact-result' : 'result', codeOf(value))
}

/** The same word for different lists: why an act, a contact or an offer came to nothing, or why it waits. */
function reasonOf(value: unknown, told: Told): string {
  if (value === null) return ''
  const { notPossibleReasons, holdReasons, handoverRefusals } = told.signal.choices
  const { type } = told.entry
  if (type === 'held') return labelIn(holdReasons, value, told)
  if (type === 'act-recorded' || type === 'contact-recorded') return labelIn(notPossibleReasons, value, told)
  const known = handoverRefusals.some(({ id }) => id === value)
  return known ? labelIn(handoverRefusals, value, told) : told.text.word('handover-reason', codeOf(value))
}

function provenanceOf(value: unknown, told: Told): string {
  const { word, language } = told.text
  const given = value as Readonly<Record<string, string>> | null
  if (given === null) return ''
  const act = told.signal.choices.acts.find(({ id }) => id === told.entry.data.act)
  return [
    word('fact-or-opinion', given.factOrOpinion ?? ''),
    labelIn(act?.information ?? [], given.source, told),
    word('reliability', given.reliability ?? ''),
    formatDate(given.obtainedOn ?? '', 'day', language),
  ].join(' · ')
}

function unmetOf(value: unknown, { signal, entry, text: { label } }: Told): string {
  const places = (Array.isArray(value) ? value : []) as readonly unknown[]
  const act = signal.choices.acts.find(({ id }) => id === entry.data.act)
  const missing = act?.guideline.requirements.filter((_, place) => places.includes(place)) ?? []
  return missing.map(label).join('; ')
}

function urgencyOf(value: unknown, told: Told): string {
  if (Array.isArray(value) && value.length > 0) return labelsIn(told.signal.choices.urgencies, value, told)
  // Said only where it was the point: that nothing is urgent any more.
  return told.entry.type === 'urgency-set' ? told.text.t('urgency.none') : ''
}

function outcomeOf(value: unknown, told: Told): string {
  const { outcomes } = told.signal.choices
  const known = outcomes.some(({ id }) => id === value)
  return known ? labelIn(outcomes, value, told) : told.text.word('outcome', codeOf(value))
}

function questionsOf(value: unknown, told: Told): string {
  const { weighingCriteria, routing } = told.signal.choices
  return answersIn([...weighingCriteria, ...(routing?.criteria ?? [])], value, told)
}

function secondOf(value: unknown, { person, text: { t } }: Told): string {
  return typeof value === 'string' ? person(value) : t('interview.alone')
}

function qualificationOf(value: unknown, told: Told): string {
  const given = value as Readonly<Record<string, unknown>> | null
  if (given === null) return ''
  const { offence } = told.signal.choices
  const parts = (['variants', 'means', 'purposes'] as const).map((part) =>
    labelsIn(offence[part], given[part], told),
  )
  const law = offence.id === given.law ? told.text.label(offence.label) : codeOf(given.law)
  return [law, ...parts.filter((part) => part !== '')].join('\n')
}

function escalationOf(value: unknown, { role, unit }: Told): string {
  const to = value as { readonly unit?: unknown; readonly role?: unknown } | null
  if (typeof to?.unit !== 'string' || typeof to.role !== 'string') return ''
  return `${role(to.role)} · ${unit(to.unit)}`
}

function besideOf(value: unknown, told: Told): string {
  return Array.isArray(value) ? value.map((one) => dutyOf(one, told)).join('\n') : ''
}

/** What must be done next; where urgency brought it forward, with the moment that it had before. */
function nextOf(value: unknown, told: Told): string {
  const next = dutyOf(value, told)
  const { entry, signal, text } = told
  if (entry.type !== 'urgency-set') return next
  const before = signal.timeline.findLast(
    ({ seq, data }) => seq < entry.seq && dutyOf(data.duty, told) !== '',
  )
  const was = dueOf(before?.data.duty)
  if (was === '' || was === dueOf(value)) return next
  return `${next} (${text.t('fact.was', { when: formatDate(was, 'short', text.language) })})`
}

function dueOf(value: unknown): string {
  const { dueAt } = (value ?? {}) as { readonly dueAt?: unknown }
  return typeof dueAt === 'string' ? dueAt : ''
}

function dutyOf(value: unknown, { text: { word, language } }: Told): string {
  const duty = value as { readonly kind?: unknown; readonly dueAt?: unknown } | null
  if (typeof duty?.kind !== 'string' || typeof duty.dueAt !== 'string') return ''
  return `${word('duty', duty.kind)} · ${formatDate(duty.dueAt, 'short', language)}`
}
