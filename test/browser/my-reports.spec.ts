import { expect } from '@playwright/test'
import { ownWord, test } from './people.ts'

const OFFICER = 'Fenna Wiersinga'

test('an officer reports a signal and follows how far it is, without what it says', async ({ page }) => {
  const word = ownWord()
  await page.goto('/')
  await page.getByRole('link', { name: 'Aanmelden met uw organisatie' }).click()
  await page.getByRole('button', { name: OFFICER }).click()
  await page.getByRole('button', { name: /eigen signalen vastleggen/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Mijn meldingen' })).toBeVisible()
  await page.getByRole('link', { name: 'Vastleggen', exact: true }).click()
  await page.getByLabel('Wat zag en hoorde u?').fill('Geheime woorden van dit signaal.')
  await page.getByLabel('In één regel').fill(`Wasstraat, ${word}`)
  await page.getByLabel('Waarom laat het u niet los?').fill('Ik maak mij zorgen.')
  await page.getByRole('button', { name: 'Signaal vastleggen' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Mijn meldingen' })).toBeVisible()
  const row = page.getByRole('row').filter({ hasText: word })
  await expect(row).toContainText('Verrijking beginnen')
  await expect(row).toContainText('bevestigd')
  await expect(page.getByText('Geheime woorden')).toHaveCount(0)
})
