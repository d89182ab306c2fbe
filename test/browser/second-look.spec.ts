import { expect } from '@playwright/test'
import { drawSecondLooks } from '#actions/second-looks.ts'
import { aPair, aSignalAt, signalOf } from '../a-handover.ts'
import type { TestServer } from '../server/a-server.ts'
import { TEAM_LEAD } from './people.ts'
import { test } from './own-server.ts'

/** A decision not to follow up that the lot chose. Gives the signal. */
async function drawnDecision({ house }: TestServer): Promise<string> {
  const pair = await aPair(house, 'politie')
  const id = await aSignalAt(house, 'closed', pair)
  house.draws(0)
  await drawSecondLooks(house)
  house.draws(1)
  return id
}

test('a second look is blind; the one who looks hears afterwards whether they agree', async ({
  open,
  visitor,
}) => {
  const server = await open()
  const id = await drawnDecision(server)
  const page = await visitor(server, TEAM_LEAD)

  await test.step('the worklist names neither the signal nor the decision', async () => {
    const row = page.getByRole('row', { name: /Tweede blik/ })
    await expect(row).toContainText('Het lot koos dit besluit.')
    await expect(row).toContainText('het signaal en het besluit blijven verborgen tot u hebt gewogen')
    expect(await page.content()).not.toContain(id)
    await row.getByRole('link', { name: 'Besluit dat opnieuw gewogen wordt' }).click()
  })

  await test.step('what was known is there, with its marked words; what was decided is not', async () => {
    await expect(page.getByRole('heading', { level: 1, name: 'Tweede blik' })).toBeVisible()
    await expect(page.locator('mark').first()).toBeVisible()
    await expect(page.getByRole('region', { name: 'Wat er toen bekend was' })).toContainText('gedaan')
    const said = await page.getByRole('main').innerText()
    for (const decided of ['Geen mensenhandel', 'Sanne van politie', 'Jayden van politie']) {
      expect(said).not.toContain(decided)
    }
  })

  const form = page.getByRole('form', { name: 'Uw weging' })
  await test.step('every criterion, a verdict and a ground are asked', async () => {
    await form.getByRole('button', { name: 'Weging versturen' }).click()
    await expect(form.getByRole('alert').getByRole('link')).toHaveCount(3)
    for (const no of await form.getByRole('radio', { name: 'nee', exact: true }).all()) await no.check()
    await form.getByRole('radio', { name: 'Opvolgen', exact: true }).check()
    await form.getByLabel('Grond: waarom?').fill('De papieren liggen bij een ander; dat vraagt meer.')
    await form.getByRole('button', { name: 'Weging versturen' }).click()
  })

  await test.step('another decision: told now, and the signal is open again', async () => {
    const told = page.getByRole('alert')
    await expect(told).toContainText('U kwam tot een ander besluit')
    await expect(told).toContainText('Het signaal is weer open')
    await expect(told).toBeFocused()
    expect((await signalOf(server.house, 'politie', id)).state).toBe('weighing')
  })

  await test.step('it cannot be done twice', async () => {
    await page.reload()
    await expect(page.getByText('Deze tweede blik is er niet voor u')).toBeVisible()
  })
})

test('the same decision stands', async ({ open, visitor }) => {
  const server = await open()
  const id = await drawnDecision(server)
  const page = await visitor(server, TEAM_LEAD)
  await page.getByRole('link', { name: 'Besluit dat opnieuw gewogen wordt' }).click()
  const form = page.getByRole('form', { name: 'Uw weging' })
  await expect(form).toBeVisible()
  for (const no of await form.getByRole('radio', { name: 'nee', exact: true }).all()) await no.check()
  await form.getByRole('radio', { name: 'Niet (verder) opvolgen' }).check()
  await form.getByLabel('Grond: waarom?').fill('Elke treffer is verklaard.')
  await form.getByRole('button', { name: 'Weging versturen' }).click()
  await expect(page.getByRole('alert')).toContainText('U kwam tot hetzelfde besluit')
  expect((await signalOf(server.house, 'politie', id)).state).toBe('closed')
})
