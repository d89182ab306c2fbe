import { expect, type Page } from '@playwright/test'
import { drawnYesterday } from './a-sample.ts'
import { ANALYST, UNIT_LEAD } from './people.ts'
import { test } from './own-server.ts'

const question = (page: Page) =>
  page.getByRole('form', { name: 'Hoort iemand naar deze registratie te kijken?' })
const words = (page: Page) => page.getByRole('region', { name: 'Wat de scan naar schatting mist' })

test('what the scan did not point at is read blind, by key, and says what is missed', async ({
  open,
  visitor,
}) => {
  const server = await open()
  await drawnYesterday(server)
  const page = await visitor(server, ANALYST)

  await test.step('it is a duty on the worklist, and stands in the menu', async () => {
    const row = page.getByRole('row', { name: /Steekproef lezen/ })
    await expect(row).toContainText('11 juni 2026')
    await page.getByRole('button', { name: 'De scan' }).click()
    await page.getByRole('link', { name: 'Steekproef', exact: true }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Steekproef: wat de scan niet aanwees')
  })

  await test.step('before anybody read there is no figure', async () => {
    await expect(words(page)).toContainText('Zonder lezen is er geen cijfer.')
    await expect(words(page)).not.toContainText('%')
  })

  await test.step('one at a time, without a score, a mark or a reason', async () => {
    await expect(page.getByRole('heading', { name: 'Registratie 1 van 5' })).toBeVisible()
    await expect(page.locator('.source-text')).toHaveCount(1)
    await expect(page.locator('mark, .tally')).toHaveCount(0)
  })

  await test.step('an answer and its reason are asked', async () => {
    await page.keyboard.press('v')
    await expect(question(page).getByRole('alert')).toContainText('Kies een antwoord.')
    await page.keyboard.press('n')
    await page.keyboard.press('v')
    await expect(question(page).getByRole('alert')).toContainText('Kies een reden.')
  })

  await test.step('by key to the next', async () => {
    await page.keyboard.press('1')
    await page.keyboard.press('v')
    await expect(page.getByRole('alert')).toContainText('Uw antwoord is vastgelegd.')
    await expect(page.getByRole('heading', { name: 'Registratie 1 van 4' })).toBeVisible()
    await expect(words(page)).toContainText('Van 1 gelezen registraties hoorden er 0 bekeken te worden.')
    await expect(words(page)).toContainText('bewijst niet dat er niets gemist is')
  })

  await test.step('what somebody should look at is among the proposals', async () => {
    await expect(question(page)).toBeVisible()
    await page.keyboard.press('h')
    await page.keyboard.press('v')
    await expect(page.getByRole('alert')).toContainText('De registratie staat nu bij de voorstellen.')
    await expect(words(page)).toContainText(/Van 2 gelezen registraties hoorde er 1 bekeken te worden/)
    await expect(words(page)).toContainText(/\(tussen .+% en .+%\) van de 40 registraties/)
    await page.getByRole('link', { name: 'Naar het voorstel' }).click()
    await page.getByRole('link', { name: 'Hele signaal' }).click()
    await expect(page.locator('.signal-head')).toContainText('uit de steekproef')
    await expect(page.locator('.timeline')).toContainText('Voorgesteld na lezen in de steekproef')
  })
})

test('what was read by one waits for another, who does not see what they said', async ({ open, visitor }) => {
  const server = await open()
  await drawnYesterday(server)
  const first = await visitor(server, ANALYST)
  await first.goto('/steekproef')
  for (let left = 5; left > 0; left--) {
    await expect(first.getByRole('heading', { name: `Registratie 1 van ${left}` })).toBeVisible()
    await expect(question(first)).toBeVisible()
    await first.keyboard.press('n')
    await first.keyboard.press('2')
    await first.keyboard.press('v')
  }
  await expect(first.getByText('Voor u is er nu niets te lezen')).toBeVisible()
  await expect(first.getByText('1 registratie wacht op een andere lezer.')).toBeVisible()

  const second = await visitor(server, UNIT_LEAD)
  await second.goto('/steekproef')
  await expect(second.getByRole('heading', { name: 'Registratie 1 van 1' })).toBeVisible()
  await question(second).getByRole('radio', { name: 'Niets dat opvolging vraagt' }).check()
  await question(second)
    .getByRole('radio', { name: /Wat vragen oproept/ })
    .check()
  await question(second).getByRole('button', { name: 'Antwoord vastleggen' }).click()
  await expect(second.getByText('Voor u is er nu niets te lezen')).toBeVisible()
  await second.goto('/werk')
  await expect(second.getByRole('row', { name: /Steekproef lezen/ })).toHaveCount(0)
})
