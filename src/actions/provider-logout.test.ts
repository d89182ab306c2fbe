import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aHouse, type TestHouse } from '../../test/a-house.ts'
import { done, refuse } from '#core/outcome.ts'
import { inTransaction, type Tx } from '#store/database.ts'
import { endedSince, hearLogoutNotice, lockSignIn } from '#store/logout-notices.ts'
import { deleteSessionsAtProvider, insertSession } from '#store/sessions.ts'
import type { Caller } from './house.ts'
import { endAtProvider, providerHash, type LogoutNotice } from './provider-logout.ts'
import { closeSessionsOf, openSession, readSession } from './sessions.ts'

const BEGUN = '2026-06-11T07:00:00.000Z'
const HEARD = '2026-06-11T07:00:05.000Z'
const BACK = '2026-06-11T07:00:09.000Z'
/** Of the notice itself: sooner than the last sign-in that it can concern. */
const EXPIRES = '2026-06-11T07:01:00.000Z'
const entrance = { sub: 'pairwise-1', sid: 'at-the-desk', begunAt: BEGUN }

let house: TestHouse
let caller: Caller
let jti = 0
const notice = (whom: Pick<LogoutNotice, 'sid' | 'sub'>) => ({
  jti: `n-${++jti}`,
  expiresAt: EXPIRES,
  ...whom,
})

beforeAll(async () => {
  house = await aHouse()
  caller = await house.colleague('Sanne de Wit')
})
afterAll(() => house.close())
beforeEach(async () => {
  await closeSessionsOf(house, 'politie', 'everybody')
  await house.database.as('owner').pool.query('delete from spoor.logout_notice')
})

describe('a notice of the provider, and a sign-in that began before it and ends after it', () => {
  test.each([
    ['of the person', { sub: 'pairwise-1' }, false],
    ['of that session', { sid: 'at-the-desk' }, false],
    ['of that session of the person', { sid: 'at-the-desk', sub: 'pairwise-1' }, false],
    ['of another session of the person', { sid: 'on-the-telephone', sub: 'pairwise-1' }, true],
    ['of another session', { sid: 'on-the-telephone' }, true],
    ['of somebody else', { sub: 'pairwise-2' }, true],
  ])('%s', async (_, whom, getsIn) => {
    house.itIs(HEARD)
    expect(await endAtProvider(house, notice(whom))).toEqual(done(0))
    house.itIs(BACK)
    const opened = await openSession(house, caller, entrance)
    expect(opened.ok || opened.refusal).toBe(getsIn || 'ended-at-provider')
  })

  test('where the provider does not say which session it is, all of the person count', async () => {
    house.itIs(HEARD)
    await endAtProvider(house, notice({ sid: 'on-the-telephone', sub: 'pairwise-1' }))
    house.itIs(BACK)
    expect(await openSession(house, caller, { ...entrance, sid: undefined })).toEqual(
      refuse('ended-at-provider'),
    )
  })

  test.each([
    ['began after it', '2026-06-11T07:00:06.000Z', BACK, true],
    ['took as long as one may, and others were heard meanwhile', BEGUN, '2026-06-11T07:10:00.000Z', false],
  ])('a sign-in that %s', async (_, begunAt, back, getsIn) => {
    house.itIs(HEARD)
    await endAtProvider(house, notice({ sub: 'pairwise-1' }))
    house.itIs(back)
    await endAtProvider(house, notice({ sub: 'pairwise-2' }))
    expect((await openSession(house, caller, { ...entrance, begunAt })).ok).toBe(getsIn)
  })
})

describe('at the same moment', () => {
  const [sidHash, subHash] = [providerHash(entrance.sid), providerHash(entrance.sub)]
  const inHand = (work: (tx: Tx) => Promise<void>) => inTransaction({ db: house.stores.politie }, work)
  /** Long enough to pass by whatever does not wait. */
  const pass = () => new Promise((resolve) => setTimeout(resolve, 200))

  test('the session looked and did not begin yet: the notice waits for it, and ends it', async () => {
    let heard: ReturnType<typeof endAtProvider> | undefined
    await inHand(async (tx) => {
      await lockSignIn(tx, 'politie')
      expect(await endedSince(tx, { sidHash, subHash }, BEGUN)).toBe(false)
      heard = endAtProvider(house, notice({ sub: 'pairwise-1' }))
      await pass()
      await insertSession(tx, {
        ...{ id: house.newId(), tokenHash: providerHash('a token')!, organisation: 'politie', task: null },
        ...{
          memberId: caller.member.id,
          csrf: 'x'.repeat(43),
          at: BACK,
          expiresAt: '2026-06-11T08:00:09.000Z',
        },
        ...{ signedInAt: BACK, browser: 'firefox', system: 'linux', sidHash, subHash },
      })
    })
    expect(await heard).toEqual(done(1))
  })

  test('the notice ended what it found and is not done yet: the session waits for it, and does not begin', async () => {
    let opened: ReturnType<typeof openSession> | undefined
    house.itIs(BACK)
    await inHand(async (tx) => {
      await lockSignIn(tx, 'politie')
      expect(await deleteSessionsAtProvider(tx, { sidHash: undefined, subHash })).toBe(0)
      opened = openSession(house, caller, entrance)
      await pass()
      const heard = {
        organisation: 'politie',
        jtiHash: providerHash('a notice')!,
        sidHash: undefined,
        subHash,
      } as const
      await hearLogoutNotice(tx, { ...heard, heardAt: HEARD, expiresAt: EXPIRES })
    })
    expect(await opened).toEqual(refuse('ended-at-provider'))
  })

  test('whoever comes first: in the end nobody is in', async () => {
    for (let round = 0; round < 10; round++) {
      house.itIs(BACK)
      const [opened] = await Promise.all([
        openSession(house, caller, entrance),
        endAtProvider(house, notice({ sub: 'pairwise-1' })),
      ])
      expect(opened.ok && (await readSession(house, opened.value))).toBeFalsy()
    }
  })
})
