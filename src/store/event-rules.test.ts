import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { appendByHand, type ByHand } from '../../test/ledger-by-hand.ts'
import { testDatabase, type TestDatabase } from './testing.ts'

// Which event may follow which, refused by the database itself: somebody with the login of an organisation and SQL of
// their own writes to the ledger, and the code of Spoor is not asked.

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

/** Writes a history. @returns the sentence with which the database refused its last event, or 'written'. */
async function write(...history: readonly ByHand[]): Promise<string> {
  const { db } = database.as('spoor_politie')
  const signalId = randomUUID()
  for (const event of history.slice(0, -1)) await appendByHand(db, 'politie', signalId, event)
  try {
    await appendByHand(db, 'politie', signalId, history.at(-1)!)
    return 'written'
  } catch (error) {
    expect(error).toMatchObject({ code: '23514' })
    return (error as Error).message
  }
}

const born: ByHand = ['signal-proposed', 'spoor']
const duty = { id: 'd', kind: 'weigh' }
const setAside: readonly ByHand[] = [born, ['set-aside-proposed', 'sanne'], ['set-aside-confirmed', 'jayden']]
const stopped: readonly ByHand[] = [
  born,
  ['stop-proposed', 'sanne'],
  ['closed', 'jayden', { proposedBy: 'sanne' }],
]
const concluded: readonly ByHand[] = [born, ['closed', 'sanne', { proposedBy: null }]]
const away: readonly ByHand[] = [
  born,
  ['handover-offered', 'sanne', { handover: 'h1', duty }],
  ['handover-accepted', 'spoor', { handover: 'h1' }],
]
const refused: readonly ByHand[] = [
  ['signal-offered', 'spoor'],
  ['offer-refused', 'sanne'],
]
const recalled: readonly ByHand[] = [
  ['signal-offered', 'spoor'],
  ['offer-recalled', 'spoor'],
]
const PERSON = 'spoor: needs another person'

describe('four eyes', () => {
  const stop: readonly ByHand[] = [born, ['stop-proposed', 'sanne']]
  const aside: readonly ByHand[] = [born, ['set-aside-proposed', 'sanne']]
  const crossing: readonly ByHand[] = [born, ['crossing-offered', 'sanne']]
  const routed: readonly ByHand[] = [born, ['routed', 'sanne']]
  test.each<readonly [string, readonly ByHand[], ByHand, string]>([
    ['setting aside, by its proposer', aside, ['set-aside-confirmed', 'sanne'], PERSON],
    ['setting aside, by another', aside, ['set-aside-confirmed', 'jayden'], 'written'],
    ['setting aside, by the machine', aside, ['set-aside-confirmed', 'spoor'], PERSON],
    ['setting aside what nobody proposed', [born], ['set-aside-confirmed', 'sanne'], PERSON],
    ['shelving, by its proposer', stop, ['shelved', 'sanne', { duty }], PERSON],
    ['stopping, by its proposer', stop, ['closed', 'sanne', { proposedBy: 'sanne' }], PERSON],
    ['stopping, and keeping silent who proposed it', stop, ['closed', 'sanne', { proposedBy: null }], PERSON],
    ['stopping, by another', stop, ['closed', 'jayden', { proposedBy: 'sanne' }], 'written'],
    ['concluding without a proposal', [born], ['closed', 'sanne', { proposedBy: null }], 'written'],
    [
      'concluding after a proposal that was rejected',
      [...stop, ['stop-rejected', 'jayden', { duty }]],
      ['closed', 'sanne', { proposedBy: null }],
      'written',
    ],
    ['the other arm takes, by who offered', crossing, ['crossing-accepted', 'sanne'], PERSON],
    ['the other arm takes, by another', crossing, ['crossing-accepted', 'jayden'], 'written'],
    ['the other arm takes what nobody offered', [born], ['crossing-accepted', 'jayden'], PERSON],
    [
      'the other arm takes, by who offered it last',
      [...crossing, ['crossing-refused', 'jayden'], ['crossing-offered', 'jayden']],
      ['crossing-accepted', 'jayden'],
      PERSON,
    ],
    [
      'a routing reviewed, by who decided it',
      routed,
      ['routing-reviewed', 'sanne', { agrees: true }],
      PERSON,
    ],
    ['a routing reviewed, by another', routed, ['routing-reviewed', 'jayden', { agrees: true }], 'written'],
  ])('%s', async (_what, history, event, answer) => {
    expect(await write(...history, event)).toBe(answer)
  })
})

describe('a second look', () => {
  const drawn = (of: number): ByHand => ['second-look-drawn', 'spoor', { look: 'L1', of }]
  const taken = (by: string, look = 'L1', of = 3): ByHand => [
    'second-look-taken',
    by,
    { look, of, verdict: 'agrees', duty: null },
  ]
  test.each<readonly [string, readonly ByHand[], ByHand, string]>([
    ['by who proposed the decision', [...setAside, drawn(3)], taken('sanne'), PERSON],
    ['by who confirmed it', [...setAside, drawn(3)], taken('jayden'), PERSON],
    ['by the machine', [...setAside, drawn(3)], taken('spoor'), PERSON],
    ['by a third', [...setAside, drawn(3)], taken('noor'), 'written'],
    ['of a stop, by who confirmed it', [...stopped, drawn(3)], taken('jayden'), PERSON],
    ['of a stop, by a third', [...stopped, drawn(3)], taken('noor'), 'written'],
    ['that was not drawn', setAside, taken('noor'), 'spoor: a second look that was not drawn'],
    [
      'under another number than it was drawn',
      [...setAside, drawn(3)],
      taken('noor', 'L1', 2),
      'spoor: a second look that was not drawn',
    ],
    [
      'that is another than was drawn',
      [...setAside, drawn(3)],
      taken('noor', 'L2'),
      'spoor: a second look that was not drawn',
    ],
    [
      'at what is no decision',
      [...setAside, drawn(2)],
      taken('noor', 'L1', 2),
      'spoor: a second look at no decision',
    ],
  ])('%s', async (_what, history, event, answer) => {
    expect(await write(...history, event)).toBe(answer)
  })
})

const ENDS: readonly (readonly [string, readonly ByHand[]])[] = [
  ['set aside', setAside],
  ['closed', concluded],
  ['handed over', away],
  ['refused as an offer', refused],
  ['recalled as an offer', recalled],
]

const named = (events: readonly ByHand[]) => events.map((event) => ({ type: event[0], event }))

describe.each(ENDS)('a signal that was %s', (_how, history) => {
  test.each(
    named([
      ['taken-up', 'sanne'],
      ['act-recorded', 'sanne'],
      ['weighed', 'sanne', { duty }],
      ['handover-offered', 'sanne', { handover: 'h2', duty }],
      ['closed', 'sanne', { proposedBy: null }],
    ]),
  )('knows no $type any more', async ({ event }) => {
    expect(await write(...history, event)).toBe('spoor: the signal has ended')
  })

  test.each(
    named([
      ['registration-changed', 'spoor', { duty: null }],
      ['second-look-drawn', 'spoor', { look: 'L1', of: 3 }],
      ['handover-reported', 'spoor', { outcome: 'x' }],
      ['escalated', 'spoor', { overdue: 'd' }],
    ]),
  )('keeps note of $type, and has ended all the same', async ({ event }) => {
    expect(await write(...history, event)).toBe('written')
    expect(await write(...history, event, ['taken-up', 'sanne'])).toBe('spoor: the signal has ended')
  })

  test('can be worked on when new information opens it again', async () => {
    const opened: ByHand = ['registration-changed', 'spoor', { duty }]
    expect(await write(...history, opened, ['taken-up', 'sanne'])).toBe('written')
    expect(await write(...history, opened, ['closed', 'sanne'], ['taken-up', 'sanne'])).toBe(
      'spoor: the signal has ended',
    )
  })
})

test('a second look that says "follow up" opens the signal again', async () => {
  const look = { look: 'L1', of: 3 }
  const history: readonly ByHand[] = [...setAside, ['second-look-drawn', 'spoor', look]]
  const follow: ByHand = ['second-look-taken', 'noor', { ...look, verdict: 'follow-up', duty }]
  const agree: ByHand = ['second-look-taken', 'noor', { ...look, verdict: 'agrees', duty: null }]
  expect(await write(...history, follow, ['taken-up', 'sanne'])).toBe('written')
  expect(await write(...history, agree, ['taken-up', 'sanne'])).toBe('spoor: the signal has ended')
})

describe('an answer to a handover', () => {
  const offered: ByHand = ['handover-offered', 'sanne', { handover: 'h1', duty }]
  const back: ByHand = ['handover-refused', 'spoor', { handover: 'h1', duty }]
  const again: ByHand = ['handover-offered', 'sanne', { handover: 'h2', duty }]
  const OTHER = 'spoor: an answer to another handover'
  test.each([
    'handover-received',
    'handover-accepted',
    'handover-refused',
    'handover-returned',
    'recall-requested',
  ])('%s', async (type) => {
    const answers = (handover: string): ByHand => [type, 'spoor', { handover, duty }]
    expect(await write(born, offered, answers('h1'))).toBe('written')
    expect(await write(born, offered, answers('h9'))).toBe(OTHER)
    expect(await write(born, answers('h1'))).toBe(OTHER)
    expect(await write(born, offered, back, answers('h1'))).toBe(OTHER)
    expect(await write(born, offered, back, again, answers('h1'))).toBe(OTHER)
    expect(await write(born, offered, back, again, answers('h2'))).toBe('written')
  })
})

describe('a history', () => {
  const BIRTH = 'spoor: a history begins with a birth, once'
  test.each(['signal-proposed', 'signal-registered', 'signal-offered'])(
    'begins with %s, once',
    async (type) => {
      expect(await write([type, 'spoor'])).toBe('written')
      expect(await write(born, [type, 'spoor'])).toBe(BIRTH)
    },
  )

  test('begins with nothing else', async () => {
    expect(await write(['signal-confirmed', 'sanne'])).toBe(BIRTH)
  })
})
