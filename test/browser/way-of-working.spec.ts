import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Locator, type Page } from '@playwright/test'
import { enactedWays } from '#actions/enacted-ways.ts'
import { decideWayOfWorking } from '#actions/enactments.ts'
import { AGENCIES_FOLDER } from '#actions/ways-of-working.ts'
import { aPair } from '../a-handover.ts'
import { ANALYST, OTHER_ORGANISATION, saved, signIn, TEAM_LEAD } from './people.ts'
import { test } from './own-server.ts'

test('a policy officer reads what follow-up means, with the source of each value', async ({ page }) => {
  await signIn(page, OTHER_ORGANISATION)
  await page.getByRole('button', { name: 'Over het werk' }).click()
  await page.getByRole('link', { name: 'Werkwijze', exact: true }).click()
  await expect(
    page.getByText(/\d+ van de \d+ waarden zijn nog niet bevestigd door de organisatie/),
  ).toBeVisible()

  await test.step('the standard enrichment in order, with when each act is mandatory', async () => {
    const enrichment = page.getByRole('region', { name: 'Standaardverrijking' })
    const first = enrichment.getByRole('listitem').first()
    await expect(first).toContainText('verplicht')
    await first.locator('summary').click()
    await expect(first).toContainText('Door wie: Analist')
    await expect(first).toContainText('nog niet bevestigd door de organisatie')
    await expect(enrichment).toContainText('verplicht bij: De melder is bekend en kan veilig gebeld worden')
  })

  await test.step('the test for protection stands apart, and capacity never counts', async () => {
    const weighing = page.getByRole('region', { name: 'Weging', exact: true })
    await expect(weighing).toContainText('De geringste aanwijzing is genoeg.')
    await expect(weighing.getByRole('heading', { name: 'Telt nooit' })).toBeVisible()
  })

  await test.step('terms, normal and urgent, with the ladder', async () => {
    const terms = page.getByRole('region', { name: 'Termijnen', exact: true })
    await expect(terms.getByRole('row', { name: /^Voorstel beantwoorden/ })).toContainText('4 uur')
    const ladder = terms.locator('.ladder li')
    await expect(ladder.first()).toContainText('De termijn verstrijkt')
    await expect(ladder.last()).toContainText('hier eindigt de ladder')
  })

  await test.step('what only this organisation has: routing and the crossing between its arms', async () => {
    const lanes = page.getByRole('region', { name: 'Routering en overgangen' })
    await expect(lanes).toContainText('Van Toezicht naar Opsporing')
  })

  await test.step('without the sources it reads shorter', async () => {
    await page.getByRole('checkbox', { name: 'Bronnen tonen' }).uncheck()
    await expect(page.locator('.source')).toHaveCount(0)
  })
})

test('a new version enters into force by two people', async ({ open, visitor }) => {
  const folder = mkdtempSync(join(tmpdir(), 'spoor-agencies-'))
  cpSync(AGENCIES_FOLDER, folder, { recursive: true })
  const server = await open({ ways: (house) => enactedWays({ ...house, folder }) })
  const { house } = server
  await house.ways.refresh()
  write(folder, '2026-07-01')
  const theirs = write(folder, '2026-08-01')
  const [colleague] = await aPair(house, 'politie')
  const ground = 'Besproken in het weegoverleg van juni.'
  await decideWayOfWorking(house, colleague, theirs, { decision: 'propose', ground })

  const page = await visitor(server, TEAM_LEAD)
  await page.getByRole('button', { name: 'Over het werk' }).click()
  await page.getByRole('link', { name: 'Werkwijze', exact: true }).click()
  const own = page.getByRole('listitem').filter({ hasText: '1 juli 2026' })
  const other = page.getByRole('listitem').filter({ hasText: '1 augustus 2026' })

  await test.step('the first person proposes it, with why, and cannot approve it', async () => {
    await expect(own).toContainText('bestand, nog niet voorgesteld')
    await decideIn(page, own, 'Voorstellen', ground)
    await expect(own).toContainText('wacht op een tweede persoon')
    await expect(own).toContainText(`Voorgesteld door ${TEAM_LEAD}`)
    const approve = own.getByRole('button', { name: 'Goedkeuren' })
    await expect(approve).toHaveAttribute('aria-disabled', 'true')
    await expect(approve).toHaveAccessibleDescription(/Hier is een ander voor nodig dan u/)
  })

  await test.step('the second person approves what a colleague proposed', async () => {
    await expect(other).toContainText(`Voorgesteld door ${colleague.member.name}`)
    await decideIn(page, other, 'Goedkeuren', 'Gelezen en akkoord.')
    await expect(other).toContainText('goedgekeurd, gaat in op die dag')
    await expect(other).toContainText(`Goedgekeurd door ${TEAM_LEAD}`)
  })

  await test.step('who has no such role reads it, and decides nothing', async () => {
    const analyst = await visitor(server, ANALYST)
    await analyst.goto('/werkwijze')
    await expect(analyst.getByRole('button', { name: 'Goedkeuren' })).toHaveAccessibleDescription(
      'Uw rol mag deze stap niet zetten.',
    )
  })
  rmSync(folder, { recursive: true })
})

/** The way of working of the police as it is, from another day on. Gives its id. */
function write(folder: string, day: string): string {
  const file = readFileSync(join(folder, 'politie', '2026-01-01.json'), 'utf8')
  const id = `politie@${day}`
  const version = { ...(JSON.parse(file) as object), id, effectiveFrom: day }
  writeFileSync(join(folder, 'politie', `${day}.json`), JSON.stringify(version))
  return id
}

async function decideIn(page: Page, item: Locator, decision: string, ground: string): Promise<void> {
  await item.getByRole('button', { name: decision }).click()
  const dialog = page.getByRole('dialog', { name: decision })
  await dialog.getByLabel('Grond: waarom?').fill(ground)
  await dialog.getByRole('button', { name: decision }).click()
  await saved(page, decision)
}
