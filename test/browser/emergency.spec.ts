import { expect } from '@playwright/test'
import { aPair, aSignalAt } from '../a-handover.ts'
import { keptTo } from '../a-kept.ts'
import { ANALYST, PRIVACY_OFFICER, UNIT_LEAD, WEIGHER } from './people.ts'
import { test } from './own-server.ts'

const WORDS = 'Iemand belt ons nu; de collega van dit signaal neemt niet op.'

test('emergency access: a reason, an alarm, an hour of reading, a review by somebody else', async ({
  open,
  visitor,
}) => {
  const server = await open()
  const { house } = server
  const signal = await aSignalAt(house, 'proposed', await aPair(house, 'politie'))
  await keptTo(house, signal, await house.colleague('Wim Bosgraaf', 'politie', ['analyst']))

  const page = await visitor(server, ANALYST)
  await page.goto(`/signalen/${signal}`)
  await expect(page.getByText('Dit signaal is er niet voor u')).toBeVisible()
  await page.getByRole('link', { name: 'Is het een noodgeval? Noodtoegang' }).click()
  await page.getByRole('button', { name: 'Openen en alarm geven' }).click()
  await expect(page.getByRole('alert').getByRole('link')).toHaveCount(3)
  await page.getByLabel('Nummer van het signaal').fill(signal)
  await page.getByLabel('Iemand loopt nu gevaar').check()
  await page.getByLabel('Wat is er aan de hand').fill(WORDS)
  await page.getByRole('button', { name: 'Openen en alarm geven' }).click()
  await page.getByRole('link', { name: 'Naar het signaal' }).click()
  await expect(page.getByText('Noodtoegang tot')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Verloop' })).toBeVisible()

  const other = await visitor(server, WEIGHER)
  await other.goto('/werk?lijst=afdeling')
  await expect(other.getByRole('heading', { level: 1, name: 'Werklijst' })).toBeVisible()
  await expect(other.getByText('Noodtoegang van')).toHaveCount(0)

  const lead = await visitor(server, UNIT_LEAD)
  await lead.goto('/werk?lijst=mijn')
  await lead.getByRole('link', { name: `Noodtoegang van ${ANALYST}` }).click()
  await expect(lead.getByText(WORDS)).toBeVisible()
  await lead.getByLabel('Gezien; nu beëindigen').check()
  await lead.getByLabel('Grond: waarom?').fill('De collega is terug en neemt het over.')
  await lead.getByRole('button', { name: 'Alarm beantwoorden' }).click()
  await expect(lead.getByText('Gezien en beëindigd')).toBeVisible()
  await page.reload()
  await expect(page.getByText('Dit signaal is er niet voor u')).toBeVisible()

  const privacy = await visitor(server, PRIVACY_OFFICER)
  await privacy.goto('/werk?lijst=mijn')
  await privacy.getByRole('link', { name: `Noodtoegang van ${ANALYST}` }).click()
  await privacy.getByLabel('Terecht', { exact: true }).check()
  await privacy.getByLabel('Grond: waarom?').fill('Er was haast, en er was niemand anders.')
  await privacy.getByRole('button', { name: 'Toetsing vastleggen' }).click()
  await expect(privacy.getByRole('button', { name: 'Toetsing vastleggen' })).toHaveCount(0)
  await privacy.getByRole('link', { name: 'Wie zag dit signaal, en wanneer' }).click()
  const row = privacy.getByRole('row').filter({ hasText: 'opende het signaal' }).filter({ hasText: ANALYST })
  await expect(row.filter({ hasText: 'noodtoegang' })).toHaveCount(1)
})
