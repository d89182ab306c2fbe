import { expect } from '@playwright/test'
import { aPair, aSignalAt } from '../a-handover.ts'
import { ANALYST, INVESTIGATOR, TEAM_LEAD } from './people.ts'
import { test } from './own-server.ts'

test('a signal goes on under art. 10: decided by one, consented to by another, shown to be needed, ended', async ({
  open,
  visitor,
}) => {
  const server = await open()
  const signal = await aSignalAt(server.house, 'weighing', await aPair(server.house, 'politie'))
  const page = await visitor(server, INVESTIGATOR)
  await page.goto(`/signalen/${signal}`)
  const panel = page.getByRole('region', { name: 'Bewaren' })
  await expect(panel.getByText('Dagelijkse politietaak (Wpg art. 8)')).toBeVisible()
  await expect(panel.getByText('De inhoud gaat uit gebruik op')).toBeVisible()
  await panel.getByRole('button', { name: 'Voortzetten onder een ander artikel' }).click()
  await panel.getByRole('button', { name: 'Vastleggen' }).click()
  await expect(panel.getByRole('alert').getByRole('link')).toHaveCount(2)
  await panel.getByLabel('artikel 10 Wpg').check()
  await panel.getByLabel('Nummer van het doel op schrift').fill('Doel 36-7')
  await page.screenshot({ path: 'test-results/retention-form.png', fullPage: true })
  await panel.getByRole('button', { name: 'Vastleggen' }).click()
  await expect(panel.getByText('wacht op instemming')).toBeVisible()
  await expect(panel.getByRole('button', { name: 'Instemmen' })).toHaveCount(0)

  const lead = await visitor(server, TEAM_LEAD)
  await lead.goto(`/signalen/${signal}`)
  const theirs = lead.getByRole('region', { name: 'Bewaren' })
  await theirs.getByRole('button', { name: 'Instemmen' }).click()
  await expect(theirs.getByText(`ingestemd door ${TEAM_LEAD}`)).toBeVisible()
  await expect(theirs.getByText('geldt', { exact: true })).toBeVisible()
  await theirs.getByRole('button', { name: 'Is nog nodig' }).click()
  await theirs.getByLabel('Op welke dag bleek dat?').fill('')
  await theirs.getByRole('button', { name: 'Vastleggen' }).click()
  await expect(theirs.getByRole('alert').getByRole('link')).toHaveCount(1)
  await theirs.getByRole('button', { name: 'Annuleren' }).click()
  await lead.screenshot({ path: 'test-results/retention-in-force.png', fullPage: true })
  await theirs.getByRole('button', { name: 'Beëindigen' }).click()
  await expect(theirs.getByText('Beëindigd op')).toBeVisible()

  const analyst = await visitor(server, ANALYST)
  await analyst.setViewportSize({ width: 390, height: 844 })
  await analyst.goto(`/signalen/${signal}`)
  const read = analyst.getByRole('region', { name: 'Bewaren' })
  await expect(read.getByText('Beëindigd op')).toBeVisible()
  await expect(read.getByRole('button')).toHaveCount(0)
  await read.screenshot({ path: 'test-results/retention-phone.png' })
})
