import { expect } from '@playwright/test'
import { aPair, aSignalAt } from '../a-handover.ts'
import { test } from './own-server.ts'

test('the public prosecutor begins at what was submitted, and reads one', async ({ open, browser }) => {
  const { house, site } = await open()
  await aSignalAt(house, 'investigating', await aPair(house, 'politie'))
  const context = await browser.newContext({ baseURL: site.origin })
  const page = await context.newPage()
  await page.clock.setFixedTime(house.clock())
  await page.goto('/')
  await page.getByRole('link', { name: 'Aanmelden met uw organisatie' }).click()
  await page.getByRole('button', { name: 'Bastiaan Vreeburg' }).click()
  await page.locator('.purposes').getByRole('button').first().click()
  await expect(
    page.getByRole('heading', { level: 1, name: 'Ingediend bij het openbaar ministerie' }),
  ).toBeVisible()
  await page.getByRole('row').getByRole('link').first().click()
  await expect(page.getByRole('region', { name: 'Registraties' })).toContainText('Paspoort ligt bij de baas')
  await expect(
    page.getByRole('region', { name: 'Wat er is gedaan' }).getByRole('listitem').first(),
  ).toBeVisible()
  await expect(page.getByText('Telling')).toHaveCount(0)
  await context.close()
})
