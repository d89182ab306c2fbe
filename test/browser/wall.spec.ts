import { expect, type Page } from '@playwright/test'
import {
  ANALYST,
  ndjson,
  OTHER_ORGANISATION,
  ownWord,
  signIn,
  openProposal,
  telling,
  upload,
  test,
} from './people.ts'

test('a colleague of another organisation sees nothing of it, by no screen and by no path', async ({
  page,
  colleague,
}) => {
  const word = ownWord()
  await signIn(page, ANALYST)
  await upload(page, ndjson(telling(word), '{"kapot'))
  await openProposal(page, word)
  const signal = page.url().split('/').at(-1) ?? ''
  const mine = await idsOf(page)
  const other = await colleague(OTHER_ORGANISATION)

  await test.step('the screens', async () => {
    await other.goto('/werk?lijst=organisatie')
    await expect(other.getByRole('table')).toBeVisible()
    await expect(other.getByText(word)).toHaveCount(0)
    await other.goto('/voorstellen')
    await expect(other.locator('.proposal-item').first()).toBeVisible()
    await expect(other.getByText(word)).toHaveCount(0)
    for (const path of [`/signalen/${signal}`, `/voorstellen/${signal}`]) {
      await other.goto(path)
      await expect(other.getByText('Dit signaal is er niet voor u')).toBeVisible()
      await expect(other.getByText(word)).toHaveCount(0)
    }
  })

  await test.step('every path with an id of the other organisation answers as if there were none', async () => {
    const ground = 'proberen'
    const step = { version: 1, step: { type: 'confirm', urgency: [], ground } }
    const asked = [
      ['GET', `/v1/signals/${signal}`, undefined],
      ['POST', `/v1/signals/${signal}/steps`, step],
      ['GET', `/v1/imports/${mine.import}`, undefined],
      ['POST', `/v1/quarantine-lines/${mine.line}/repairs`, { text: '{}', ground }],
      ['POST', `/v1/quarantine-lines/${mine.line}/discards`, { ground }],
      ['POST', `/v1/duties/${mine.duty}/resolutions`, { ground }],
    ] as const
    for (const [method, path, body] of asked) {
      const answer = await ask(other, method, path, body)
      expect([path, answer.status]).toEqual([path, 404])
      expect(answer.text).not.toContain(word)
    }
  })

  await test.step('every list and every search leaves it out', async () => {
    const lists = [
      ['POST', '/v1/signals/_zoek', { limit: 200 }],
      ['POST', '/v1/duties/_zoek', { scope: 'organisation', limit: 200 }],
      ['POST', '/v1/quarantine-lines/_zoek', { importId: mine.import }],
      ['GET', '/v1/imports', undefined],
      ['GET', '/v1/days', undefined],
    ] as const
    for (const [method, path, body] of lists) {
      const { status, text } = await ask(other, method, path, body)
      expect([path, status]).toEqual([path, 200])
      for (const secret of [word, signal, mine.import, mine.line, mine.duty])
        expect(text).not.toContain(secret)
    }
  })
})

interface Answer {
  readonly status: number
  readonly text: string
}

/** Asks the API as the page itself would, with its own session and its own token. */
function ask(page: Page, method: string, path: string, body?: unknown): Promise<Answer> {
  return page.evaluate(
    async (given) => {
      const session = (await (await fetch('/v1/session')).json()) as { csrf: string }
      const answer = await fetch(given.path, {
        method: given.method,
        headers: { 'Content-Type': 'application/json', 'X-Spoor-Csrf': session.csrf },
        ...(given.body === undefined ? {} : { body: JSON.stringify(given.body) }),
      })
      return { status: answer.status, text: await answer.text() }
    },
    { method, path, body },
  )
}

/** Ids of the own organisation that another must not be able to use. */
async function idsOf(page: Page): Promise<{ import: string; line: string; duty: string }> {
  const { lines } = JSON.parse((await ask(page, 'POST', '/v1/quarantine-lines/_zoek', {})).text) as {
    lines: readonly { id: string; importId: string }[]
  }
  const search = { scope: 'organisation', kinds: ['quarantine'] }
  const { duties } = JSON.parse((await ask(page, 'POST', '/v1/duties/_zoek', search)).text) as {
    duties: readonly { id: string }[]
  }
  const [line] = lines
  const [duty] = duties
  if (!line || !duty) throw new Error('nothing in quarantine to try with')
  return { import: line.importId, line: line.id, duty: duty.id }
}
