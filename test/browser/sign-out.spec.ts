import { expect, type Page } from '@playwright/test'
import { signIn, test, WEIGHER } from './people.ts'

/** In no other test: whoever signs out everywhere would end those as well. */
const NOBODY_ELSE = 'Tobias Eekelaar'

test('signing out is on every page, ends the session, and leaves nothing in the browser', async ({
  page,
}) => {
  await signIn(page, WEIGHER)
  for (const path of ['/werk', '/voorstellen', '/dagen']) {
    await page.goto(path)
    await page.locator('.person__button').click()
    await expect(page.getByRole('button', { name: 'Afmelden', exact: true })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Overal afmelden' })).toBeVisible()
  }
  expect(await kept(page)).toEqual([])
  await page.getByRole('button', { name: 'Afmelden', exact: true }).click()
  await expect(page.getByRole('link', { name: 'Aanmelden met uw organisatie' })).toBeVisible()
  expect(await kept(page)).toEqual([])
  expect((await page.context().cookies()).map(({ name }) => name)).not.toContain('spoor_session')
  await page.goBack()
  await expect(page.getByRole('link', { name: 'Aanmelden met uw organisatie' })).toBeVisible()
})

test('signing out everywhere ends what is open on another device', async ({ page, colleague }) => {
  await signIn(page, NOBODY_ELSE)
  const laptop = await colleague(NOBODY_ELSE)
  await page.locator('.person__button').click()
  await page.getByRole('button', { name: 'Overal afmelden' }).click()
  await expect(page.getByRole('link', { name: 'Aanmelden met uw organisatie' })).toBeVisible()
  await laptop.reload()
  await expect(laptop.getByRole('link', { name: 'Aanmelden met uw organisatie' })).toBeVisible()
})

/** What is kept in the browser, but for the language, whether single keys work, and how far a page was scrolled. */
const kept = (page: Page) =>
  page.evaluate(async () => {
    const own = [...Object.keys(localStorage), ...Object.keys(sessionStorage)]
    const databases = (await indexedDB.databases()).map(({ name }) => name ?? '')
    return [...own, ...databases, ...(await caches.keys())].filter(
      (name) => !/^(?:spoor\.(?:language|single-keys)|tsr-scroll-restoration-\w+)$/.test(name),
    )
  })
