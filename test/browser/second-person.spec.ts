import { expect } from '@playwright/test'
import { bringToWeighing, take } from './by-api.ts'
import {
  ANALYST,
  openProposal,
  ownWord,
  proposalOf,
  saved,
  signIn,
  takeStep,
  TEAM_LEAD,
  test,
  WEIGHER,
} from './people.ts'
import { answerAll, answerGuards } from './steps.ts'

test('setting a proposal aside takes a criterion, a ground and a second person', async ({
  page,
  colleague,
}) => {
  const word = ownWord()
  await signIn(page, ANALYST)
  await proposalOf(page, word)

  await test.step('without a criterion and a ground it is not proposed', async () => {
    await page.getByRole('button', { name: 'Terzijde leggen voorstellen' }).click()
    const form = page.getByRole('form', { name: 'Terzijde leggen voorstellen' })
    await form.getByRole('button', { name: 'Terzijde leggen voorstellen' }).click()
    const summary = form.getByRole('alert')
    await expect(summary).toBeFocused()
    await expect(summary.getByRole('link')).toHaveText([
      'Criterium: kies een criterium',
      'Grond: waarom? schrijf op waarom',
    ])
    await form.getByRole('radio', { name: /De gemarkeerde woorden gaan over iets anders/ }).check()
    await form.getByLabel('Grond: waarom?').fill('Verslag van een oefening.')
    await form.getByRole('button', { name: 'Terzijde leggen voorstellen' }).click()
    await saved(page, 'Terzijde leggen voorstellen')
  })

  await test.step('who proposed it cannot confirm it, and reads why', async () => {
    await openProposal(page, word)
    const confirm = page.getByRole('button', { name: 'Terzijde leggen bevestigen' })
    await expect(confirm).toHaveAttribute('aria-disabled', 'true')
    await expect(confirm).toHaveAccessibleDescription(
      'Hier is een ander voor nodig dan u: laat een collega deze stap zetten.',
    )
    await confirm.click({ force: true })
    await expect(page.getByRole('form', { name: 'Terzijde leggen bevestigen' })).toBeHidden()
  })

  const other = await colleague(WEIGHER)
  await test.step('a second person sees who proposed it and why, and confirms', async () => {
    await openProposal(other, word)
    await expect(other.getByText(`${ANALYST} stelt voor dit terzijde te leggen`)).toBeVisible()
    await expect(other.getByText('Verslag van een oefening.')).toBeVisible()
    await other.getByRole('link', { name: 'Hele signaal' }).click()
    await other.getByRole('button', { name: 'Terzijde leggen bevestigen' }).click()
    const form = other.getByRole('form', { name: 'Terzijde leggen bevestigen' })
    await form.getByLabel('Grond: waarom?').fill('Nagelezen: het is een oefening.')
    await form.getByRole('button', { name: 'Terzijde leggen bevestigen' }).click()
    await saved(other, 'Terzijde leggen bevestigen')
    await expect(other.getByText('Afgesloten: terzijde gelegd door twee personen')).toBeVisible()
  })

  await test.step('it has left the list of proposals', async () => {
    await page.goto('/voorstellen')
    await expect(page.locator('.proposal-item').first()).toBeVisible()
    await expect(page.getByRole('link', { name: new RegExp(word) })).toHaveCount(0)
  })
})

test('not following up is decided by a second person, on the same sheet and with the ground of the first', async ({
  page,
  colleague,
}) => {
  test.slow()
  const word = ownWord()
  await signIn(page, WEIGHER)
  await proposalOf(page, word)
  const id = page.url().split('/').at(-1) ?? ''
  await bringToWeighing(page, id)
  await page.goto(`/signalen/${id}`)
  const form = page.getByRole('form', { name: 'Wegen' })

  await test.step('the sheet says what the outcome needs, and asks the safeguards', async () => {
    await answerAll(form, 'nee')
    await form.getByRole('radio', { name: 'Niet (verder) opvolgen of opleggen' }).check()
    await form.getByRole('radio', { name: /Geen aanknopingspunten/ }).check()
    await expect(form).toContainText('Rechtsgrond')
    expect(await answerGuards(form, 'Verslag van 15 juni.')).toBe(4)
    await form.getByLabel('Grond: waarom?').fill('Gezocht, en niets om op door te gaan.')
  })

  await test.step('who was overtaken is told what changed, and loses nothing', async () => {
    const other = await colleague(WEIGHER)
    await take(other, id, { type: 'take-up' })
    await form.getByRole('button', { name: 'Voorleggen aan een tweede persoon' }).click()
    await expect(form.getByRole('alert')).toContainText('Opgenomen door een collega')
    await form.getByRole('button', { name: 'Opnieuw laden, tekst behouden' }).click()
    await form.getByRole('button', { name: 'Voorleggen aan een tweede persoon' }).click()
    await saved(page, 'Voorstellen niet (verder) op te volgen')
  })

  await test.step('who proposed it reads that another is needed', async () => {
    await expect(page.getByRole('button', { name: 'Niet (verder) opvolgen bevestigen' })).toHaveAttribute(
      'aria-disabled',
      'true',
    )
  })

  const second = await colleague(TEAM_LEAD)
  await test.step('the second person sees the same facts, the proposal with its ground, and decides', async () => {
    await second.goto(`/signalen/${id}`)
    const sheet = second.getByRole('region', { name: 'Tweede beoordeling' })
    await expect(sheet).toContainText(`${WEIGHER} stelt voor dit niet (verder) op te volgen`)
    await expect(sheet).toContainText('Gezocht, en niets om op door te gaan.')
    await expect(sheet).toContainText('Nagegaan op 13 juni.')
    await expect(sheet).toContainText('Verslag van 15 juni.')
    await takeStep(second, 'Niet (verder) opvolgen bevestigen', 'Nagelezen en eens.')
    await expect(second.getByText(/^Afgesloten: Geen aanknopingspunten/)).toBeVisible()
  })
})
