import { expect, type Page } from '@playwright/test'
import { sql } from 'kysely'
import { escalateOverdue } from '#actions/escalations.ts'
import { watchKept } from '#actions/oversight.ts'
import { aPair, aSignalAt } from '../a-handover.ts'
import { keptTo } from '../a-kept.ts'
import { ANALYST, INVESTIGATOR, PRIVACY_OFFICER, TEAM_LEAD, UNIT_LEAD } from './people.ts'
import { test } from './own-server.ts'

test('a signal of a running investigation: its lead is named, and releases it', async ({ open, visitor }) => {
  const server = await open()
  const { house } = server
  const signal = await aSignalAt(house, 'proposed', await aPair(house, 'politie'))
  await sql`update spoor.signal set channel = 'onderzoek' where id = ${signal}`.execute(
    house.database.as('owner').db,
  )
  const analyst = await visitor(server, ANALYST)
  await analyst.goto(`/signalen/${signal}`)
  await expect(analyst.getByText('Dit signaal is er niet voor u')).toBeVisible()
  const lead = await visitor(server, INVESTIGATOR)
  await visitor(server, TEAM_LEAD)

  const page = await visitor(server, UNIT_LEAD)
  await page.goto(`/signalen/${signal}`)
  const panel = page.getByRole('region', { name: 'Wie mag dit weten' })
  await expect(panel.getByText('Nog niemand is als leider genoemd')).toBeVisible()
  await panel.getByRole('button', { name: 'Leider noemen' }).click()
  await panel.getByRole('button', { name: 'Vastleggen' }).click()
  await expect(panel.getByRole('alert').getByRole('link')).toHaveCount(2)
  const option = panel.getByRole('option', { name: new RegExp(INVESTIGATOR) })
  await panel.getByLabel('Wie leidt het onderzoek?').selectOption((await option.getAttribute('value')) ?? '')
  await panel.getByLabel('Grond: waarom?').fill('Zij leidt dit onderzoek al.')
  await panel.getByRole('button', { name: 'Vastleggen' }).click()
  // Nobody who leads would hear that something is late.
  await expect(panel.getByText('Laat eerst een leidinggevende meekijken')).toBeVisible()
  await panel.getByRole('button', { name: 'Annuleren' }).click()
  await panel.getByRole('button', { name: 'Laat een leidinggevende meekijken' }).click()
  const leader = panel.getByRole('option', { name: new RegExp(TEAM_LEAD) })
  await panel
    .getByLabel('Welke leidinggevende kijkt mee?')
    .selectOption((await leader.getAttribute('value')) ?? '')
  await expect(panel.getByRole('option', { name: new RegExp(INVESTIGATOR) })).toHaveCount(0)
  await panel.getByLabel('Grond: waarom?').fill('Hij hoort het als iets te laat is.')
  await panel.getByRole('button', { name: 'Vastleggen' }).click()
  await expect(panel.getByText(`Meekijkende leidinggevenden: ${TEAM_LEAD}`)).toBeVisible()
  await panel.getByRole('button', { name: 'Leider noemen' }).click()
  await panel.getByLabel('Wie leidt het onderzoek?').selectOption((await option.getAttribute('value')) ?? '')
  await panel.getByLabel('Grond: waarom?').fill('Zij leidt dit onderzoek al.')
  await panel.getByRole('button', { name: 'Vastleggen' }).click()
  await expect(page.getByText('Dit signaal is er niet voor u')).toBeVisible()

  await lead.goto(`/signalen/${signal}`)
  const theirs = lead.getByRole('region', { name: 'Wie mag dit weten' })
  await expect(theirs.getByText(`onder leiding van ${INVESTIGATOR}`)).toBeVisible()
  await theirs.getByRole('button', { name: 'Vrijgeven' }).click()
  await theirs.getByLabel('Grond: waarom?').fill('Het staat los van het onderzoek.')
  await theirs.getByRole('button', { name: 'Vastleggen' }).click()
  await expect(theirs.getByText('Het is vrijgegeven')).toBeVisible()
  await theirs.getByText('3 besluiten').click()
  await analyst.reload()
  await expect(analyst.getByRole('heading', { name: 'Verloop' })).toBeVisible()
})

test('a signal is kept to named people, and to everybody else it is not there', async ({ open, visitor }) => {
  const server = await open()
  const signal = await aSignalAt(server.house, 'proposed', await aPair(server.house, 'politie'))
  const analyst = await visitor(server, ANALYST)
  const investigator = await visitor(server, INVESTIGATOR)
  const page = await visitor(server, UNIT_LEAD)
  await page.goto(`/signalen/${signal}`)
  const panel = page.getByRole('region', { name: 'Wie mag dit weten' })
  await panel.getByRole('button', { name: 'Tot genoemde mensen beperken' }).click()
  await panel.getByLabel(new RegExp(INVESTIGATOR)).check()
  await panel.getByLabel('Grond: waarom?').fill('Een collega is betrokken.')
  await panel.getByRole('button', { name: 'Vastleggen' }).click()
  await expect(panel.getByText('Alleen deze mensen mogen van dit signaal weten')).toContainText(INVESTIGATOR)
  await investigator.goto(`/signalen/${signal}`)
  await expect(investigator.getByRole('heading', { name: 'Verloop' })).toBeVisible()
  await analyst.goto(`/signalen/${signal}`)
  await expect(analyst.getByText('Dit signaal is er niet voor u')).toBeVisible()
})

test('nobody is left who leads: the privacy officer names who looks along, and reads nothing of the signal', async ({
  open,
  visitor,
}) => {
  const server = await open()
  const { house } = server
  const signal = await aSignalAt(house, 'proposed', await aPair(house, 'politie'))
  await keptTo(house, signal, await house.colleague('Wim Bosgraaf', 'politie', ['analyst']))
  // So much later that nobody counts on those who knew of it.
  house.itIs('2026-08-03T07:00:00.000Z')
  await escalateOverdue(house)
  await watchKept(house)
  const leader = await visitor(server, TEAM_LEAD)
  await leader.goto(`/signalen/${signal}`)
  await expect(leader.getByText('Dit signaal is er niet voor u')).toBeVisible()

  const page = await visitor(server, PRIVACY_OFFICER)
  const told = answersTo(page)
  await page.goto('/werk?lijst=mijn')
  const duty = page.getByRole('link', { name: 'Een signaal met beperkte toegang' })
  await expect(page.getByRole('row').filter({ has: duty })).toContainText('Leidinggevende laten meekijken')
  await duty.click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Leidinggevende laten meekijken')
  await page.getByRole('button', { name: 'Vastleggen' }).click()
  await expect(page.getByRole('alert').getByRole('link')).toHaveCount(2)
  await expect(page.getByRole('option', { name: ANALYST })).toHaveCount(0)
  const option = page.getByRole('option', { name: new RegExp(TEAM_LEAD) })
  const whom = page.getByLabel('Welke leidinggevende kijkt mee?')
  await whom.selectOption((await option.getAttribute('value')) ?? '')
  await page.getByLabel('Grond: waarom?').fill('Wie ervan wist, is er niet meer.')
  await page.getByRole('button', { name: 'Vastleggen' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'Die leidinggevende ziet het' })).toBeFocused()
  await page.getByRole('link', { name: 'Naar de werklijst', exact: true }).click()
  await expect(page.getByText('heeft geen open taken')).toBeVisible()
  await expect(duty).toHaveCount(0)
  await page.goto(`/signalen/${signal}`)
  await expect(page.getByRole('alert')).toContainText('Uw rol mag deze stap niet zetten')

  const toLeader = answersTo(leader)
  await leader.goto('/werk?lijst=mijn')
  await leader.getByRole('link', { name: 'Melding' }).click()
  await expect(leader.getByRole('article')).toContainText('Paspoort ligt bij de baas')
  await leader.goto(`/signalen/${signal}`)
  await expect(leader.getByText('Meekijkende leidinggevenden')).toContainText(TEAM_LEAD)
  expect(WORDS.filter((word) => toLeader().includes(word))).toEqual(WORDS)
  expect(WORDS.filter((word) => told().includes(word))).toEqual([])
})

/** Words of what every signal of these tests is about. */
const WORDS = ['Melding', 'Paspoort ligt bij de baas', 'labour']

/** All that the server tells this page from now on. */
function answersTo(page: Page): () => string {
  const told: string[] = []
  page.on('response', (answer) => {
    if (!answer.url().includes('/v1/')) return
    void answer.text().then(
      (text) => told.push(text),
      () => undefined,
    )
  })
  return () => told.join('\n')
}
