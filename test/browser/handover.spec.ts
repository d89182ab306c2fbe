import { expect, type Page } from '@playwright/test'
import { escalateOverdue } from '#actions/escalations.ts'
import { deliverMessages } from '#exchange/deliver.ts'
import { aPair, aSignalAt } from '../a-handover.ts'
import { enriching, readyForAbroad, readyForHandover } from './before-handover.ts'
import { ANALYST, OTHER_ORGANISATION, ownWord, saved, signIn, WEIGHER } from './people.ts'
import { test } from './own-server.ts'

const RECEIPT = 'Antwoord van de ander invoeren'
const OFFER = 'Overdragen aan een andere organisatie'

test('a chosen and previewed part goes to another organisation, which reads exactly that and accepts', async ({
  page,
  colleague,
}) => {
  test.slow()
  const word = ownWord()
  const title = `Slaapplaatsen in een loods, ${word}`
  await signIn(page, ANALYST)
  const id = await readyForHandover(page, word)
  await page.goto(`/signalen/${id}`)
  await page.getByRole('button', { name: OFFER }).click()
  const form = page.getByRole('form', { name: OFFER })

  await test.step('nothing is ticked beforehand; what is missing is told together', async () => {
    await form.getByRole('radio', { name: 'Arbeidsuitbuiting naar de Arbeidsinspectie' }).check()
    for (const box of await form.getByRole('checkbox').all()) await expect(box).not.toBeChecked()
    await form.getByRole('button', { name: 'Aanbieden', exact: true }).click()
    await expect(form.getByRole('alert').getByRole('link')).toHaveCount(7)
  })

  const preview = form.getByRole('article', { name: 'Wat de ander leest' })
  await test.step('what is ticked stands in the preview, and what is not does not', async () => {
    await form.getByRole('radio', { name: /De vorm is arbeid/ }).check()
    await form.getByRole('checkbox', { name: new RegExp(word) }).check()
    await form.getByRole('checkbox', { name: /Eigen registraties/ }).check()
    await form.getByLabel('Waar gaat het over?').fill(title)
    await form.getByLabel('Waarom gaat dit daarheen').fill('Het gaat om werk; de mensen zijn veilig.')
    await expect(preview).toContainText('Zes matrassen in de loods')
    await expect(preview).toContainText('Twee eerdere meldingen op dit adres.')
    await expect(preview).not.toContainText('Er is kort gesproken, met een tolk.')
    await answerGuards(page)
  })

  await test.step('a change after reading asks to read again', async () => {
    const read = form.getByRole('checkbox', { name: 'Ik heb gelezen wat er meegaat' })
    await read.check()
    await form.getByLabel('Waarom gaat dit daarheen').fill('Het gaat om werk; iedereen is veilig.')
    await expect(read).not.toBeChecked()
    await read.check()
    await form.getByRole('button', { name: 'Aanbieden', exact: true }).click()
    await saved(page, OFFER)
    await expect(page.getByRole('region', { name: /^Overdracht aan Arbeidsinspectie/ })).toContainText(
      'Wacht op',
    )
  })

  const other = await colleague(OTHER_ORGANISATION)
  await test.step('the other side finds it in its inbox, in full', async () => {
    await expect(async () => {
      await other.goto('/overdrachten')
      await expect(other.getByRole('link', { name: title })).toBeVisible({ timeout: 2000 })
    }).toPass({ timeout: 90_000 })
    await other.getByRole('button', { name: `Lezen en antwoorden: ${title}` }).click()
    const pack = other.getByRole('article', { name: 'Wat de ander leest' })
    await expect(pack).toContainText('Zes matrassen in de loods')
    await expect(pack).toContainText('Twee eerdere meldingen op dit adres.')
    await expect(pack).not.toContainText('Er is kort gesproken')
    await expect(pack).not.toContainText(ANALYST)
  })

  await test.step('it accepts; the sender hears so', async () => {
    await other.getByRole('button', { name: 'Aangeboden signaal aanvaarden' }).click()
    const accept = other.getByRole('form', { name: 'Aangeboden signaal aanvaarden' })
    await accept.getByLabel('Grond: waarom?').fill('Ons veld, en wij kunnen morgen beginnen.')
    await accept.getByRole('button', { name: 'Aangeboden signaal aanvaarden' }).click()
    await saved(other, 'Aangeboden signaal aanvaarden')
    await expect(async () => {
      await page.reload()
      await expect(page.getByText('overgedragen en aanvaard', { exact: true })).toBeVisible({ timeout: 2000 })
    }).toPass({ timeout: 90_000 })
    await page.goto('/overdrachten?bak=uit')
    const line = page.getByRole('listitem').filter({ hasText: word })
    await expect(line).toContainText('aanvaard')
  })
})

test('an act that must come first is named, and without it nothing is offered', async ({ page }) => {
  await signIn(page, ANALYST)
  const id = await enriching(page, ownWord())
  await page.goto(`/signalen/${id}`)
  await page.getByRole('button', { name: OFFER }).click()
  const form = page.getByRole('form', { name: OFFER })
  await form.getByRole('radio', { name: 'Arbeidsuitbuiting naar de Arbeidsinspectie' }).check()
  await expect(form.getByText('Eerst moeten deze 3 handelingen een resultaat hebben')).toBeVisible()
  await expect(form.getByRole('button', { name: 'Aanbieden', exact: true })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
})

test('to a partner without Spoor it goes as a document, whose receipts are entered by hand', async ({
  page,
  colleague,
}) => {
  await signIn(page, ANALYST)
  const word = ownWord()
  const id = await readyForHandover(page, word)
  await readyForAbroad(page, id)
  await page.goto(`/signalen/${id}`)
  await page.getByRole('button', { name: OFFER }).click()
  const form = page.getByRole('form', { name: OFFER })
  await form.getByRole('radio', { name: 'Naar een buitenlandse autoriteit' }).check()
  await form.getByRole('radio', { name: /in het buitenland/ }).check()
  await form.getByRole('checkbox', { name: new RegExp(word) }).check()
  await form.getByLabel('Waar gaat het over?').fill(`Loods over de grens, ${word}`)
  await form
    .getByLabel('Waarom gaat dit daarheen')
    .fill('Alles speelt zich daar af; dit is wat er is gezien.')
  await answerGuards(page)
  await form.getByRole('checkbox', { name: 'Ik heb gelezen wat er meegaat' }).check()
  await form.getByRole('button', { name: 'Aanbieden', exact: true }).click()
  await saved(page, OFFER)

  await test.step('the document holds what was chosen', async () => {
    const opened = page.context().waitForEvent('page')
    await page.getByRole('link', { name: 'Overdrachtsdocument openen' }).click()
    const document = await opened
    await expect(document.getByText('Zes matrassen in de loods')).toBeVisible()
    await document.close()
  })

  await test.step('who offered it cannot record the acceptance; an outcome comes only after it', async () => {
    await page.getByRole('button', { name: RECEIPT }).click()
    const receipt = page.getByRole('form', { name: RECEIPT })
    await expect(receipt.getByRole('radio', { name: /^Aanvaard/ })).toHaveAccessibleDescription(
      'U bood het zelf aan; laat een collega de aanvaarding vastleggen.',
    )
    await expect(receipt.getByRole('radio', { name: 'De uitkomst' })).toHaveAccessibleDescription(
      'Dat kan pas als de ander heeft aanvaard.',
    )
  })

  await test.step('a colleague records it with where it says so, and it is theirs', async () => {
    const other = await colleague(WEIGHER)
    await other.goto(`/signalen/${id}`)
    await other.getByRole('button', { name: RECEIPT }).click()
    const receipt = other.getByRole('form', { name: RECEIPT })
    await receipt.getByRole('radio', { name: /^Aanvaard/ }).check()
    await receipt.getByLabel('Waar staat dat?').fill('Brief 2026/114')
    await receipt.getByLabel('Grond: waarom?').fill('Vandaag per post ontvangen.')
    await receipt.getByRole('button', { name: RECEIPT }).click()
    await saved(other, RECEIPT)
    const panel = other.getByRole('region', { name: /^Overdracht aan Buitenlandse autoriteit/ })
    await expect(panel).toContainText('Aanvaard door de ander')
    await expect(panel).toContainText('Te vinden als: Brief 2026/114')
  })
})

test('what a municipality gets leaves the signal in its work, with a duty to ask for the answer', async ({
  page,
}) => {
  await signIn(page, ANALYST)
  const word = ownWord()
  const id = await readyForHandover(page, word)
  await page.goto(`/signalen/${id}`)
  await page.getByRole('button', { name: OFFER }).click()
  const form = page.getByRole('form', { name: OFFER })
  await form.getByRole('radio', { name: 'Bestuurlijke aanpak naar de gemeente' }).check()
  await expect(form.getByText('het signaal blijft van ons').first()).toBeVisible()
  await form
    .getByRole('radio', { name: /bestuurlijke/i })
    .last()
    .check()
  await form.getByRole('checkbox', { name: new RegExp(word) }).check()
  await form.getByLabel('Waar gaat het over?').fill(`Loods zonder vergunning, ${word}`)
  await form.getByLabel('Waarom gaat dit daarheen').fill('Bescherming is geregeld; dit is het pand.')
  await answerGuards(page)
  await form.getByRole('checkbox', { name: 'Ik heb gelezen wat er meegaat' }).check()
  await form.getByRole('button', { name: 'Aanbieden', exact: true }).click()
  await saved(page, OFFER)
  const duty = page.getByText('Antwoord navragen bij wie dit kreeg', { exact: true })
  await expect(duty).toBeVisible()
  const panel = page.getByRole('region', { name: /^Verstuurd aan Gemeente/ })
  await expect(panel).toContainText('Het signaal gaat bij ons gewoon door.')

  await page.getByRole('button', { name: RECEIPT }).click()
  const receipt = page.getByRole('form', { name: RECEIPT })
  await receipt.getByRole('radio', { name: 'Zij doen hun deel; het signaal blijft van ons' }).check()
  await receipt.getByLabel('Waar staat dat?').fill('Brief 2026/114')
  await receipt.getByLabel('Grond: waarom?').fill('Vandaag per post ontvangen.')
  await receipt.getByRole('button', { name: RECEIPT }).click()
  await saved(page, RECEIPT)
  await expect(panel).toContainText('zij doen hun deel')
  await expect(duty).toHaveCount(0)
  await expect(page.getByRole('heading', { name: 'Standaardverrijking' }).first()).toBeVisible()
})

test('who offered and hears nothing gets it back; a refusal comes back with its reason', async ({
  open,
  visitor,
}) => {
  const server = await open()
  const { house } = server
  const pair = await aPair(house, 'politie')
  await aSignalAt(house, 'handing-over', pair)
  await deliverMessages(house)

  await test.step('the other side refuses with a reason from the list, and words', async () => {
    const other = await visitor(server, OTHER_ORGANISATION)
    await other.goto('/overdrachten')
    await other.getByRole('button', { name: /^Lezen en antwoorden/ }).click()
    await other.getByRole('button', { name: 'Aangeboden signaal weigeren' }).click()
    const refuse = other.getByRole('form', { name: 'Aangeboden signaal weigeren' })
    await expect(refuse).toContainText('Capaciteit is geen reden.')
    await refuse.getByRole('radio', { name: /Te weinig om iets mee te kunnen/ }).check()
    await refuse.getByLabel('Woorden voor de afzender').fill('Om welk adres gaat het?')
    await refuse.getByRole('button', { name: 'Aangeboden signaal weigeren' }).click()
    await saved(other, 'Aangeboden signaal weigeren')
    await deliverMessages(house)
  })

  const page = await visitor(server, ANALYST)
  await test.step('the sender reads why, and has its duty back', async () => {
    await page.goto('/overdrachten?bak=uit')
    await page.getByRole('link', { name: 'Melding' }).click()
    const panel = page.getByRole('region', { name: /^Overdracht aan Arbeidsinspectie/ })
    await expect(panel).toContainText('Geweigerd door de ander')
    await expect(panel).toContainText('Om welk adres gaat het?')
  })

  await test.step('silence past the term: asked back, and the duty climbs', async () => {
    await aSignalAt(house, 'handing-over', pair)
    await deliverMessages(house)
    house.itIs('2026-06-17T07:00:00.000Z')
    await escalateOverdue(house)
    await deliverMessages(house)
    await deliverMessages(house)
    const later = await visitor(server, ANALYST)
    await later.goto('/overdrachten?bak=uit')
    await expect(later.getByText('terug bij de afzender')).toBeVisible()
    const back = later.getByRole('listitem').filter({ hasText: 'terug bij de afzender' })
    await back.getByRole('link', { name: 'Melding' }).click()
    await expect(later.getByText('er kwam geen antwoord binnen de termijn').first()).toBeVisible()
  })
})

/** Each guard with the first answer that fits what was recorded, and what shows it. */
async function answerGuards(page: Page): Promise<void> {
  for (const guard of await page.locator('.guard').all()) {
    await guard.locator('input[type=radio]:not([aria-disabled])').first().check()
    const reference = guard.getByLabel('Waaruit blijkt dat?')
    if ((await reference.count()) > 0) await reference.fill('Verslag van 13 juni.')
  }
}
