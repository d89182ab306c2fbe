import { expect } from '@playwright/test'
import { ANALYST, ownWord, PRIVACY_OFFICER, proposalOf, signIn, TEAM_LEAD, test } from './people.ts'

test('who saw a signal: for who leads at the foot of it, for the privacy officer by itself', async ({
  page,
  colleague,
}) => {
  await signIn(page, ANALYST)
  await proposalOf(page, ownWord())
  const signal = page.url().split('/').at(-1) ?? ''
  await page.goto(`/signalen/${signal}`)
  await expect(page.getByRole('heading', { name: 'Verloop' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Wie zag dit' })).toHaveCount(0)

  const lead = await colleague(TEAM_LEAD)
  await lead.goto(`/signalen/${signal}`)
  const panel = lead.getByRole('region', { name: 'Wie zag dit' })
  await panel.getByRole('button', { name: 'Laten zien' }).click()
  const row = panel.getByRole('row').filter({ hasText: ANALYST }).filter({ hasText: 'opende het signaal' })
  await expect(row).toContainText('beoordelen van voorstellen')
  await expect(row).toContainText('Analist')
  await expect(panel.getByRole('row').filter({ hasText: TEAM_LEAD }).first()).toBeVisible()

  const privacy = await colleague(PRIVACY_OFFICER)
  await privacy.goto(`/signalen/${signal}`)
  await expect(privacy.getByText('Uw rol mag deze stap niet zetten')).toBeVisible()
  await privacy.goto(`/signalen/${signal}/wie-zag-dit`)
  await expect(privacy.getByRole('row').filter({ hasText: 'keek wie het zag' })).toContainText(TEAM_LEAD)
})
