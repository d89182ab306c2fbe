import { expect } from '@playwright/test'
import { test } from './own-server.ts'
import { ANALYST } from './people.ts'

test('one’s own sessions are under one’s name: after signing in once more they are listed, and one ends what one does not know', async ({
  open,
  visitor,
}) => {
  const server = await open()
  const laptop = await visitor(server, ANALYST)
  const page = await visitor(server, ANALYST)
  server.house.itIs('2026-06-11T07:20:00.000Z')
  await page.setViewportSize({ width: 390, height: 844 })

  await page.getByRole('button', { name: 'Menu' }).click()
  await page.locator('.person__button').click()
  await page.getByRole('link', { name: 'Waar ben ik aangemeld?' }).click()
  await expect(page.getByText('Hiervoor moet u zich de laatste minuten hebben aangemeld.')).toBeVisible()
  await page.getByRole('link', { name: 'Opnieuw aanmelden' }).click()
  await page.getByRole('button', { name: ANALYST }).click()

  // Back where one was, with the task that one had.
  await expect(page.getByRole('heading', { level: 1, name: 'Waar u bent aangemeld' })).toBeVisible()
  const rows = page.getByRole('list', { name: 'Waar u bent aangemeld' }).getByRole('listitem')
  await expect(rows).toHaveCount(2)
  await expect(rows.filter({ hasText: 'Deze sessie' })).toHaveCount(1)
  await expect(rows.first()).toContainText('Chrome op Linux')
  await rows.getByRole('button', { name: /^Beëindig Chrome op Linux, sinds/ }).click()
  await expect(rows).toHaveCount(1)
  await expect(page.getByText('U bent nergens anders aangemeld.')).toBeVisible()

  await laptop.reload()
  await expect(laptop.getByRole('link', { name: 'Aanmelden met uw organisatie' })).toBeVisible()
})

test('what asks for a sign-in of now leaves what was typed, and is done after signing in in another tab', async ({
  open,
  visitor,
}) => {
  const server = await open()
  const page = await visitor(server, ANALYST)
  server.house.itIs('2026-06-11T07:20:00.000Z')
  await page.goto('/noodtoegang')
  await page.getByLabel('Nummer van het signaal').fill(crypto.randomUUID())
  await page.getByLabel('Iemand loopt nu gevaar').check()
  await page.getByLabel('Wat is er aan de hand').fill('Iemand belt ons nu.')
  await page.getByRole('button', { name: 'Openen en alarm geven' }).click()

  const dialog = page.getByRole('dialog', { name: 'Meld u nog een keer aan' })
  const tab = page.context().waitForEvent('page')
  await dialog.getByRole('link', { name: 'Aanmelden in een nieuw tabblad' }).click()
  await (await tab).getByRole('button', { name: ANALYST }).click()
  await expect((await tab).getByRole('heading', { level: 1, name: 'Werklijst' })).toBeVisible()
  await (await tab).close()
  await dialog.getByRole('button', { name: 'Ik ben weer aangemeld' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByLabel('Wat is er aan de hand')).toHaveValue('Iemand belt ons nu.')
  await page.getByRole('button', { name: 'Openen en alarm geven' }).click()
  await expect(page.getByText('Er is niets geopend')).toBeVisible()
})
