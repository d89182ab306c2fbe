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
import {
  actLine,
  answerAll,
  answerCircumstances,
  answerGuards,
  recordContact,
  recordDone,
  recordNotPossible,
} from './steps.ts'

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
    await expect(
      page.getByText(/Gekalibreerde score .* over deze registratie, nooit over een persoon/),
    ).toBeVisible()
  })

  await test.step('confirm', async () => {
    await page.getByRole('link', { name: 'Hele signaal' }).click()
    await takeStep(page, 'Bevestigen', 'Document, beweging en schuld samen.')
    await expect(page.getByText('bevestigd', { exact: true })).toBeVisible()
  })
  const address = page.url()

  await test.step('enrichment: it cannot be finished before everything that must be has a result', async () => {
    await takeStep(page, 'Verrijking beginnen', 'Eerst de eigen registraties.')
    const finish = page.getByRole('button', { name: /^Verrijking afronden/ })
    await expect(finish).toContainText('Nog niet alle omstandigheden zijn beantwoord.')
    await answerCircumstances(page, 'Er is een werkgever, rekening of bedrag genoemd')
    await expect(finish).toContainText('Er staan nog verplichte handelingen open.')
    const financial = actLine(page, 'Financiële eerste blik')
    await expect(financial).toContainText('Verplicht, want: Er is een werkgever, rekening of bedrag genoemd')
    await recordMandatoryActs(page)
    for (const name of [
      'Nagaan of een verdachte zelf mogelijk slachtoffer is',
      'Officier van justitie raadplegen over aanknopingspunten',
    ])
      await recordDone(page, actLine(page, name), 'Nagegaan op 13 juni.')
    await expect(finish).toContainText('contact')
    await recordContact(page, 'Gebeld op een veilig moment, geen gehoor.')
    await takeStep(page, 'Verrijking afronden', 'Genoeg om te wegen.')
  })

  const weigher = await colleague(WEIGHER)
  await test.step('weighing: the facts stand beside the criteria; the weigher sends it to the interview', async () => {
    await weigher.goto(address)
    const sheet = weigher.getByRole('region', { name: 'Wegen' })
    await expect(sheet).toContainText('meestal betrouwbaar')
    await expect(sheet).toContainText('Capaciteit: zichtbaar als reden van wachten, nooit als criterium')
    const form = weigher.getByRole('form', { name: 'Wegen' })
    await answerAll(form, 'ja')
    await form
      .getByRole('group', { name: /^Is er contact met het mogelijke slachtoffer geweest/ })
      .getByRole('radio', { name: 'onbekend' })
      .check()
    await expect(form).toContainText('Onbekend wijst naar: Contact met het mogelijke slachtoffer.')
    await form.getByRole('radio', { name: 'Naar het gesprek en de aangifte' }).check()
    await form.getByLabel('Grond: waarom?').fill('Aanknopingspunten en geen gevaar nu.')
    await form.getByRole('button', { name: 'Naar het gesprek', exact: true }).click()
    await saved(weigher, 'Weging vastleggen')
  })

  const investigator = await colleague(INVESTIGATOR)
  await test.step('interview: recorded by the interviewer, with the second person and a complaint', async () => {
    await investigator.goto(address)
    await investigator.getByRole('button', { name: 'Gesprek vastleggen', exact: true }).click()
    const form = investigator.getByRole('form', { name: 'Gesprek vastleggen' })
    await form
      .getByRole('group', { name: 'Is het gesprek gehouden?' })
      .getByRole('radio', { name: 'ja' })
      .check()
    await form.getByLabel('Tweede gespreksvoerder').selectOption(ANALYST)
    await form.getByRole('group', { name: 'Is het opgenomen?' }).getByRole('radio', { name: 'ja' }).check()
    await form.getByRole('radio', { name: 'aangifte gedaan' }).check()
    await form.getByLabel('Grond: waarom?').fill('Gesproken op 15 juni, met tolk.')
    await form.getByRole('button', { name: 'Gesprek vastleggen' }).click()
    await saved(investigator, 'Gesprek vastleggen')
    await recordContact(investigator, 'Gesproken tijdens het informatieve gesprek.')
    await takeStep(investigator, 'Gesprek afronden, naar weging', 'Er is aangifte gedaan.')
  })

  await test.step('weighing again: the investigation starts, on the offence as the law has it today', async () => {
    await weigher.goto(address)
    const form = weigher.getByRole('form', { name: 'Wegen' })
    await answerAll(form, 'ja')
    await form.getByRole('radio', { name: 'Opsporingsonderzoek beginnen' }).check()
    await form.getByRole('radio', { name: 'op een aangifte' }).check()
    await form.getByRole('textbox', { name: 'Officier van justitie' }).fill('mr. T. Elzinga')
    await form.getByLabel('Grond: waarom?').fill('Aangifte met aanknopingspunten.')
    await form.getByRole('button', { name: 'Opsporingsonderzoek beginnen', exact: true }).click()
    await expect(form.getByRole('link', { name: /kies ten minste één variant/ })).toBeVisible()
    await form
      .getByRole('checkbox', { name: 'Met een middel brengen tot arbeid, diensten of afstand van organen' })
      .check()
    await form.getByRole('checkbox', { name: 'Misleiding' }).check()
    await form.getByRole('button', { name: 'Opsporingsonderzoek beginnen', exact: true }).click()
    await saved(weigher, 'Opsporingsonderzoek beginnen')
    await expect(
      weigher.getByText(
        /Onderzoek naar: Met een middel brengen tot arbeid.*Artikel 273f Sr zoals het nu geldt/,
      ),
    ).toBeVisible()
  })

  await test.step('the timeline shows it all, with who and why', async () => {
    const phase = weigher.getByRole('list', { name: 'Fasen' }).getByRole('listitem')
    await expect(phase.filter({ hasText: 'Opsporingsonderzoek' })).toHaveAttribute('aria-current', 'step')
    const events = weigher.locator('.timeline__what')
    await expect(events).toHaveText([
      'Opsporingsonderzoek begonnen',
      'Gesprek afgerond',
      'Contact vastgelegd',
      'Gesprek vastgelegd',
      'Gewogen',
      'Verrijking afgerond',
      'Contact vastgelegd',
      ...Array<string>(9).fill('Handeling vastgelegd'),
      'Omstandigheden vastgelegd',
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
    await recordContact(investigator, 'Ingelicht over het verloop.')
    await recordDone(investigator, actLine(investigator, 'Financieel onderzoek'), 'Plan gemaakt.')
    await investigator
      .getByRole('button', { name: 'Onderzoek afsluiten met een uitkomst', exact: true })
      .click()
    const form = investigator.getByRole('form', { name: 'Onderzoek afsluiten met een uitkomst' })
    await form.getByRole('radio', { name: /ingezonden aan het Openbaar Ministerie/ }).check()
    await form.getByLabel('Grond: waarom?').fill('Dossier is ingezonden.')
    await form.getByRole('button', { name: 'Onderzoek afsluiten met een uitkomst' }).click()
    await expect(form.getByText('Kies een antwoord op deze waarborg.').first()).toBeVisible()
    expect(await answerGuards(form, 'Verslag van 15 juni.')).toBe(4)
    await form.getByRole('button', { name: 'Onderzoek afsluiten met een uitkomst' }).click()
    await saved(investigator, 'Onderzoek afsluiten met een uitkomst')
    await expect(investigator.getByRole('region', { name: 'Verloop' })).toContainText('Verslag van 15 juni.')
  })
})

/** Every mandatory act: done, or not possible with the reason. */
async function recordMandatoryActs(page: Page): Promise<void> {
  const mandatory = page
    .locator('.acts__list')
    .first()
    .getByRole('listitem')
    .filter({ has: page.locator('.act__line') })
  const count = await mandatory.count()
  expect(count).toBeGreaterThan(3)
  for (let at = 0; at < count; at++) {
    if (at === 0) await recordNotPossible(page, mandatory.nth(at), 'Twee keer gevraagd, op 12 en 13 juni.')
    else await recordDone(page, mandatory.nth(at), 'Nagegaan op 13 juni.')
    await expect(page.getByText(`${at + 1} van ${count} verplicht vastgelegd`)).toBeVisible()
  }
}
