import { expect, type Page } from '@playwright/test'
import {
  ANALYST,
  INVESTIGATOR,
  ndjson,
  openProposal,
  ownWord,
  quiet,
  saved,
  signIn,
  takeStep,
  telling,
  upload,
  WEIGHER,
  test,
} from './people.ts'

test('a day of work: a file comes in, a proposal is confirmed and goes through the four phases', async ({
  page,
  colleague,
}) => {
  test.slow()
  const word = ownWord()
  await signIn(page, ANALYST)
  await expect(page.getByRole('table')).toContainText('Voorstel beantwoorden')

  await test.step('the upload shows its balance as an equation', async () => {
    await upload(page, ndjson(telling(word), quiet(word), '{"id":"zonder tekst"}'))
    await expect(page.locator('.equation')).toHaveText('3 regels in=2 aangenomen+0 al bekend+1 geweigerd')
    await expect(page.getByText('De scan las 2 registraties en stelde 1 signaal voor.')).toBeVisible()
  })

  await test.step('the proposal marks the words and says why', async () => {
    await openProposal(page, word)
    await expect(page.locator('mark').filter({ hasText: 'paspoort ligt bij de baas' })).toBeVisible()
    await expect(page.getByText('Identiteitsdocument in handen van een ander')).toBeVisible()
    await expect(page.getByText(/Niet gekalibreerd: een telling van aanwijzingen, geen kans/)).toBeVisible()
  })

  await test.step('confirm', async () => {
    await page.getByRole('link', { name: 'Hele signaal' }).click()
    await takeStep(page, 'Bevestigen', 'Document, beweging en schuld samen.')
    await expect(page.getByText('bevestigd', { exact: true })).toBeVisible()
  })
  const address = page.url()

  await test.step('enrichment: it cannot be finished before every mandatory act has its result', async () => {
    await takeStep(page, 'Verrijking beginnen', 'Eerst de eigen registraties.')
    await expect(page.getByRole('button', { name: /^Verrijking afronden/ })).toContainText(
      'Er staan nog verplichte handelingen open.',
    )
    await recordMandatoryActs(page)
    await takeStep(page, 'Verrijking afronden', 'Genoeg om te wegen.')
  })

  const weigher = await colleague(WEIGHER)
  await test.step('weighing: the weigher sends it to the interview', async () => {
    await weigher.goto(address)
    await weigh(weigher, 'Naar het gesprek en de aangifte', 'Naar het gesprek')
  })

  const investigator = await colleague(INVESTIGATOR)
  await test.step('interview: recorded by the interviewer, with a complaint', async () => {
    await investigator.goto(address)
    await investigator.getByRole('button', { name: 'Gesprek vastleggen', exact: true }).click()
    const form = investigator.getByRole('form', { name: 'Gesprek vastleggen' })
    await form.getByRole('radio', { name: 'ja', exact: true }).check()
    await form.getByRole('radio', { name: 'aangifte gedaan' }).check()
    await form.getByLabel('Grond: waarom?').fill('Gesproken op 15 juni, met tolk.')
    await form.getByRole('button', { name: 'Gesprek vastleggen' }).click()
    await saved(investigator, 'Gesprek vastleggen')
    await takeStep(investigator, 'Gesprek afronden, naar weging', 'Er is aangifte gedaan.')
  })

  await test.step('weighing again: the investigation starts', async () => {
    await weigher.goto(address)
    await weigher.getByRole('button', { name: 'Wegen', exact: true }).click()
    await answerAll(weigher)
    await weigher.getByRole('radio', { name: 'Opsporingsonderzoek beginnen' }).check()
    await weigher.getByRole('radio', { name: 'op een aangifte' }).check()
    await weigher.getByRole('textbox', { name: 'Officier van justitie' }).fill('mr. T. Elzinga')
    await weigher.getByLabel('Grond: waarom?').fill('Aangifte met aanknopingspunten.')
    await weigher.getByRole('button', { name: 'Opsporingsonderzoek beginnen', exact: true }).click()
    await saved(weigher, 'Opsporingsonderzoek beginnen')
  })

  await test.step('the timeline shows it all, with who and why', async () => {
    const phase = weigher.getByRole('list', { name: 'Fasen' }).getByRole('listitem')
    await expect(phase.filter({ hasText: 'Opsporingsonderzoek' })).toHaveAttribute('aria-current', 'step')
    const events = weigher.locator('.timeline__what')
    await expect(events).toHaveText([
      'Opsporingsonderzoek begonnen',
      'Gesprek afgerond',
      'Gesprek vastgelegd',
      'Gewogen',
      'Verrijking afgerond',
      ...Array<string>(6).fill('Handeling vastgelegd'),
      'Verrijking begonnen',
      'Bevestigd',
      'Voorgesteld door de scan',
    ])
    const timeline = weigher.getByRole('region', { name: 'Verloop' })
    for (const name of [ANALYST, WEIGHER, INVESTIGATOR]) await expect(timeline).toContainText(name)
    await expect(timeline).toContainText('mr. T. Elzinga')
    await expect(timeline).toContainText('Document, beweging en schuld samen.')
  })

  await test.step('the investigation is concluded when every safeguard has been answered', async () => {
    await investigator.goto(address)
    await investigator
      .getByRole('button', { name: 'Onderzoek afsluiten met een uitkomst', exact: true })
      .click()
    const form = investigator.getByRole('form', { name: 'Onderzoek afsluiten met een uitkomst' })
    await form.getByRole('radio', { name: /ingezonden aan het Openbaar Ministerie/ }).check()
    await form.getByLabel('Grond: waarom?').fill('Dossier is ingezonden.')
    await form.getByRole('button', { name: 'Onderzoek afsluiten met een uitkomst' }).click()
    await expect(form.getByText('Kies een antwoord op deze waarborg.').first()).toBeVisible()
    const guards = await form.locator('.guard').all()
    expect(guards).toHaveLength(4)
    for (const guard of guards) {
      await guard.getByRole('radio').first().check()
      const reference = guard.getByLabel('Waaruit blijkt dat?')
      if ((await reference.count()) > 0) await reference.fill('Verslag van 15 juni.')
    }
    await form.getByRole('button', { name: 'Onderzoek afsluiten met een uitkomst' }).click()
    await saved(investigator, 'Onderzoek afsluiten met een uitkomst')
    await expect(investigator.getByRole('region', { name: 'Verloop' })).toContainText('Verslag van 15 juni.')
  })
})

/** Every mandatory act: done, or not possible with the reason. */
async function recordMandatoryActs(page: Page): Promise<void> {
  const mandatory = page.locator('.acts__list').first().getByRole('listitem')
  const count = await mandatory.count()
  expect(count).toBeGreaterThan(3)
  for (let at = 0; at < count; at++) {
    const act = mandatory.nth(at)
    await act.getByRole('button', { name: /^Vastleggen: / }).click()
    await act.getByRole('radio', { name: at === 0 ? 'niet mogelijk' : 'gedaan' }).check()
    await act.getByRole('textbox').fill('Nagegaan op 13 juni.')
    await act.getByRole('button', { name: 'Handeling vastleggen' }).click()
    await expect(page.getByText(`${at + 1} van ${count} verplicht vastgelegd`)).toBeVisible()
  }
}

async function weigh(page: Page, decision: string, submit: string): Promise<void> {
  await page.getByRole('button', { name: 'Wegen', exact: true }).click()
  await answerAll(page)
  await page.getByRole('radio', { name: decision }).check()
  await page.getByLabel('Grond: waarom?').fill('Aanknopingspunten en geen gevaar nu.')
  await page.getByRole('button', { name: submit, exact: true }).click()
  await saved(page, 'Weging vastleggen')
}

async function answerAll(page: Page): Promise<void> {
  for (const radio of await page.getByRole('radio', { name: 'ja', exact: true }).all()) await radio.check()
}
