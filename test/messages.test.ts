// Every code that a screen may have to show has its words, in both languages.
import { describe, expect, test } from 'vitest'
import { IMPORT_FAULTS } from '#actions/input-bytes.ts'
import { ALL_DUTY_KINDS } from '#contract/duty.ts'
import { HANDOVER_STAGES } from '#contract/handover.ts'
import { IMPORT_STATES } from '#contract/intake.ts'
import { FINDING_STATUSES } from '#core/finding.ts'
import { FORMS } from '#core/form.ts'
import { ORGANISATIONS } from '#core/organisation.ts'
import { REJECT_REASONS } from '#core/registration.ts'
import { ROLES, ROLES_FOR } from '#process/authority.ts'
import { CONTACT_RESULTS, CONTACT_WITH } from '#process/contact.ts'
import type { ActResult, ComplaintChoice, CriterionAnswer, EventData } from '#process/event.ts'
import { MESSAGE_KINDS } from '#process/handover-message.ts'
import { TASK_PURPOSES } from '#process/purpose.ts'
import { REFUSALS } from '#process/refusal.ts'
import { OFFER_RECALLED, OFFER_REFUSED, SET_ASIDE, SIGNAL_STATES } from '#process/state.ts'
import { PHASES, URGENCIES } from '#process/way-of-working.ts'
import type { SignInError } from '#server/sign-in/failure.ts'
import { languageOf, messageFiles, readTexts } from './messages.ts'

/** Lists that exist as types only: the compiler keeps these complete. */
const SIGN_IN_ERRORS: Readonly<Record<SignInError, true>> = {
  'provider-unreachable': true,
  refused: true,
  expired: true,
  failed: true,
  'claims-missing': true,
  'organisation-unknown': true,
  'assurance-too-low': true,
  'unit-unknown': true,
  'roles-unknown': true,
  'network-unknown': true,
  'ended-at-provider': true,
}
const EVENTS: Readonly<Record<EventData['type'], true>> = {
  'signal-proposed': true,
  'signal-registered': true,
  'signal-offered': true,
  'offer-accepted': true,
  'offer-refused': true,
  'offer-recalled': true,
  'signal-confirmed': true,
  'set-aside-proposed': true,
  'set-aside-confirmed': true,
  'set-aside-rejected': true,
  'enrichment-started': true,
  'act-recorded': true,
  'circumstances-recorded': true,
  'contact-recorded': true,
  'urgency-set': true,
  'enrichment-finished': true,
  weighed: true,
  'stop-proposed': true,
  shelved: true,
  'stop-rejected': true,
  'shelf-reviewed': true,
  'interview-recorded': true,
  'interview-finished': true,
  'investigation-started': true,
  closed: true,
  'registration-changed': true,
  escalated: true,
  'taken-up': true,
  'unit-changed': true,
  'unit-offered': true,
  'unit-accepted': true,
  'unit-refused': true,
  'unit-recalled': true,
  held: true,
  resumed: true,
  routed: true,
  'routing-reviewed': true,
  'crossing-offered': true,
  'crossing-accepted': true,
  'crossing-refused': true,
  'handover-offered': true,
  'handover-received': true,
  'handover-accepted': true,
  'handover-refused': true,
  'recall-requested': true,
  'handover-returned': true,
  'handover-reported': true,
  'share-offered': true,
  'share-received': true,
  'share-answered': true,
  'share-recalled': true,
  'second-look-drawn': true,
  'second-look-taken': true,
}
const RESULTS: Readonly<Record<ActResult, true>> = { done: true, 'not-possible': true, 'not-needed': true }
const COMPLAINTS: Readonly<Record<ComplaintChoice, true>> = { made: true, declined: true, considering: true }
const ANSWERS: Readonly<Record<CriterionAnswer, true>> = { yes: true, no: true, unknown: true }

const LISTS = [
  // group of keys     codes
  ['refusal', REFUSALS],
  ['reject', REJECT_REASONS],
  ['reject-help', REJECT_REASONS],
  ['event', Object.keys(EVENTS)],
  ['step', Object.keys(ROLES_FOR)],
  ['duty', ALL_DUTY_KINDS],
  ['state', SIGNAL_STATES],
  ['phase', PHASES],
  ['role', ROLES],
  ['purpose', TASK_PURPOSES],
  ['purpose-help', TASK_PURPOSES],
  ['finding', FINDING_STATUSES],
  ['form', FORMS],
  ['organisation', ORGANISATIONS],
  ['import-state', IMPORT_STATES],
  ['import-fault', IMPORT_FAULTS],
  ['sign-in-error', Object.keys(SIGN_IN_ERRORS)],
  ['result', Object.keys(RESULTS)],
  ['complaint', Object.keys(COMPLAINTS)],
  ['answer', Object.keys(ANSWERS)],
  ['outcome', [SET_ASIDE, OFFER_REFUSED, OFFER_RECALLED]],
  ['urgency', URGENCIES],
  ['contact-with', CONTACT_WITH],
  ['contact-result', CONTACT_RESULTS],
  ['handover-stage', HANDOVER_STAGES],
  ['handover-message', MESSAGE_KINDS],
] as const

test.each(['nl', 'en'])(
  'no key of %s stands in two files: one of them would be shown for the other',
  (language) => {
    const keys = messageFiles()
      .filter((file) => languageOf(file) === language)
      .flatMap((file) => [...readTexts(file).entries.keys()])
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([])
  },
)

describe.each(['nl', 'en'] as const)('in %s', (language) => {
  const texts = new Map(
    messageFiles()
      .filter((file) => languageOf(file) === language)
      .flatMap((file) => [...readTexts(file).entries]),
  )

  test.each(LISTS)('every code of %s has its words', (group, codes) => {
    expect(codes.length).toBeGreaterThan(0)
    expect(codes.filter((code) => (texts.get(`${group}.${code}`) ?? '').trim() === '')).toEqual([])
  })

  test('a refusal is a whole sentence: it says what happened', () => {
    const sentences = REFUSALS.map((code) => texts.get(`refusal.${code}`) ?? '')
    expect(sentences.filter((text) => !/^[A-Z].*\.$/.test(text))).toEqual([])
  })
})
