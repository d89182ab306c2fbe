// The steps of the signal page as somebody takes them: the checklist, the circumstances, contact, the sheet.
import { expect, type Locator, type Page } from '@playwright/test'
import { saved } from './people.ts'

/** Answers every circumstance in one go: "yes" to one, "no" to the others. */
export async function answerCircumstances(page: Page, yes: string): Promise<void> {
  await page.getByRole('button', { name: 'Beantwoorden' }).click()
  const form = page.getByRole('form', { name: 'Omstandigheden vastleggen' })
  await expect(form.locator('.criterion').first()).toBeVisible()
  for (const question of await form.locator('.criterion').all()) {
    const named = ((await question.textContent()) ?? '').includes(yes)
    await question.getByRole('radio', { name: named ? 'ja' : 'nee', exact: true }).check()
  }
  await form.getByLabel('Waaruit blijkt het?').fill('Uit de tekst van de registratie.')
  await form.getByRole('button', { name: 'Omstandigheden vastleggen' }).click()
  await saved(page, 'Omstandigheden vastleggen')
}

/** The line of an act in the checklist. */
export function actLine(page: Page, name: string | RegExp): Locator {
  return page.locator('.act').filter({ has: page.getByRole('button', { name, exact: true }) })
}

/** Opens the form of an act. */
export async function openAct(line: Locator): Promise<Locator> {
  await line.getByRole('button', { name: /^Vastleggen: / }).click()
  return line.getByRole('form')
}

/** Records an act as done, with where its facts come from. */
export async function recordDone(page: Page, line: Locator, found: string): Promise<void> {
  const form = await openAct(line)
  await form.getByRole('radio', { name: 'gedaan', exact: true }).check()
  await form.getByLabel('Bron', { exact: true }).selectOption({ index: 1 })
  await form.getByLabel('Hoe verkregen').fill('Opgevraagd en gelezen.')
  await form.getByRole('radio', { name: 'meestal betrouwbaar' }).check()
  await form.getByRole('radio', { name: 'feit', exact: true }).check()
  const unqualified = form.getByLabel('Waarom doet u het toch?')
  if ((await unqualified.count()) > 0) await unqualified.fill('Geen getrainde collega in dienst.')
  await form.getByLabel('Wat is er gedaan en wat is er gevonden?').fill(found)
  await send(page, form)
}

/** Records an act as not possible, for the first reason of its list. */
export async function recordNotPossible(page: Page, line: Locator, why: string): Promise<void> {
  const form = await openAct(line)
  await form.getByRole('radio', { name: 'niet mogelijk', exact: true }).check()
  await form.getByRole('group', { name: 'Waarom niet mogelijk?' }).getByRole('radio').first().check()
  await form.getByLabel('Waarom niet?', { exact: true }).fill(why)
  await send(page, form)
}

async function send(page: Page, form: Locator): Promise<void> {
  await form.getByRole('button', { name: 'Handeling vastleggen' }).click()
  await expect(form).toBeHidden()
  await saved(page, 'Handeling vastleggen')
}

/** Records an attempt to speak to the possible victim, in the phase that the signal is in. */
export async function recordContact(page: Page, words: string): Promise<void> {
  await page.getByRole('button', { name: 'Contact vastleggen' }).click()
  const form = page.getByRole('form', { name: 'Contact vastleggen' })
  await form.getByRole('radio', { name: 'geprobeerd' }).check()
  await form.getByLabel('Grond: waarom?').fill(words)
  await form.getByRole('button', { name: 'Contact vastleggen' }).click()
  await saved(page, 'Contact vastleggen')
}

/** Answers every question of a form alike. */
export async function answerAll(form: Locator, answer: 'ja' | 'nee'): Promise<void> {
  await expect(form.locator('.criterion').first()).toBeVisible()
  for (const question of await form.locator('.criterion').all())
    await question.getByRole('radio', { name: answer, exact: true }).check()
}

/** Answers every guard by its first answer, with what shows it where that is asked. */
export async function answerGuards(form: Locator, shown: string): Promise<number> {
  const guards = await form.locator('.guard').all()
  for (const guard of guards) {
    await guard.locator('input[type=radio]:not([aria-disabled])').first().check()
    const reference = guard.getByLabel('Waaruit blijkt dat?')
    if ((await reference.count()) > 0) await reference.fill(shown)
  }
  return guards.length
}
