import { expect, type Page } from '@playwright/test'
import { bringToEnrichment, take } from './by-api.ts'
import { saved, signIn, takeStep, test } from './people.ts'

/** Of the Labour Inspectorate: a weigher and a team lead of Investigation, and an analyst of Supervision. */
const WEIGHER = 'Rachid Temmar'
const TEAM_LEAD = 'Ferdinand Krol'
const SUPERVISION = 'Sietske Boomgaard'

test('the Inspectorate: routing with protection first, a crossing between the arms, another unit, and waiting in sight', async ({
  page,
  colleague,
}) => {
  test.slow()
  await signIn(page, WEIGHER)
  await page.goto('/voorstellen')
  const id =
    ((await page.locator('.proposal-item').first().getAttribute('href')) ?? '').split('/').at(-1) ?? ''
  await bringToEnrichment(page, id)
  const address = `/signalen/${id}`
  await page.goto(address)
  const lead = await colleague(TEAM_LEAD)

  await test.step('a yes on the protection test keeps the administrative lane shut, and nothing typed is lost', async () => {
    await page.getByRole('button', { name: 'Routering beslissen' }).click()
    const form = page.getByRole('form', { name: 'Routering beslissen' })
    for (const question of await form.locator('.criterion').all())
      await question.getByRole('radio', { name: 'ja', exact: true }).check()
    await form.getByRole('radio', { name: /Ernstige benadeling/ }).check()
    await form.getByLabel('Grond: waarom?').fill('Loon en huisvesting bij dezelfde baas.')
    await form.getByRole('button', { name: 'Routering beslissen' }).click()
    await expect(form.getByRole('alert')).toContainText('Bescherming gaat voor')
    await form.getByRole('radio', { name: /Arbeidsuitbuiting/ }).check()
    await form.getByRole('button', { name: 'Routering beslissen' }).click()
    await saved(page, 'Routering beslissen')
  })

  await test.step('who decided it cannot review it; another person reads the answers and does', async () => {
    await expect(page.getByRole('button', { name: 'Routering toetsen' })).toHaveAttribute(
      'aria-disabled',
      'true',
    )
    await lead.goto(address)
    await expect(lead.getByRole('region', { name: 'Eerstvolgende taak' })).toContainText('Routering toetsen')
    await lead.getByRole('button', { name: 'Routering toetsen', exact: true }).click()
    const form = lead.getByRole('form', { name: 'Routering toetsen' })
    await expect(form).toContainText('Loon en huisvesting bij dezelfde baas.')
    await form.getByRole('radio', { name: 'Ja', exact: true }).check()
    await form.getByLabel('Grond: waarom?').fill('Eens: dwang is genoemd.')
    await form.getByRole('button', { name: 'Routering toetsen' }).click()
    await saved(lead, 'Routering toetsen')
  })

  await test.step('what Supervision learned is offered act by act, without statements that had to be made', async () => {
    await recordInspection(page, id)
    await page.goto(address)
    await expect(page.locator('.act').filter({ hasText: 'Gezamenlijke inspectie' })).toContainText(
      'nog niet over naar de andere tak',
    )
    await page.getByText('Ook mogelijk: aanhouden, spoed, andere afdeling').click()
    await page.getByRole('button', { name: 'Overgang naar de andere tak aanbieden' }).click()
    const form = page.getByRole('form', { name: 'Overgang naar de andere tak aanbieden' })
    await form.getByRole('checkbox', { name: 'Gezamenlijke inspectie met Toezicht' }).check()
    await form.getByLabel('Wat is gezien').fill('Slaapplaatsen in de loods.')
    await form.getByLabel('Onder welke bevoegdheid').fill('Awb 5:15')
    await form.getByLabel('Gezien op').fill('2026-06-13')
    await form.getByLabel('Grond: waarom?').fill('Nodig voor het onderzoek.')
    await form.getByRole('button', { name: 'Overgang naar de andere tak aanbieden' }).click()
    await expect(
      form.getByRole('link', { name: /bevestig dat verplichte verklaringen achterblijven/ }),
    ).toBeVisible()
    await form.getByRole('checkbox', { name: 'Afgelegde verplichte verklaringen blijven achter' }).check()
    await form.getByRole('button', { name: 'Overgang naar de andere tak aanbieden' }).click()
    await saved(page, 'Overgang naar de andere tak aanbieden')
    await lead.goto(address)
    await expect(lead.getByText('Slaapplaatsen in de loods.').first()).toBeVisible()
    await takeStep(lead, 'Overgang aanvaarden', 'Mag mee.')
  })

  await test.step('it waits for a reason that everybody sees; capacity is counted apart', async () => {
    await lead.getByText('Ook mogelijk: aanhouden, spoed, andere afdeling').click()
    await lead.getByRole('button', { name: 'Aanhouden tot een datum' }).click()
    const form = lead.getByRole('form', { name: 'Aanhouden tot een datum' })
    await form.getByRole('radio', { name: 'Wacht op capaciteit' }).check()
    await expect(form).toContainText('Apart geteld; nooit een criterium om iets niet op te volgen.')
    await form.getByLabel('Opnieuw kijken op').fill(inDays(7))
    await form.getByLabel('Grond: waarom?').fill('Deze week geen rechercheur vrij.')
    await form.getByRole('button', { name: 'Aanhouden tot een datum' }).click()
    await saved(lead, 'Aanhouden tot een datum')
    await expect(lead.getByText('Deze week geen rechercheur vrij.').first()).toBeVisible()
    await takeStep(lead, 'Weer oppakken', 'Er is iemand.')
  })

  await test.step('another unit is asked, and is accountable only when it accepts', async () => {
    await lead.getByRole('button', { name: 'Aan een andere afdeling aanbieden' }).click()
    const form = lead.getByRole('form', { name: 'Aan een andere afdeling aanbieden' })
    await form.getByLabel('Andere afdeling').selectOption('Toezicht')
    await form.getByLabel('Grond: waarom?').fill('Eigen bestuurlijke grond.')
    await form.getByRole('button', { name: 'Aan een andere afdeling aanbieden' }).click()
    await saved(lead, 'Aan een andere afdeling aanbieden')
    const asked = await colleague(SUPERVISION)
    await asked.goto(address)
    await expect(asked.getByText(/blijft verantwoordelijk tot de ander aanvaardt/)).toBeVisible()
    await takeStep(asked, 'Aanvaarden als afdeling', 'Wij pakken het op.')
    await expect(asked.getByRole('region', { name: 'Eerstvolgende taak' })).toContainText('Toezicht')
  })
})

async function recordInspection(page: Page, id: string): Promise<void> {
  await take(page, id, {
    type: 'record-act',
    act: 'joint-inspection',
    result: 'done',
    reason: null,
    provenance: {
      source: 'observation',
      obtainedOn: '2026-06-13',
      reliability: 'reliable',
      factOrOpinion: 'fact',
      obtainedBy: 'een inspecteur',
      howObtained: 'zelf gezien',
    },
    unmet: [],
    unqualifiedBecause: '',
    ground: 'Samen op de werkplek geweest.',
  })
}

function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
}
