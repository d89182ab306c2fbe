import { expect, test } from '@playwright/test'
import { ANALYST, ndjson, ownWord, signIn, telling, upload } from './people.ts'

test('a line that cannot be read waits in quarantine, is repaired and taken in after all', async ({
  page,
}) => {
  const word = ownWord()
  await signIn(page, ANALYST)
  await upload(page, ndjson(telling(word), JSON.stringify(telling(word, 7)).slice(0, -1)))
  await page
    .locator('.standing')
    .getByRole('link', { name: '1 geweigerde regel in quarantaine bekijken' })
    .click()
  await expect(page.getByRole('heading', { level: 2, name: 'Geen JSON-object' })).toBeVisible()
  await expect(page.locator('.raw__text')).toContainText(word)

  await page.getByRole('button', { name: 'Herstellen' }).click()
  const form = page.getByRole('form', { name: 'Herstellen' })
  const line = form.getByLabel('De herstelde regel')

  await test.step('a line that is still wrong is refused with the reason, and what was typed stays', async () => {
    await form.getByLabel('Grond: waarom?').fill('De sluithaak was weggevallen.')
    await form.getByRole('button', { name: 'Herstellen en innemen' }).click()
    await expect(form.getByRole('alert')).toContainText('De herstelde regel')
    await expect(form.getByLabel('Grond: waarom?')).toHaveValue('De sluithaak was weggevallen.')
  })

  await line.fill(`${await line.inputValue()}}`)
  await form.getByRole('button', { name: 'Herstellen en innemen' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Opgeslagen: de regel is hersteld' })).toBeVisible()
  await expect(page.getByText('Er wacht geen regel op herstel')).toBeVisible()
})

test('a line that says nothing is discarded with a ground', async ({ page }) => {
  await signIn(page, ANALYST)
  await upload(page, ndjson(`${ownWord()} geen json`))
  await page
    .locator('.standing')
    .getByRole('link', { name: /1 geweigerde regel/ })
    .click()
  await expect(page.getByRole('button', { name: 'Regel laten vervallen' })).toBeVisible()
  const address = page.url()

  await test.step('the duty does not end while a line is open', async () => {
    await page.goto('/werk?lijst=organisatie')
    const duties = page.getByRole('row').filter({ hasText: 'Geweigerde regels herstellen' })
    await duties.last().getByRole('button', { name: 'Afhandelen' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Grond: waarom?').fill('Dat hoeft niet.')
    await dialog.getByRole('button', { name: 'Afhandelen' }).click()
    await expect(dialog.getByRole('alert')).toContainText('Er staan nog geweigerde regels open')
    await dialog.getByRole('button', { name: 'Annuleren' }).click()
    await page.goto(address)
  })
  await page.getByRole('button', { name: 'Regel laten vervallen' }).click()
  const form = page.getByRole('form', { name: 'Regel laten vervallen' })
  await form.getByRole('button', { name: 'Regel laten vervallen' }).click()
  await expect(form.getByRole('alert')).toContainText('schrijf op waarom')
  await form.getByLabel('Grond: waarom?').fill('Kopregel van een uitdraai.')
  await form.getByRole('button', { name: 'Regel laten vervallen' }).click()
  await expect(
    page.getByRole('status').filter({ hasText: 'Opgeslagen: de regel is vervallen' }),
  ).toBeVisible()
})

test('a CSV with columns of its own comes in with its mapping file', async ({ page }) => {
  await signIn(page, ANALYST)
  await page.goto('/import')
  await page.getByLabel('Kies een bestand').setInputFiles('examples/day.csv')
  await page.getByLabel('Kies een mappingbestand').setInputFiles('examples/day.mapping.json')
  await page.getByRole('button', { name: 'Opsturen en innemen' }).click()
  await expect(page.locator('.equation')).toHaveText('12 regels in=12 aangenomen+0 al bekend+0 geweigerd')
})

test('an officer registers a signal by hand; all faults come together', async ({ page }) => {
  const word = ownWord()
  await signIn(page, ANALYST)
  await page.getByRole('link', { name: 'Vastleggen' }).click()
  await page.getByRole('button', { name: 'Signaal vastleggen' }).click()
  const summary = page.getByRole('alert')
  await expect(summary).toBeFocused()
  await expect(summary.getByRole('link')).toHaveCount(3)
  await summary.getByRole('link').first().click()
  await expect(page.getByLabel('Wat zag en hoorde u?')).toBeFocused()

  await page
    .getByLabel('Wat zag en hoorde u?')
    .fill('Zes matrassen achter de bakkerij. De jongens kennen hun adres niet.')
  await page.getByLabel('In één regel').fill(`Slapen achter de zaak, ${word}`)
  await page
    .getByLabel('Waarom laat het u niet los?')
    .fill('Niemand wilde praten waar de eigenaar bij stond.')
  await page.getByRole('checkbox', { name: 'arbeid' }).check()
  await page.getByRole('button', { name: 'Signaal vastleggen' }).click()
  await expect(page.getByRole('heading', { level: 1, name: new RegExp(word) })).toBeVisible()
  await expect(page.getByText('Opgeslagen: het signaal heeft een eigenaar en een termijn')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Eerstvolgende taak' })).toContainText('Verrijking beginnen')
})

test('each day shows its balance, and each feed how it stands', async ({ page }) => {
  await signIn(page, ANALYST)
  await page.getByRole('button', { name: 'Aanlevering' }).click()
  await page.getByRole('link', { name: 'Dagen' }).click()
  const table = page.getByRole('table', { name: 'Balans per dag' })
  await expect(table.getByRole('row').nth(1)).toContainText(/gelezen, \d+ voorgesteld/)
  await expect(page.getByRole('region', { name: 'Aanleveringen vandaag' })).toContainText('aanlevering')
})
