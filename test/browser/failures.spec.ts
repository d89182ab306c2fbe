import { expect, type Page } from '@playwright/test'
import {
  ANALYST,
  choosePurpose,
  openProposal,
  ownWord,
  proposalOf,
  saved,
  signIn,
  test,
  WEIGHER,
} from './people.ts'

const STEPS = '**/v1/signals/*/steps'
const GROUND = 'Lang over nagedacht, en hierom.'

test('the server is gone: the screen says so and tries again when asked', async ({ page }) => {
  await signIn(page, ANALYST)
  await page.route('**/v1/duties/_zoek', (route) => route.abort('connectionrefused'))
  await page.goto('/werk')
  await expect(page.getByRole('alert')).toContainText('Spoor is nu niet bereikbaar')
  await page.unroute('**/v1/duties/_zoek')
  await page.getByRole('button', { name: 'Opnieuw proberen' }).click()
  await expect(page.getByRole('table')).toContainText('Voorstel beantwoorden')
  await expect(page.getByRole('alert')).toHaveCount(0)
})

test('the server is gone while saving: nothing is called saved, the text stays, a second try works', async ({
  page,
}) => {
  await signIn(page, ANALYST)
  await proposalOf(page, ownWord())
  await page.route(STEPS, (route) => route.abort('connectionrefused'))
  await fillConfirm(page)
  await expect(page.getByRole('alert')).toContainText('Spoor is nu niet bereikbaar')
  await expect(page.getByText('Opgeslagen:')).toHaveCount(0)
  await expect(page.getByLabel('Grond: waarom?')).toHaveValue(GROUND)
  await page.unroute(STEPS)
  await page.getByRole('button', { name: 'Opnieuw proberen' }).click()
  await saved(page, 'Bevestigen')
})

test('changed by a colleague: the message says so, the text stays, and after a reload it can be saved', async ({
  page,
  colleague,
}) => {
  const word = ownWord()
  await signIn(page, ANALYST)
  await proposalOf(page, word)
  await page.getByRole('link', { name: 'Hele signaal' }).click()
  await page.getByRole('button', { name: 'Bevestigen', exact: true }).click()
  const form = page.getByRole('form', { name: 'Bevestigen' })
  await form.getByLabel('Grond: waarom?').fill(GROUND)

  const other = await colleague(WEIGHER)
  await openProposal(other, word)
  await other.getByRole('link', { name: 'Hele signaal' }).click()
  await other.getByRole('button', { name: 'Neem op u' }).click()
  await saved(other, 'Neem op u')

  await form.getByRole('button', { name: 'Bevestigen' }).click()
  await expect(form.getByRole('alert')).toContainText('Intussen gewijzigd door iemand anders')
  await expect(form.getByLabel('Grond: waarom?')).toHaveValue(GROUND)
  await form.getByRole('button', { name: 'Opnieuw laden, tekst behouden' }).click()
  await expect(page.getByRole('region', { name: 'Verloop' })).toContainText('Opgenomen door een collega')
  await expect(form.getByLabel('Grond: waarom?')).toHaveValue(GROUND)
  await form.getByRole('button', { name: 'Bevestigen' }).click()
  await saved(page, 'Bevestigen')
})

test('"saved" comes after the answer of the server, not before', async ({ page }) => {
  await signIn(page, ANALYST)
  await proposalOf(page, ownWord())
  let answer: () => void = () => undefined
  const held = new Promise<void>((resolve) => {
    answer = resolve
  })
  await page.route(STEPS, async (route) => {
    await held
    await route.continue()
  })
  await fillConfirm(page)
  await expect(page.getByRole('button', { name: 'Bezig…' })).toBeVisible()
  await page.waitForTimeout(1000)
  await expect(page.getByText('Opgeslagen:')).toHaveCount(0)
  answer()
  await saved(page, 'Bevestigen')
})

test('the session ends while somebody types: they sign in elsewhere and the text is still there', async ({
  page,
}) => {
  await signIn(page, ANALYST)
  await proposalOf(page, ownWord())
  await page.context().clearCookies()
  await fillConfirm(page)
  const dialog = page.getByRole('dialog', { name: 'Uw sessie is verlopen' })
  await expect(dialog).toBeVisible()
  await dialog.getByRole('button', { name: 'Ik ben weer aangemeld' }).click()
  await expect(dialog).toContainText('U bent nog niet aangemeld.')

  const tab = page.context().waitForEvent('page')
  await dialog.getByRole('link', { name: 'Aanmelden in een nieuw tabblad' }).click()
  const second = await tab
  await second.getByRole('button', { name: ANALYST }).click()
  await choosePurpose(second)
  await expect(second.getByRole('heading', { level: 1, name: 'Werklijst' })).toBeVisible()
  await second.close()

  await dialog.getByRole('button', { name: 'Ik ben weer aangemeld' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByLabel('Grond: waarom?')).toHaveValue(GROUND)
  await page.getByRole('form', { name: 'Bevestigen' }).getByRole('button', { name: 'Bevestigen' }).click()
  await saved(page, 'Bevestigen')
})

test('leaving with words that are not saved asks first', async ({ page }) => {
  await signIn(page, ANALYST)
  await page.goto('/registreren')
  await page
    .getByLabel('Wat zag en hoorde u?')
    .fill('Zes matrassen in de loods, de deur zat van buiten op slot.')
  await page.getByRole('link', { name: 'Overdrachten' }).click()
  const dialog = page.getByRole('dialog', { name: 'U hebt iets getypt dat niet is opgeslagen' })
  await dialog.getByRole('button', { name: 'Hier blijven' }).click()
  await expect(page.getByLabel('Wat zag en hoorde u?')).toHaveValue(/Zes matrassen/)
  await page.getByRole('link', { name: 'Overdrachten' }).click()
  await dialog.getByRole('button', { name: 'Weggaan zonder opslaan' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Overdrachten' })).toBeVisible()
})

async function fillConfirm(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Bevestigen', exact: true }).click()
  const form = page.getByRole('form', { name: 'Bevestigen' })
  await form.getByLabel('Grond: waarom?').fill(GROUND)
  await form.getByRole('button', { name: 'Bevestigen' }).click()
}

test('who is not signed in comes to the sign-in once, with the way back to where they were', async ({
  page,
}) => {
  // A slow machine: the address changes while the screen that asked for it still stands.
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 6 })
  await page.goto('/dagen')
  await expect(page.getByRole('link', { name: 'Aanmelden met uw organisatie' })).toBeVisible()
  expect(new URL(page.url()).search).toBe('?returnTo=%2Fdagen')
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  await page.getByRole('link', { name: 'Aanmelden met uw organisatie' }).click()
  await page.getByRole('button', { name: ANALYST }).click()
  await choosePurpose(page)
  await expect(page.getByRole('heading', { level: 1, name: 'Dagen' })).toBeVisible()
})
