import type { SignalId } from '#process/event.ts'
import type { Step } from '#process/step.ts'
import { dueAt } from '#process/working-days.ts'
import type { ALedger, Colleague } from './a-ledger.ts'
import { stepsOf } from './ledger-steps.ts'

/** Histories that hold, by name: together every kind of event there is. Each ends where its name says. */
export async function allStories(ledger: ALedger): Promise<Readonly<Record<string, SignalId>>> {
  return { ...(await police(ledger)), ...(await inspectorate(ledger)), ...(await handovers(ledger)) }
}

async function police(ledger: ALedger) {
  const s = stepsOf(ledger.rules('politie'))
  const sanne = ledger.colleague('politie')
  const jayden = ledger.colleague('politie')
  const other = ledger.colleague('politie', 'intelligence')
  const enriched = enrichedBy(s, sanne)

  const setAside = await ledger.born('politie')
  await ledger.take(
    setAside,
    [sanne, s.setAside],
    [jayden, s.simple('reject-set-aside')],
    [sanne, s.setAside],
    [jayden, s.simple('confirm-set-aside')],
  )
  const followedUp = await lookAgain(ledger, setAside, [sanne, jayden], other, 'follow-up')

  const investigated = await ledger.born('politie', { by: sanne, forms: ['crimineel'] })
  await ledger.take(
    investigated,
    [sanne, { type: 'take-up' }],
    [sanne, { type: 'set-urgency', urgency: ['minor'], ground: 'Er is een minderjarige bij.' }],
    [sanne, s.simple('start-enrichment')],
    [sanne, s.circumstances(['minor'])],
    [sanne, s.act('ask-youth-care')],
    [sanne, s.act('suspect-as-victim')],
    ...s.enrichment.map((step) => [sanne, step] as const),
    [sanne, s.contact],
    [sanne, s.simple('finish-enrichment')],
    [sanne, s.weigh('enrich-further', { 'danger-now': 'yes' })],
    [sanne, s.act('financial-look')],
    [sanne, s.simple('finish-enrichment')],
    [sanne, s.weigh('interview')],
    [sanne, s.interview],
    [sanne, s.simple('finish-interview')],
  )
  const weighed = investigated
  await considerAll(ledger, weighed, sanne)
  await ledger.take(weighed, [sanne, s.contact], [sanne, s.stop()], [jayden, s.simple('reject-stop')])

  const closed = await ledger.born('politie', { forms: ['seksueel', 'overig'] })
  await ledger.take(closed, [sanne, s.confirm('danger-now')], ...enriched, [sanne, s.act('online-adverts')])
  await ledger.take(
    closed,
    [sanne, s.simple('finish-enrichment')],
    [sanne, s.stop('no-leads')],
    [jayden, s.simple('confirm-stop')],
  )
  const agreed = await lookAgain(ledger, closed, [sanne, jayden], other, 'agrees')

  const shelved = await ledger.born('politie')
  const weighing = [[sanne, s.confirm()], ...enriched, [sanne, s.simple('finish-enrichment')]] as const
  const shelve = [
    [sanne, s.stop('shelve', '2026-07-15')],
    [jayden, s.simple('confirm-stop')],
  ] as const
  await ledger.take(shelved, ...weighing, ...shelve, [sanne, s.simple('review-shelved')], ...shelve)
  await ledger.change('politie', shelved, true)
  const begun = await ledger.born('politie')
  await ledger.take(begun, [sanne, s.setAside], [jayden, s.simple('confirm-set-aside')])
  await ledger.change('politie', begun, true)
  const noted = await ledger.born('politie')
  await ledger.change('politie', noted, false)

  const held = await ledger.born('politie')
  await ledger.take(held, [sanne, s.confirm()], [sanne, s.hold('capacity', '2026-06-20')])
  const resumed = await ledger.born('politie')
  await ledger.take(
    resumed,
    [sanne, s.confirm()],
    [sanne, s.hold('awaiting-information', '2026-06-20')],
    [sanne, s.simple('resume')],
  )

  const moved = await ledger.born('politie')
  await ledger.take(moved, [sanne, s.confirm()])
  const refusal: Step = { type: 'refuse-unit', reason: 'wrong-address', ground: 'Hoort elders.' }
  await ledger.take(
    moved,
    [sanne, s.offerUnit('intelligence')],
    [other, refusal],
    [sanne, s.offerUnit('intelligence')],
    [sanne, s.simple('recall-unit')],
    [sanne, s.offerUnit('intelligence')],
  )
  const climbed = await climb(ledger, moved)
  await ledger.take(moved, [other, s.simple('accept-unit')])
  const shared = await sharedAround(ledger, [sanne, jayden, other])
  const oldest = await writtenLongAgo(ledger, sanne)
  return { followedUp, weighed, agreed, shelved, begun, noted, held, resumed, climbed, shared, oldest }
}

/** Shared with partners who take no duty over, answered and asked back; the last is not answered before the end. */
async function sharedAround(
  ledger: ALedger,
  [one, second, other]: readonly [Colleague, Colleague, Colleague],
): Promise<SignalId> {
  const s = stepsOf(ledger.rules('politie'))
  const shared = await ledger.born('politie')
  await ledger.take(
    shared,
    [one, s.confirm()],
    ...enrichedBy(s, one),
    [one, s.simple('finish-enrichment')],
    [one, s.offerHandover('administrative-to-municipality')],
    [one, s.receipt('received')],
    [one, s.simple('recall-handover')],
    [one, s.offerHandover('care-to-coordinator')],
    [one, s.receipt('refused')],
    [one, s.offerHandover('stay-to-immigration')],
    [one, s.offerUnit('intelligence')],
    [other, s.simple('accept-unit')],
    [one, s.receipt('accepted')],
    [one, s.receipt('outcome')],
    [one, s.offerHandover('care-to-coordinator')],
    [one, s.stop()],
    [second, s.simple('confirm-stop')],
  )
  return shared
}

async function inspectorate(ledger: ALedger) {
  const s = stepsOf(ledger.rules('arbeidsinspectie'))
  const sanne = ledger.colleague('arbeidsinspectie')
  const jayden = ledger.colleague('arbeidsinspectie')
  const inspected = await ledger.born('arbeidsinspectie')
  await ledger.take(
    inspected,
    [sanne, s.confirm()],
    ...enrichedBy(s, sanne),
    [sanne, s.act('joint-inspection')],
    [sanne, s.offerCrossing('supervision-to-investigation', ['joint-inspection'])],
    [jayden, s.simple('refuse-crossing')],
    [sanne, s.offerCrossing('supervision-to-investigation', ['joint-inspection'])],
    [jayden, s.simple('accept-crossing')],
    [sanne, s.route('serious-disadvantage')],
    [jayden, { type: 'review-routing', agrees: false, ground: 'Er is dwang.' }],
    [sanne, s.route('labour-exploitation')],
    [sanne, s.route('labour-exploitation', 'yes')],
    [jayden, { type: 'review-routing', agrees: true, ground: 'Mee eens.' }],
    [sanne, s.simple('finish-enrichment')],
  )
  await considerAll(ledger, inspected, sanne)
  await ledger.take(inspected, [sanne, s.investigate()], [sanne, s.contact])
  await ledger.take(inspected, [sanne, s.act('financial-investigation')], [sanne, s.conclude])
  return { inspected }
}

async function handovers(ledger: ALedger) {
  const s = stepsOf(ledger.rules('kmar'))
  const p = stepsOf(ledger.rules('politie'))
  const kees = ledger.colleague('kmar')
  const sanne = ledger.colleague('politie')
  const offered = async (rule = 'to-police') => {
    const signal = await ledger.born('kmar', { forms: ['seksueel'], channel: 'grenscontrole' })
    const after = await ledger.take(signal, [kees, s.confirm()], ...enrichedBy(s, kees), [
      kees,
      s.offerHandover(rule),
    ])
    return { signal, handover: after.state === 'handing-over' ? after.handover : '' }
  }

  const waiting = await offered()
  const accepted = await offered()
  await ledger.deliver()
  const there = await ledger.ofHandover('politie', accepted.handover)
  await ledger.take(there, [sanne, p.simple('accept-handover')])
  await ledger.deliver()
  await ledger.take(
    there,
    ...enrichedBy(p, sanne),
    [sanne, p.act('online-adverts')],
    [sanne, p.simple('finish-enrichment')],
    [sanne, p.stop()],
    [ledger.colleague('politie'), p.simple('confirm-stop')],
  )
  await ledger.deliver()

  const refused = await offered()
  await ledger.deliver()
  const refusal: Step = { type: 'refuse-handover', reason: 'not-our-field', ground: 'Niet voor ons.' }
  const turnedAway = await ledger.ofHandover('politie', refused.handover)
  await ledger.take(turnedAway, [sanne, refusal])
  await ledger.deliver()

  const recalled = await offered()
  await ledger.deliver()
  await ledger.take(recalled.signal, [kees, s.simple('recall-handover')])
  await ledger.deliver()

  const silent = await offered()
  await ledger.deliver()
  const before = ledger.now
  ledger.now = '2026-07-01T09:00:00.000Z'
  await ledger.lapse('kmar', silent.signal)
  await ledger.deliver()
  ledger.now = before

  const onPaper = await offered('abroad-to-foreign-authority')
  await ledger.take(
    onPaper.signal,
    [kees, s.receipt('received')],
    [ledger.colleague('kmar'), s.receipt('accepted')],
    [kees, s.receipt('outcome')],
  )
  await ledger.change('kmar', onPaper.signal, true)
  const sent = {
    waiting: waiting.signal,
    accepted: accepted.signal,
    there,
    refused: refused.signal,
    turnedAway,
  }
  return { ...sent, recalled: recalled.signal, silent: silent.signal, onPaper: onPaper.signal }
}

type Steps = ReturnType<typeof stepsOf>

/** From confirmed to all that the end of the enrichment asks for. */
export function enrichedBy(s: Steps, by: Colleague): readonly (readonly [Colleague, Step])[] {
  return [
    [by, s.simple('start-enrichment')],
    [by, s.circumstances()],
    ...s.enrichment.map((step) => [by, step] as const),
    [by, s.contact],
  ]
}

/** Whatever a decision asks to have been considered: the acts of an investigation cannot be recorded before it. */
async function considerAll(ledger: ALedger, signal: SignalId, by: Colleague): Promise<void> {
  const s = stepsOf(ledger.rules(by.organisation))
  const asked = ['suspect-as-victim', 'financial-look', 'financial-investigation']
  const rules = ledger.rules(by.organisation)
  await ledger.take(signal, [by, s.weigh('enrich-further')])
  for (const id of asked) {
    const rule = rules.acts.find((one) => one.id === id)
    if (rule?.phases.includes('enrichment')) await ledger.take(signal, [by, s.act(id)])
  }
  await ledger.take(signal, [by, s.simple('finish-enrichment')])
}

async function lookAgain(
  ledger: ALedger,
  signal: SignalId,
  deciders: readonly Colleague[],
  other: Colleague,
  verdict: 'agrees' | 'follow-up',
): Promise<SignalId> {
  const { secondLook } = await ledger.draw('politie', signal, deciders)
  const look = secondLook?.look ?? ''
  await ledger.take(signal, [other, stepsOf(ledger.rules('politie')).look(look, verdict)])
  await ledger.judged('politie', look, verdict)
  return signal
}

/** Both steps of the ladder, each when it is time, of the duty and of the duty beside it. */
async function climb(ledger: ALedger, signal: SignalId): Promise<SignalId> {
  const before = ledger.now
  for (const now of ['2026-06-15T16:00:00.000Z', '2026-06-19T16:00:00.000Z']) {
    ledger.now = now
    await ledger.escalate('politie', signal)
  }
  ledger.now = before
  return signal
}

/** As the first version of Spoor wrote it: no channel, no side duties, and a unit that changed without being asked. */
async function writtenLongAgo(ledger: ALedger, by: Colleague): Promise<SignalId> {
  const signal = await ledger.born('politie', { channel: null })
  const s = stepsOf(ledger.rules('politie'))
  await ledger.write('politie', signal, by.id, (now, { rules, calendar, now: at, newId }) => {
    const dueAtOnce = dueAt(at, rules.terms['start-enrichment'].value, calendar)
    const duty = { id: newId(), kind: 'start-enrichment', unit: now.unit, dueAt: dueAtOnce } as const
    return { data: { type: 'signal-confirmed', duty }, content: { ground: 'Gezien.' } }
  })
  await ledger.write('politie', signal, by.id, (now, { newId }) => {
    const duty = { ...now.duty!, id: newId(), unit: 'intelligence' }
    return { data: { type: 'unit-changed', unit: 'intelligence', duty }, content: { ground: 'Verhuisd.' } }
  })
  await ledger.take(signal, [by, s.simple('start-enrichment')])
  return signal
}
