import { expect } from '@playwright/test'
import { ANALYST, ownWord, signIn, test } from './people.ts'

test('a text is tried in the browser: it goes nowhere, and the sum can be followed', async ({ page }) => {
  await signIn(page, ANALYST)
  await page.getByRole('button', { name: 'De scan' }).click()
  await page.getByRole('link', { name: 'Tekst proberen' }).click()
  const form = page.getByRole('form', { name: 'Tekst proberen' })
  const field = form.getByLabel('Tekst van een registratie')
  await expect(field).toBeVisible()

  await test.step('it says where the text stays, and asks for a text', async () => {
    await expect(page.getByText('De tekst wordt niet verzonden en niet bewaard')).toBeVisible()
    await form.getByRole('button', { name: 'Tekst scannen' }).click()
    await expect(form.getByRole('alert')).toContainText('plak of schrijf eerst een tekst')
  })

  const word = ownWord()
  const sent: string[] = []
  page.on('request', (request) =>
    sent.push(`${request.method()} ${request.url()} ${request.postData() ?? ''}`),
  )
  await test.step('what it finds is marked, with its status and what it adds', async () => {
    await field.fill(`${word}. Het paspoort ligt bij de baas. Niet bedreigd.`)
    await form.getByRole('button', { name: 'Tekst scannen' }).click()
    const found = page.getByRole('region', { name: 'Wat de scan in de tekst aanwijst' })
    await expect(found.locator('mark').first()).toContainText('paspoort ligt bij de baas')
    await expect(found).toContainText('Identiteitsdocument in handen van een ander')
    await expect(found).toContainText('vastgesteld in de tekst')
    const sum = page.getByRole('region', { name: 'Hoe de score tot stand komt' })
    await expect(sum.getByRole('row', { name: /^Beginwaarde/ })).toBeVisible()
    await expect(sum.getByRole('row', { name: /ALG-01/ })).toBeVisible()
    await expect(sum.getByRole('row', { name: /^Drempel/ })).toBeVisible()
    await expect(sum).toContainText(/De score haalt de drempel/)
  })

  await test.step('a text in which it finds nothing proves nothing', async () => {
    await field.fill(`${word}: de lantaarnpaal is scheef.`)
    await expect(page.getByText('De tekst in het vak is daarna veranderd')).toBeVisible()
    await form.getByRole('button', { name: 'Tekst scannen' }).click()
    await expect(page.getByText('Dat bewijst niets: lees de tekst zelf.')).toBeVisible()
    await expect(page.getByText('Dat bewijst niets over wat er speelt.', { exact: false })).toBeVisible()
    await expect(page.locator('main')).not.toContainText(/geen signaal/i)
  })

  await test.step('nothing of it left the page or stays behind', async () => {
    expect(
      sent.filter((one) => one.includes(word) || (!one.startsWith('GET') && !one.includes('_zoek'))),
    ).toEqual([])
    const kept = await page.evaluate(() =>
      [localStorage, sessionStorage].map((store) => JSON.stringify(store)).join(),
    )
    expect(kept).not.toContain(word)
    expect(page.url()).not.toContain(word)
    await page.reload()
    await expect(field).toHaveValue('')
  })
})

test('the catalogue is searched and read: every figure says of how many, and of which kind of text', async ({
  page,
}) => {
  await signIn(page, ANALYST)
  await page.goto('/catalogus')
  const search = page.getByLabel('Zoek een woord')
  await expect(search).toBeVisible()
  await expect(page.getByText(/De precisie is het deel signalen onder de fictieve teksten/)).toBeVisible()
  for (const fact of await page.getByText(/^precisie /).allTextContents())
    expect(fact).toMatch(/n = \d+, fictieve tekst\)$/)

  await search.fill('identiteitsdocument ander')
  const item = page.getByRole('listitem').filter({ hasText: 'ALG-01' }).first()
  await expect(item).toBeVisible()
  await item.locator('summary').click()
  await expect(item.locator('code').first()).toBeVisible()
  await expect(item.locator('.indicator__examples mark').first()).toBeVisible()
  await expect(item.locator('.indicator__found').first()).toContainText('vastgesteld in de tekst')
  // A search term is nobody's business: it does not go into the address.
  expect(page.url()).toMatch(/\/catalogus$/)

  await search.fill('xyzzyx')
  await expect(page.getByText('Geen indicator met deze woorden')).toBeVisible()
})

test('how good the scan is: every figure with its bounds, of how many, and that the text is fictional', async ({
  page,
}) => {
  await signIn(page, ANALYST)
  await page.goto('/kwaliteit')
  await expect(page.getByText('Alles hieronder is fictieve tekst')).toBeVisible()
  const short = page.getByRole('region', { name: 'In het kort' })
  await expect(short.getByRole('row', { name: /^Gevonden verborgen signalen/ })).toContainText(
    /\d%\s*\([\d,]+–[\d,]+\)\s*\d+ van n = \d+/,
  )
  await expect(page.getByRole('region', { name: 'Per vorm' }).getByRole('row')).not.toHaveCount(1)
  await expect(page.getByRole('region', { name: 'Naast andere manieren' })).toContainText(
    'Trefwoorden van een analist',
  )
  await expect(page.getByRole('region', { name: 'Kalibratie' })).toContainText('Brier')
  await expect(page.getByRole('region', { name: 'Hoe verborgen' })).toContainText('H2: alleen feiten')
  const panels = page.locator('.figures > .panel')
  for (const panel of await panels.all())
    await expect(panel).toContainText(/n = \d+, \d+ signalen, fictieve tekst/)

  await page.getByRole('button', { name: 'Voorbeelddag' }).click()
  await expect(short).toContainText('Fictieve tekst van de demonstratie')
})
