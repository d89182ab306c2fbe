import { expect } from '@playwright/test'
import { ANALYST, openProposal, ownWord, proposalOf, saved, signIn, test, WEIGHER } from './people.ts'

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
      'U hebt dit zelf voorgesteld; een ander beoordeelt het.',
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
