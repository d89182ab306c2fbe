import { expect, test, type Locator, type Page } from '@playwright/test'
import { ANALYST, choosePurpose, saved } from './people.ts'

test('everything goes by keyboard: sign in, walk the worklist, open, confirm', async ({ page }) => {
  await page.goto('/')
  await tabTo(page, page.getByRole('link', { name: 'Aanmelden met uw organisatie' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Kies een collega' })).toBeVisible()
  await tabTo(page, page.getByRole('button', { name: ANALYST }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Waarvoor bent u hier?' })).toBeVisible()
  await tabTo(page, page.getByRole('button', { name: /beoordelen van voorstellen/ }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Werklijst' })).toBeVisible()

  await test.step('the focus goes along, and what one is here for is remembered', async () => {
    await expect(page.getByRole('main')).toBeFocused()
    await page.reload()
    await expect(page.getByRole('heading', { level: 1, name: 'Werklijst' })).toBeVisible()
  })

  await test.step('the first stop is the way past the bar', async () => {
    await page.keyboard.press('Tab')
    await expect(page.getByRole('link', { name: 'Naar de inhoud' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('main')).toBeFocused()
  })

  const rows = page.locator('.row-link')
  await test.step('j and k, or the arrows, walk the duties', async () => {
    await expect(rows.nth(2)).toBeVisible()
    await page.keyboard.press('j')
    await expect(rows.nth(0)).toBeFocused()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('j')
    await expect(rows.nth(2)).toBeFocused()
    await page.keyboard.press('k')
    await expect(rows.nth(1)).toBeFocused()
  })

  await test.step('? tells the keys, Escape goes back to where one was', async () => {
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog', { name: 'Sneltoetsen' })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(rows.nth(1)).toBeFocused()
  })

  // What other tests sent in is theirs to decide.
  const focused = page.locator('.row-link:focus')
  while (/proef/u.test((await focused.textContent()) ?? '')) await page.keyboard.press('j')
  const title = (await focused.textContent()) ?? ''
  await test.step('Enter opens the proposal, c asks for the ground', async () => {
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 2, name: title })).toBeVisible()
    await page.keyboard.press('c')
    await expect(page.getByLabel('Grond: waarom?')).toBeFocused()
    await page.keyboard.type('Vier aanwijzingen bij elkaar.')
    await page.keyboard.press('Control+Enter')
    await saved(page, 'Bevestigen')
  })

  await test.step('the next proposal is there', async () => {
    await expect(page.getByRole('heading', { level: 2 })).not.toHaveText(title)
    await page.keyboard.press('j')
    await expect(page.locator('.proposal-item--current')).toBeFocused()
  })
})

test('single keys can be switched off', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('link', { name: 'Aanmelden met uw organisatie' }).click()
  await page.getByRole('button', { name: ANALYST }).click()
  await choosePurpose(page)
  await page.getByRole('button', { name: 'Sneltoetsen tonen' }).click()
  await page.getByRole('checkbox', { name: 'Sneltoetsen van één letter gebruiken' }).uncheck()
  await page.keyboard.press('Escape')
  await page.keyboard.press('j')
  await expect(page.locator('.row-link').first()).not.toBeFocused()
})

/** Presses Tab until something has the focus, as somebody would. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await expect(wanted).toBeVisible()
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press('Tab')
    if (await wanted.evaluate((element) => element === document.activeElement)) return
  }
  throw new Error('not reached by Tab')
}
