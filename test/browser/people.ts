// What the tests share: colleagues that sign in, and files with registrations that nobody else's test touches.
import { expect, test as base, type Page } from '@playwright/test'

/** Fictional colleagues of examples/colleagues.json, by what they do. */
export const ANALYST = 'Marleen Oosterkamp'
export const WEIGHER = 'Jesper Haverlag'
export const TEAM_LEAD = 'Hugo van der Zwaard'
/** Leads the unit in which proposals are answered. */
export const UNIT_LEAD = 'Wendelien Straathof'
export const INVESTIGATOR = 'Nadia Ouchene'
export const PRIVACY_OFFICER = 'Roelien Takens'
export const OTHER_ORGANISATION = 'Rachid Temmar'

export async function signIn(page: Page, name: string): Promise<void> {
  await page.goto('/')
  await page.getByRole('link', { name: 'Aanmelden met uw organisatie' }).click()
  await page.getByRole('button', { name }).click()
  await choosePurpose(page)
  await expect(page.getByRole('heading', { level: 1, name: 'Werklijst' })).toBeVisible()
}

/** Says what one is here for: leading where that is offered, else the first that is. */
export async function choosePurpose(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Waarvoor bent u hier?' })).toBeVisible()
  const purposes = page.locator('.purposes').getByRole('button')
  const leading = purposes.filter({ hasText: 'leidinggeven' })
  await ((await leading.count()) > 0 ? leading : purposes.first()).click()
}

interface Colleagues {
  /** A colleague in a browser of their own, signed in; gone when the test ends. */
  readonly colleague: (name: string) => Promise<Page>
}

export const test = base.extend<Colleagues>({
  colleague: async ({ browser }, provide) => {
    const pages: Page[] = []
    await provide(async (name) => {
      const page = await (await browser.newContext()).newPage()
      pages.push(page)
      await signIn(page, name)
      return page
    })
    for (const page of pages) await page.context().close()
  },
})

let counter = 0

/** A word that no other test uses, to find one's own registrations by. */
export function ownWord(): string {
  counter += 1
  return `proef ${process.pid}-${counter}`
}

const TELLING =
  'Aangesproken op het terrein. Betrokkene zegt: paspoort ligt bij de baas. Hij mag niet alleen naar buiten en moet ' +
  'de schuld afbetalen met werken. Geen loon gezien sinds februari.'

/** A registration in which the scan points at several words. */
export function telling(word: string, number = 1): Readonly<Record<string, unknown>> {
  const id = word.replaceAll(/\D+/g, '')
  return {
    id: `PL0900-${id}00${number}-1`,
    organisation: 'politie',
    kind: 'mutatie',
    registeredAt: '2026-06-12T21:40:00+02:00',
    incident: 'overlast',
    title: `Gesprek op terrein, ${word}`,
    text: TELLING,
    persons: [{ role: 'melder', name: 'C. Roelofsen', phone: '06-93322888' }],
    vehicles: [],
  }
}

/** A registration in which there is nothing to point at. */
export function quiet(word: string): Readonly<Record<string, unknown>> {
  const title = `Fietsverlichting, ${word}`
  const text = 'Jongen zonder licht op de fiets gewaarschuwd. Doorgereden naar huis.'
  return { ...telling(word, 2), id: `${String(telling(word).id)}9`, title, text, persons: [] }
}

export function ndjson(...lines: readonly unknown[]): { name: string; mimeType: string; buffer: Buffer } {
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')
  return { name: 'proef.ndjson', mimeType: 'application/x-ndjson', buffer: Buffer.from(`${text}\n`) }
}

/** Sends a file on the import page and waits until the scan has read what came in. */
export async function upload(page: Page, file: ReturnType<typeof ndjson>): Promise<void> {
  await page.goto('/import')
  await page.getByLabel(/Kies een( ander)? bestand/).setInputFiles(file)
  await page.getByRole('button', { name: 'Opsturen en innemen' }).click()
  await expect(page.getByText(/De scan las \d+ registraties/)).toBeVisible({ timeout: 30_000 })
}

/** Uploads one telling registration and opens its proposal. */
export async function proposalOf(page: Page, word: string): Promise<void> {
  await upload(page, ndjson(telling(word)))
  await openProposal(page, word)
}

export async function openProposal(page: Page, word: string): Promise<void> {
  await page.goto('/voorstellen')
  await page.getByRole('link', { name: new RegExp(word) }).click()
  await expect(page.getByRole('heading', { level: 2, name: new RegExp(word) })).toBeVisible()
}

/** Opens a step of the signal page, fills in its ground and takes it. */
export async function takeStep(page: Page, step: string, ground: string): Promise<void> {
  await page.getByRole('button', { name: step, exact: true }).click()
  const form = page.getByRole('form', { name: step })
  await form.getByLabel('Grond: waarom?').fill(ground)
  await form.getByRole('button', { name: step }).click()
  await saved(page, step)
}

export async function saved(page: Page, what: string): Promise<void> {
  await expect(page.getByRole('status').filter({ hasText: `Opgeslagen: ${what}` })).toBeVisible()
}
