import { expect } from '@playwright/test'
import { escalateOverdue } from '#actions/escalations.ts'
import { aPair, aSignalAt } from '../a-handover.ts'
import { ANALYST } from './people.ts'
import { test } from './own-server.ts'

test('a duty says what must be done, why, by when, and what happens if it is not done', async ({
  open,
  visitor,
}) => {
  const server = await open()
  const pair = await aPair(server.house, 'politie')
  await aSignalAt(server.house, 'enriching', pair)
  await aSignalAt(server.house, 'set-aside-proposed', pair)
  const page = await visitor(server, ANALYST)

  const enrich = page.getByRole('row', { name: /Verrijking afronden/ })
  await expect(enrich).toContainText('Elke verplichte handeling krijgt een resultaat.')
  await expect(enrich).toContainText('over 10 werkdagen')
  await expect(enrich).toContainText('Zo niet: meteen naar Teamchef AVIM Midden-Nederland')

  await test.step('the kind of duty narrows the list, and the address keeps it', async () => {
    await page.getByLabel('Soort taak').selectOption({ label: 'Tweede persoon: alles' })
    await expect(page.getByText('1 taak', { exact: true }).first()).toBeVisible()
    await expect(page.getByRole('row', { name: /Terzijde leggen beoordelen/ })).toContainText(
      'Een collega stelt dit voor; een tweede persoon beslist.',
    )
    await expect(enrich).toHaveCount(0)
    await page.reload()
    await expect(page.getByLabel('Soort taak')).toHaveValue('second-person')
    await page.getByLabel('Soort taak').selectOption({ label: 'Onderzoek afronden' })
    await expect(page.getByText('Geen taken van deze soort')).toBeVisible()
  })
})

test('what is overdue climbs, and the list of what climbed says since when, to whom and how high', async ({
  open,
  visitor,
}) => {
  const server = await open()
  const { house } = server
  const pair = await aPair(house, 'politie')
  await aSignalAt(house, 'confirmed', pair)
  house.itIs('2026-06-17T07:00:00.000Z')
  await escalateOverdue(house)
  const page = await visitor(server, ANALYST)

  await test.step('among the duties it names the duty that it is about', async () => {
    const late = page.locator('.duties__group--overdue')
    await expect(late).toContainText('2 dagen te laat')
    await expect(page.getByRole('row', { name: /Ingrijpen: “Verrijking beginnen” is te laat/ })).toBeVisible()
  })

  await test.step('in the list of its own', async () => {
    await page.getByRole('link', { name: /Opgeklommen/ }).click()
    const row = page.getByRole('row', { name: /Verrijking beginnen/ })
    await expect(row).toContainText('te laat')
    await expect(row).toContainText('Teamchef AVIM Midden-Nederland')
    await expect(row).toContainText('trede 1 van 2')
    await expect(row).toContainText('Zo niet')
  })

  await test.step('at the end of the ladder nobody is higher', async () => {
    house.itIs('2026-07-01T07:00:00.000Z')
    await escalateOverdue(house)
    const later = await visitor(server, ANALYST)
    await later.goto('/werk?lijst=opgeklommen')
    const row = later.getByRole('row', { name: /Verrijking beginnen/ })
    await expect(row).toContainText('trede 2 van 2')
    await expect(row).toContainText('hoger klimt het niet: deze rol blijft hieraan gehouden')
  })
})
