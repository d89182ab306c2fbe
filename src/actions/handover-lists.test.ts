import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { searchHandovers } from '../../test/reads.ts'
import { deliverMessages } from '#exchange/deliver.ts'
import { aPair, aSignalAt, mustStep, signalOf, type Pair } from '../../test/a-handover.ts'
import { aHouse, type TestHouse } from '../../test/a-house.ts'
import { offerByDocument, pack, STEP_EXAMPLES as S } from '../../test/a-signal.ts'
import { readHandoverDocument } from './handover-lists.ts'

let house: TestHouse
let police: Pair
let inspectorate: Pair
const ids: string[] = []

beforeAll(async () => {
  house = await aHouse()
  police = await aPair(house, 'politie')
  inspectorate = await aPair(house, 'arbeidsinspectie')
  for (const day of ['11', '12', '15']) {
    house.itIs(`2026-06-${day}T07:00:00.000Z`)
    ids.push(await aSignalAt(house, 'handing-over', police))
  }
  await deliverMessages(house)
  const offered = await searchHandovers(house, inspectorate[0], { box: 'in' })
  const second = offered.handovers[1]!
  await mustStep(house, inspectorate[0], second.signalId, S['refuse-handover'])
  await deliverMessages(house)
  house.itIs('2026-06-16T15:30:00.000Z')
})
afterAll(() => house.close())

describe('the boxes of handovers', () => {
  test('out: what waits first, of those what is due first; then what has an answer', async () => {
    const { handovers, waiting, next } = await searchHandovers(house, police[0], { box: 'out' })
    expect(handovers.map(({ signalId, stage, overdue }) => [signalId, stage, overdue])).toEqual([
      [ids[0], 'received', true],
      [ids[2], 'received', false],
      [ids[1], 'refused', false],
    ])
    expect([waiting, next]).toEqual([2, null])
    expect(handovers[0]).toMatchObject({
      partner: { nl: 'Arbeidsinspectie, Opsporingsdienst' },
      via: 'spoor',
      state: 'handing-over',
      answerBy: '2026-06-16T15:00:00.000Z',
    })
    expect(handovers[2]).toMatchObject({ answerBy: null, state: 'weighing' })
  })

  test('in: by the title of the pack', async () => {
    const { handovers, waiting } = await searchHandovers(house, inspectorate[0], { box: 'in' })
    expect(handovers.map(({ title, stage, outcome }) => [title, stage, outcome])).toEqual([
      [pack.title, 'received', null],
      [pack.title, 'received', null],
      [pack.title, 'refused', 'offer-refused'],
    ])
    expect(waiting).toBe(2)
    expect(handovers[0]).toMatchObject({ partner: { nl: 'Politie' }, state: 'offered' })
  })

  test('page after page, nothing twice and nothing left out', async () => {
    const seen: string[] = []
    for (let after: string | null = null, n = 0; n < 5; n++) {
      const page = await searchHandovers(house, police[0], {
        box: 'out',
        limit: 1,
        ...(after !== null && { after }),
      })
      seen.push(...page.handovers.map(({ signalId }) => signalId))
      after = page.next
      if (after === null) break
    }
    expect(seen).toEqual([ids[0], ids[2], ids[1]])
  })
})

describe('the document for a partner without Spoor', () => {
  const asked = async (id: string, caller = police[0]) => {
    const read = await readHandoverDocument(house, caller, id)
    return read.ok ? read.value : read.refusal
  }

  test('holds what was previewed, the reference, the answer day and a slip; words of others are escaped', async () => {
    const id = await aSignalAt(house, 'weighing', police)
    const words = `<script>alert("1")</script> & 'meer' <img src=x onerror=y>`
    const title = 'Zes slaapplaatsen <b>in de loods</b>'
    await mustStep(house, police[0], id, { ...offerByDocument, pack: { ...pack, title, ground: words } })
    const text = await asked(id)
    const signal = await signalOf(house, 'politie', id)
    if (signal.state !== 'handing-over') throw new Error(signal.state)
    for (const part of [
      signal.handover,
      '19-06-2026',
      'Buitenlandse autoriteit',
      'Ontvangstbewijs',
      pack.registrations[0]!.text,
      'Zes slaapplaatsen &#60;b&#62;in de loods&#60;/b&#62;',
      '&#60;script&#62;alert(&#34;1&#34;)&#60;/script&#62; &#38; &#39;meer&#39;',
    ]) {
      expect(text).toContain(part)
    }
    expect(text).not.toMatch(/<script|<img|<b>|onload|href|src=(?!x)/)
    expect(await asked(id, inspectorate[0])).toBe('not-found')
    await mustStep(house, police[0], id, S['recall-handover'])
    expect(await asked(id)).toBe('nothing-offered')
  })

  test('is not there when it went by Spoor, or never went', async () => {
    expect(await asked(ids[0]!)).toBe('nothing-offered')
    expect(await asked(await aSignalAt(house, 'proposed', police))).toBe('nothing-offered')
    expect(await asked('00000000-0000-4000-8000-000000000000')).toBe('not-found')
  })
})
