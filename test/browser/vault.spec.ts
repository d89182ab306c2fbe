import { AxeBuilder } from '@axe-core/playwright'
import { expect } from '@playwright/test'
import { confirmRun, keepRetention, listRuns } from '#actions/retention.ts'
import { aPair, aSignalAt } from '../a-handover.ts'
import { setDatabaseDay } from '../database-day.ts'
import { test } from './own-server.ts'
import { PRIVACY_OFFICER } from './people.ts'

test('the vault: what was removed of a signal, opened on a ground with its number', async ({
  open,
  visitor,
}) => {
  test.slow()
  const server = await open()
  const { house } = server
  const signal = await aSignalAt(house, 'closed', await aPair(house, 'politie'))
  const travel = async (day: string) => {
    house.itIs(`${day}T07:00:00.000Z`)
    await setDatabaseDay(house.database, day)
  }
  await travel('2031-06-11')
  const keeper = await house.colleague('Dirkje Nauta', 'politie', ['privacy-officer'])
  await keepRetention(house, null, ['politie'])
  for (const { id } of await listRuns(house, keeper)) await confirmRun(house, keeper, id)
  await keepRetention(house, null, ['politie'])
  // Back again: the provider has a clock of its own, and the vault asks for a sign-in of now.
  await travel('2026-06-11')

  const page = await visitor(server, PRIVACY_OFFICER)
  await page.getByRole('link', { name: 'Privacy', exact: true }).click()
  const vault = page.getByRole('region', { name: 'Kluis: wat verwijderd is' })
  await vault.getByLabel('Nummer van het signaal').fill('geen nummer')
  await vault.getByRole('button', { name: 'Zoek wat verwijderd is' }).click()
  await expect(vault.getByRole('alert').getByRole('link')).toHaveCount(1)
  await vault.getByLabel('Nummer van het signaal').fill(signal)
  await vault.getByRole('button', { name: 'Zoek wat verwijderd is' }).click()
  const row = vault.getByRole('row').filter({ hasText: 'Registratie' })
  await row.getByRole('button', { name: 'Openen' }).click()
  const form = vault.getByRole('form', { name: 'Openen' })
  await form.getByRole('button', { name: 'Openen' }).click()
  await expect(form.getByRole('alert').getByRole('link')).toHaveCount(2)
  await form.getByLabel('Grond').selectOption('complaint')
  await form.getByLabel('Nummer').fill('Klacht 2031-7')
  const { violations } = await new AxeBuilder({ page }).include('main').analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
  await form.getByRole('button', { name: 'Openen' }).click()
  await expect(vault.getByRole('region', { name: 'Uit de kluis' })).toContainText('Paspoort ligt bij de baas')
})
