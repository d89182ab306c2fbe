// What a signal offers to the one who looks at it: by the way of working, the law, the phase and the person.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readSignal } from '../../test/reads.ts'
import { aPair, aSignalAt, mustStep, stepOn, type Pair } from '../../test/a-handover.ts'
import { aHouse, type TestHouse } from '../../test/a-house.ts'
import { actDone, noCircumstances, STEP_EXAMPLES as S } from '../../test/a-signal.ts'
import { ORGANISATIONS, type OrganisationId } from '#core/organisation.ts'
import type { Caller } from './house.ts'
import { registerSignal } from './register.ts'

let house: TestHouse
let pairs: Readonly<Record<OrganisationId, Pair>>

beforeAll(async () => {
  house = await aHouse()
  const all = await Promise.all(ORGANISATIONS.map(async (one) => [one, await aPair(house, one)] as const))
  pairs = Object.fromEntries(all) as unknown as Readonly<Record<OrganisationId, Pair>>
})
afterAll(() => house.close())

const see = async (id: string, caller: Caller) => (await readSignal(house, caller, id))!
const actOf = async (id: string, act: string, caller: Caller) =>
  (await see(id, caller)).choices.acts.find((one) => one.id === act)!

describe('who may investigate', () => {
  test.each([
    // organisation        form          by itself   only when     refused
    ['politie', 'seksueel', true, null, null],
    ['arbeidsinspectie', 'arbeid', true, null, null],
    ['arbeidsinspectie', 'seksueel', false, 'assigned', 'no-legal-power'],
    ['kmar', 'crimineel', true, null, null],
  ] as const)('%s, of %s: by itself %s, else when %s', async (...row) => {
    const [organisation, form, investigates, onlyWhen, refused] = row
    const [caller] = pairs[organisation]
    const created = await registerSignal(house, caller, {
      title: 'Gezien tijdens een ronde',
      text: 'Een man vertelt dat hij zijn papieren moest afgeven.',
      incident: 'overig',
      registeredAt: '2026-06-11T08:00:00+02:00',
      forms: [form],
      ground: 'Hij keek steeds naar de man voor hij antwoordde.',
    })
    const { choices, channel } = await see(created.ok ? created.value.id : '', caller)
    expect(channel).toBe('handmatig')
    expect(choices.mandate).toMatchObject({ investigates, onlyWhen })
    const special = choices.acts.find((one) => one.id === 'special-powers')!
    expect(special).toMatchObject({ refused, fits: false })
  })

  test('a brigade outside the places that the law names may not, and reads why; it may support the police', async () => {
    const [mila] = pairs.kmar
    const unit = 'brigade-grenstoezicht'
    const border = await house.colleague('Thijs', 'kmar', undefined, { unit })
    const id = await aSignalAt(house, 'enriching', pairs.kmar)
    await mustStep(house, mila, id, { ...S['offer-unit'], unit })
    await mustStep(house, border, id, S['accept-unit'])
    const { choices } = await see(id, border)
    expect(choices.mandate).toMatchObject({ investigates: false, onlyWhen: null, support: 'support-police' })
    expect(choices.mandate.refusal.nl).toContain('overdragen aan de politie')
    const refused = choices.acts.filter((one) => one.refused !== null)
    expect(refused.map((one) => [one.id, one.refused])).toEqual([
      ['financial-investigation', 'no-legal-power'],
      ['special-powers', 'no-legal-power'],
    ])
  })

  test('an airport where only civil aviation is theirs: when it is about that', async () => {
    const [mila] = pairs.kmar
    const unit = 'brigade-eindhoven'
    const eindhoven = await house.colleague('Noud', 'kmar', undefined, { unit })
    const id = await aSignalAt(house, 'enriching', pairs.kmar)
    await mustStep(house, mila, id, { ...S['offer-unit'], unit })
    await mustStep(house, eindhoven, id, S['accept-unit'])
    const { mandate } = (await see(id, eindhoven)).choices
    expect(mandate).toMatchObject({ investigates: false, onlyWhen: 'civil-aviation' })
  })
})

describe('a qualification', () => {
  const until = (day: string | null) => [{ id: 'trained-first-contact', until: day }]

  test.each([
    // what                        until           yours
    ['none', [], false],
    ['one without an end', until(null), true],
    ['one that holds today still', until('2026-06-11'), true],
    ['one that ran out yesterday', until('2026-06-10'), false],
  ] as const)('%s: yours %s', async (_, qualifications, yours) => {
    const caller = await house.colleague('Iris', 'politie', undefined, { qualifications })
    const id = await aSignalAt(house, 'confirmed', pairs.politie)
    await mustStep(house, caller, id, S['start-enrichment'])
    const act = await actOf(id, 'victim-contact', caller)
    expect(act.guideline.qualification).toMatchObject({ id: 'trained-first-contact', blocking: false, yours })
    const done = actDone('victim-contact')
    expect(await stepOn(house, caller, id, done)).toBe(yours ? undefined : 'unqualified-reason-missing')
    const withReason = { ...done, unqualifiedBecause: 'Er was niemand anders en het kon niet wachten.' }
    expect(await stepOn(house, caller, id, withReason)).toBeUndefined()
  })
})

describe('acts and decisions', () => {
  test('an act says what it asks for, where it comes from and on what law it rests', async () => {
    const [sanne] = pairs.politie
    const id = await aSignalAt(house, 'enriching', pairs.politie)
    const act = await actOf(id, 'victim-contact', sanne)
    expect(act).toMatchObject({ mandatory: true, result: 'done', reason: null, awaitsCrossing: false })
    expect(act.guideline.requirements.length).toBeGreaterThan(0)
    expect(act.guideline.by.map(({ nl }) => nl)).toContain('Analist')
    expect(act.guideline.legalBasis.source).not.toBe('')
    expect(act.information.length).toBeGreaterThan(0)
    expect(act.notPossible.length).toBeGreaterThan(0)
  })

  test('a decision says which acts it still waits for, and no longer when they have a result', async () => {
    const [sanne] = pairs.politie
    const id = await aSignalAt(house, 'confirmed', pairs.politie)
    await mustStep(house, sanne, id, S['start-enrichment'])
    const open = async () => {
      const { decisions } = (await see(id, sanne)).choices
      return decisions.find((one) => one.id === 'start-investigation')!.open
    }
    expect(await open()).toContain('financial-look')
    await mustStep(house, sanne, id, actDone('financial-look'))
    expect(await open()).not.toContain('financial-look')
  })

  test('a handover says what comes first, to whom, how, and which guards it asks for', async () => {
    const [sanne] = pairs.politie
    const id = await aSignalAt(house, 'confirmed', pairs.politie)
    const { handovers } = (await see(id, sanne)).choices
    expect(handovers.map((one) => [one.id, one.via])).toContainEqual(['labour-to-inspectorate', 'spoor'])
    expect(handovers.map((one) => [one.id, one.via])).toContainEqual([
      'administrative-to-municipality',
      'document',
    ])
    const labour = handovers.find((one) => one.id === 'labour-to-inspectorate')!
    expect(labour.open).toContain('victim-contact')
    expect(labour.guards).toEqual(['possible-victim-contact', 'comensha'])
    expect(labour.partner.nl).toBe('Arbeidsinspectie, Opsporingsdienst')
  })

  test('the offence is offered in the words of the law of the day', async () => {
    const [sanne] = pairs.politie
    const id = await aSignalAt(house, 'weighing', pairs.politie)
    const signal = await see(id, sanne)
    expect(signal.choices.offence.id).toBe(signal.law)
    expect(signal.choices.offence.variants.length).toBeGreaterThan(0)
  })
})

describe('the two arms of the Inspectorate', () => {
  test('what Supervision did waits for a decision, crosses by another arm, and is told apart', async () => {
    const [daan] = pairs.arbeidsinspectie
    const kees = await house.colleague('Kees', 'arbeidsinspectie', undefined, { unit: 'toezicht' })
    const id = await aSignalAt(house, 'confirmed', pairs.arbeidsinspectie)
    await mustStep(house, daan, id, S['start-enrichment'])
    await mustStep(house, daan, id, noCircumstances('arbeidsinspectie'))
    expect(await stepOn(house, kees, id, actDone('joint-inspection', 'arbeidsinspectie'))).toBe('not-found')
    await mustStep(house, daan, id, { ...S['offer-unit'], unit: 'toezicht' })
    await mustStep(house, kees, id, actDone('joint-inspection', 'arbeidsinspectie'))
    expect(await actOf(id, 'joint-inspection', daan)).toMatchObject({ awaitsCrossing: true, result: 'done' })
    const { crossings } = (await see(id, daan)).choices
    expect(crossings[0]).toMatchObject({ id: 'supervision-to-investigation', acts: ['joint-inspection'] })
    expect(crossings[0]!.requirements.length).toBeGreaterThan(0)

    await mustStep(house, kees, id, S['offer-crossing'])
    const offered = await see(id, daan)
    expect(offered).toMatchObject({
      crossingOffer: { crossing: 'supervision-to-investigation', by: { name: 'Kees' } },
      sideDuties: expect.arrayContaining([expect.objectContaining({ kind: 'accept-crossing' })]),
    })
    expect(offered.crossingOffer?.dueAt).not.toBe('')
    expect(await stepOn(house, kees, id, S['accept-crossing'])).toBe('needs-another-person')
    await mustStep(house, daan, id, S['accept-crossing'])
    expect(await see(id, daan)).toMatchObject({ crossed: ['joint-inspection'], crossingOffer: null })
    expect((await actOf(id, 'joint-inspection', daan)).awaitsCrossing).toBe(false)
  })

  test('the routing is shown with its lanes, and who decided until another reviewed it', async () => {
    const [daan, esra] = pairs.arbeidsinspectie
    const id = await aSignalAt(house, 'enriching', pairs.arbeidsinspectie)
    const { routing } = (await see(id, daan)).choices
    expect(routing?.lanes.find((lane) => lane.id === 'serious-disadvantage')).toMatchObject({
      administrative: true,
      investigates: false,
    })
    expect(routing?.protection.map((one) => one.id)).toEqual(['coercion', 'protection'])
    await mustStep(house, daan, id, S.route)
    expect((await see(id, daan)).routed).toMatchObject({ lane: 'labour-exploitation', reviewed: false })
    await mustStep(house, esra, id, S['review-routing'])
    expect((await see(id, daan)).routed).toMatchObject({ reviewed: true })
    expect(
      (await see(await aSignalAt(house, 'proposed', pairs.politie), pairs.politie[0])).choices.routing,
    ).toBe(null)
  })
})
