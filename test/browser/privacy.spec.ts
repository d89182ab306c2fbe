import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { sql } from 'kysely'
import { confirmHold } from '#actions/retention-decisions.ts'
import { aPair, aSignalAt } from '../a-handover.ts'
import { keptTo } from '../a-kept.ts'
import { ANALYST, PRIVACY_OFFICER, saved, TEAM_LEAD } from './people.ts'
import { test } from './own-server.ts'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

test('the desk: holds and runs by two people, the seals, and the audit log', async ({ open, visitor }) => {
  test.slow()
  const server = await open()
  const { house } = server
  const signal = await aSignalAt(house, 'closed', await aPair(house, 'politie'))
  await sql`insert into spoor.retention_run (id, organisation, kind, day, report, proposed_by, planned_at)
    values (${house.newId()}, 'politie', 'destroy', '2026-06-11', '{"words": 3, "line": 1}', 'spoor', ${house.clock()})`.execute(
    house.database.as('owner').db,
  )
  const analyst = await visitor(server, ANALYST)
  await expect(analyst.getByRole('link', { name: 'Privacy', exact: true })).toHaveCount(0)
  const page = await visitor(server, PRIVACY_OFFICER)
  await page.getByRole('link', { name: 'Privacy', exact: true }).click()

  await test.step('a run: what would go, and a confirmation', async () => {
    const runs = page.getByRole('region', { name: 'Verwijderen en vernietigen' })
    await expect(runs).toContainText('nog 2 bevestigingen nodig')
    await runs.getByRole('button', { name: 'Vernietigen bevestigen' }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog).toContainText('teksten over een signaal')
    await dialog.getByRole('button', { name: 'Bevestigen' }).click()
    await saved(page, 'Bevestigen')
    await expect(runs).toContainText(`bevestigd door ${PRIVACY_OFFICER}`)
    await expect(runs).toContainText('nog 1 bevestiging nodig')
    const button = runs.getByRole('button', { name: 'Vernietigen bevestigen' })
    await expect(button).toHaveAccessibleDescription(/Hier is een ander voor nodig dan u/)
  })

  await test.step('a hold: faults, placed, confirmed by another, ended', async () => {
    const holds = page.getByRole('region', { name: 'Bewaarbesluiten' })
    await holds.getByRole('button', { name: 'Bewaarbesluit vragen' }).click()
    await holds.getByRole('button', { name: 'Bewaarbesluit vragen' }).click()
    await expect(holds.getByRole('alert').getByRole('link')).toHaveCount(4)
    await expectNoFaults(page, 'the desk with a form and its faults')
    await holds.getByLabel('Nummer in Spoor').fill(signal)
    await holds.getByLabel('Reden').selectOption('complaint')
    await holds.getByLabel('Laatste dag').fill('2026-12-31')
    await holds.getByLabel('Toelichting').fill('Een klacht over de verwerking loopt nog.')
    await holds.getByRole('button', { name: 'Bewaarbesluit vragen' }).click()
    await saved(page, 'Bewaarbesluit vragen')
    const item = holds.getByRole('listitem').filter({ hasText: signal })
    await expect(item).toContainText('wacht op een tweede persoon')
    const own = item.getByRole('button', { name: 'Bewaarbesluit bevestigen' })
    await expect(own).toHaveAttribute('aria-disabled', 'true')
    const { rows } = await sql<{ id: string }>`select id from spoor.legal_hold`.execute(house.stores.politie)
    const second = await house.colleague('Dirkje Nauta', 'politie', ['privacy-officer'])
    expect(await confirmHold(house, second, rows[0]?.id ?? '')).toMatchObject({ ok: true })
    await page.reload()
    await expect(item).toContainText('bevestigd door Dirkje Nauta')
    await item.getByRole('button', { name: 'Beëindigen' }).click()
    await expect(item).toContainText(`beëindigd door ${PRIVACY_OFFICER}`)
  })

  await test.step('the seals, and the audit log by person and by record', async () => {
    await expect(page.getByRole('region', { name: 'Zegels van de auditlog' })).toContainText(
      'dagen verzegeld',
    )
    const audit = page.getByRole('region', { name: 'Zoeken in de auditlog' })
    await audit.getByLabel('Collega').selectOption({ label: PRIVACY_OFFICER })
    await audit.getByRole('button', { name: 'Zoeken' }).click()
    await expect(audit.getByRole('row').filter({ hasText: 'vroeg een bewaarbesluit' })).toContainText(signal)
    await audit.getByLabel('Nummer van het stuk').fill('geen-nummer')
    await audit.getByRole('button', { name: 'Zoeken' }).click()
    await expect(audit.getByText('Geen regels gevonden.')).toBeVisible()
    await audit.getByLabel('Nummer van het stuk').fill(signal)
    await audit.getByRole('button', { name: 'Zoeken' }).click()
    await expect(audit.getByRole('row')).toHaveCount(2)
    expect(page.url()).toMatch(/\/privacy$/)
  })
  await page.locator('details').first().locator('summary').click()
  await expectNoFaults(page, 'the desk')
})

test('why may somebody, or may not; and what one may not know of is not there', async ({ open, visitor }) => {
  test.slow()
  const server = await open()
  const { house } = server
  const pair = await aPair(house, 'politie')
  const kept = await aSignalAt(house, 'proposed', pair)
  await keptTo(house, kept, pair[0])
  await visitor(server, ANALYST)

  const page = await visitor(server, PRIVACY_OFFICER)
  await page.getByRole('button', { name: 'Over het werk' }).click()
  await page.getByRole('link', { name: 'Bevoegdheden' }).click()
  const ask = page.getByRole('button', { name: 'Nagaan' })
  await ask.click()
  await expect(page.getByRole('alert').getByRole('link')).toHaveCount(2)
  await fill(page, kept)
  await ask.click()
  await expect(page.getByText(`${ANALYST} mag dit niet: Een signaal lezen`)).toBeVisible()
  await expect(page.getByText('De collega hoort alleen dat het er niet is.')).toBeVisible()
  const rules = page.getByRole('listitem').filter({ hasText: 'staat niet op naam' })
  await expect(rules).toContainText('beslist: mag niet')
  await expectNoFaults(page, 'the authorisations viewer')
  await page.getByLabel('Nummer van het signaal').fill('')
  await ask.click()
  await expect(page.getByText(`${ANALYST} mag dit: Een signaal lezen`)).toBeVisible()
  await page.getByLabel('Rol', { exact: true }).selectOption('privacy-officer')
  await expect(page.getByRole('row').filter({ hasText: 'Zoeken in de auditlog' })).toBeVisible()
  await expect(page.getByRole('row').filter({ hasText: 'Een signaal lezen' })).toHaveCount(0)

  const lead = await visitor(server, TEAM_LEAD)
  await lead.goto('/bevoegdheden')
  await fill(lead, kept)
  await lead.getByRole('button', { name: 'Nagaan' }).click()
  await expect(lead.getByText('of u mag er niet van weten')).toBeVisible()
  await lead.getByLabel('Nummer van het signaal').fill(house.newId())
  await lead.getByRole('button', { name: 'Nagaan' }).click()
  await expect(lead.getByText('of u mag er niet van weten')).toBeVisible()
})

async function fill(page: Page, signal: string): Promise<void> {
  await page.getByLabel('Collega').selectOption({ label: ANALYST })
  await page.getByLabel('Handeling', { exact: true }).selectOption({ label: 'Een signaal lezen' })
  await page.getByLabel('Doel', { exact: true }).selectOption('triage')
  await page.getByLabel('Nummer van het signaal').fill(signal)
}

/** In Dutch and wide, in English on a telephone, and in the dark. */
async function expectNoFaults(page: Page, name: string): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  expect.soft(await faultsOn(page), name).toEqual([])
  await speak(page, 'en')
  await page.setViewportSize({ width: 390, height: 844 })
  await page.evaluate(() => window.scrollTo(0, 0))
  expect.soft(await faultsOn(page), `${name}, a telephone`).toEqual([])
  const isWide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
  expect.soft(isWide, `${name}: scrolls sideways`).toBe(false)
  await page.setViewportSize({ width: 1440, height: 900 })
  await speak(page, 'nl')
  await page.emulateMedia({ colorScheme: 'dark' })
  expect.soft(await faultsOn(page), `${name}, dark`).toEqual([])
  await page.emulateMedia({ colorScheme: 'light' })
}

/** The button may lie behind the menu on a telephone. */
async function speak(page: Page, language: string): Promise<void> {
  const button = page.locator(`.languages [lang=${language}]`)
  await button.evaluate((element: HTMLElement) => element.click())
  await expect(page.locator('html')).toHaveAttribute('lang', language)
}

async function faultsOn(page: Page) {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}
