import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { escalateOverdue } from '#actions/escalations.ts'
import { drawSecondLooks } from '#actions/second-looks.ts'
import { deliverMessages } from '#exchange/deliver.ts'
import { aPair, aSignalAt } from '../a-handover.ts'
import { drawnYesterday } from './a-sample.ts'
import { readyForHandover } from './before-handover.ts'
import { bringToEnrichment, finishEnrichment, proposeShelving } from './by-api.ts'
import { test } from './own-server.ts'
import { ANALYST, ndjson, OTHER_ORGANISATION, signIn, TEAM_LEAD, upload, WEIGHER } from './people.ts'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const WIDE = { width: 1440, height: 900 }
const PHONE = { width: 390, height: 844 }

type Screen = readonly [name: string, path: string, act: (page: Page) => Promise<void>]

const nothing = async () => {}

/** Every screen, and what opens on it. By place, for the words are in two languages. */
const SCREENS: readonly Screen[] = [
  ['worklist', '/werk', nothing],
  ['own worklist, empty', '/werk?lijst=mijn', nothing],
  ['keys', '/werk', (page) => page.locator('.table-foot button').click()],
  [
    'a duty that is dealt with',
    '/werk?lijst=organisatie',
    (page) => page.locator('.duty__resolve').first().click(),
  ],
  ['menu', '/werk', openMenus],
  ['menu of the intake', '/werk', (page) => page.locator('.nav__button').first().click()],
  ['proposals', '/voorstellen', nothing],
  ['a proposal', '/voorstellen/{signal}', nothing],
  ['a proposal with its form and faults', '/voorstellen/{signal}', openSetAside],
  ['a signal', '/signalen/{signal}', nothing],
  ['a signal with a step and its proof', '/signalen/{signal}', openSteps],
  ['a signal that is not there', '/signalen/00000000-0000-4000-8000-000000000000', nothing],
  ['registering', '/registreren', nothing],
  ['registering with faults', '/registreren', (page) => page.locator('form button[type=submit]').click()],
  ['import', '/import', (page) => page.locator('.cell-button').first().click()],
  ['quarantine', '/quarantaine', (page) => page.locator('.proposal-item').first().click()],
  ['quarantine with its form', '/quarantaine', openRepair],
  ['days', '/dagen', nothing],
  ['where one is signed in', '/mijn-sessies', nothing],
  ['no such page', '/bestaat-niet', nothing],
  ['the catalogue, with an indicator', '/catalogus', openIndicator],
  ['how good the scan is', '/kwaliteit', nothing],
  ['the sample', '/steekproef', nothing],
  [
    'a text that is tried, with its fault',
    '/proberen',
    (page) => page.locator('form button[type=submit]').click(),
  ],
  ['a text that is tried', '/proberen', tryExample],
]

const DOORS: readonly Screen[] = [
  ['sign-in', '/sign-in?error=expired', nothing],
  ['choice of a colleague', '/auth/sign-in', nothing],
]

for (const [part, screens] of [
  ['the worklist and proposals', SCREENS.slice(0, 8)],
  ['signals and registering', SCREENS.slice(8, 14)],
  ['the intake', SCREENS.slice(14, 19)],
  ['the scan', SCREENS.slice(19)],
] as const) {
  test(`axe finds nothing in Dutch, in English on a phone, and in the dark: ${part}`, async ({ page }) => {
    test.slow()
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await signIn(page, ANALYST)
    await upload(page, ndjson('{"kapot'))
    const signal = await signalOf(page)
    const broken = faultsOfThePage(page)
    for (const [name, path, act] of screens) await look(page, [name, path.replace('{signal}', signal), act])
    expect(broken).toEqual([])
  })
}

test('axe finds nothing before the sign-in', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  for (const screen of DOORS) await look(page, screen)
})

test('axe finds nothing on the forms of the follow-up', async ({ page }) => {
  test.slow()
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await signIn(page, WEIGHER)
  const broken = faultsOfThePage(page)
  const signal = await signalOf(page)
  await bringToEnrichment(page, signal)
  await look(page, ['the checklist with its forms', `/signalen/${signal}`, openChecklist])
  await look(page, ['the steps beside it', `/signalen/${signal}`, openBeside])
  await finishEnrichment(page, signal)
  await look(page, ['the weighing, with faults', `/signalen/${signal}`, openWeighing])
  await proposeShelving(page, signal)
  await look(page, [
    'the second session',
    `/signalen/${signal}`,
    (open) => open.locator('.timeline__proof summary').first().click(),
  ])
  expect(broken).toEqual([])
})

test('axe finds nothing on what climbed, what was offered and a second look', async ({ open, visitor }) => {
  test.slow()
  const server = await open()
  const { house } = server
  const pair = await aPair(house, 'politie')
  for (const state of ['confirmed', 'closed', 'handing-over'] as const) await aSignalAt(house, state, pair)
  await deliverMessages(house)
  house.draws(0)
  await drawSecondLooks(house)
  const later = '2026-06-12T15:30:00.000Z'
  house.itIs(later)
  await escalateOverdue(house)

  const page = await visitor(server, TEAM_LEAD)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const broken = faultsOfThePage(page)
  const secondLook = await page.locator('.row-link[href^="/tweede-blik"]').getAttribute('href')
  await look(page, ['what climbed', '/werk?lijst=opgeklommen', nothing])
  await look(page, ['a kind of duty', '/werk?lijst=organisatie&soort=waiting', nothing])
  await look(page, [
    'a second look, with faults',
    secondLook ?? '',
    (at) => at.locator('form button[type=submit]').click(),
  ])
  await look(page, ['what we offered', '/overdrachten?bak=uit', nothing])
  await look(page, ['figures', '/opvolging', nothing])
  await look(page, ['the way of working', '/werkwijze', openActs])
  const other = await visitor(server, OTHER_ORGANISATION)
  await other.emulateMedia({ reducedMotion: 'reduce' })
  await look(other, ['an offer with its answer', '/overdrachten', openOffer])
  expect(broken).toEqual([])
})

test('axe finds nothing on a sample, with its faults and its figures', async ({ open, visitor }) => {
  test.slow()
  const server = await open()
  await drawnYesterday(server)
  const page = await visitor(server, ANALYST)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await look(page, ['a sample', '/steekproef', answerSample])
})

test('axe finds nothing on the offer of a handover', async ({ page }) => {
  test.slow()
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await signIn(page, ANALYST)
  const broken = faultsOfThePage(page)
  const signal = await readyForHandover(page, 'toegankelijk')
  await look(page, ['the offer, with faults', `/signalen/${signal}`, openHandover])
  expect(broken).toEqual([])
})

/** What the page itself breaks: its own errors, and what the content security policy had to stop. */
function faultsOfThePage(page: Page): readonly string[] {
  const broken: string[] = []
  page.on('pageerror', (error) => broken.push(error.message))
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) broken.push(message.text())
  })
  return broken
}

/** One screen as everybody may meet it. It is opened once: what is open on it stays open. */
async function look(page: Page, [name, path, act]: Screen): Promise<void> {
  await page.setViewportSize(WIDE)
  await page.goto(path)
  await settled(page)
  await act(page)
  for (const [language, size] of [
    ['nl', WIDE],
    ['en', PHONE],
  ] as const) {
    await speak(page, language)
    await page.setViewportSize(size)
    // What a form scrolled to its faults leaves half behind the bar is no small target for that.
    await page.evaluate(() => window.scrollTo(0, 0))
    const where = `${name}, ${language}, ${size.width} wide`
    expect.soft(await faultsOn(page), where).toEqual([])
    // Nothing may need scrolling in two directions at phone width (WCAG 1.4.10).
    expect.soft(await scrollsSideways(page), `${where}: scrolls sideways`).toBe(false)
  }
  await page.setViewportSize(WIDE)
  await page.emulateMedia({ colorScheme: 'dark' })
  expect.soft(await faultsOn(page, ['color-contrast']), `${name}, dark`).toEqual([])
  await page.emulateMedia({ colorScheme: 'light' })
  await speak(page, 'nl')
}

/** One is answered, of the next a reason is missing. */
async function answerSample(page: Page): Promise<void> {
  for (const key of ['h', 'v', 'n', 'v']) {
    await expect(page.locator('form button[type=submit]')).toBeVisible()
    await page.keyboard.press(key)
    if (key === 'v') await expect(page.locator('.sample__noted, form [role=alert]').first()).toBeVisible()
  }
}

/** Also behind a dialog or on a phone, where a person would have to close or open something first. */
async function speak(page: Page, language: string): Promise<void> {
  const button = page.locator(`.languages [lang=${language}]`)
  if ((await button.count()) === 0) return
  await button.evaluate((element: HTMLElement) => element.click())
  await expect(page.locator('html')).toHaveAttribute('lang', language)
}

async function faultsOn(page: Page, rules?: string[]): Promise<readonly string[]> {
  const axe = new AxeBuilder({ page })
  const { violations } = await (rules ? axe.withRules(rules) : axe.withTags(RULES)).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => String(target)).join(' | ')}`)
}

function scrollsSideways(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth + 1)
}

async function settled(page: Page): Promise<void> {
  await page.locator('h1').waitFor()
  await expect(page.locator('.loading')).toHaveCount(0)
  await page.waitForLoadState('networkidle')
}

async function signalOf(page: Page): Promise<string> {
  await page.goto('/voorstellen')
  const href = await page.locator('.proposal-item').first().getAttribute('href')
  return href?.split('/').at(-1) ?? ''
}

async function openMenus(page: Page): Promise<void> {
  const menu = page.locator('.bar__menu')
  if (await menu.isVisible()) await menu.click()
  await page.locator('.person__button').click()
}

async function openSetAside(page: Page): Promise<void> {
  await page.locator('.proposal-head__steps button').nth(1).click()
  await page.locator('.form-card button[type=submit]').click()
}

async function openSteps(page: Page): Promise<void> {
  await page.locator('.steps__button').first().click()
  await page.locator('.steps__form button[type=submit]').click()
  await page.locator('.timeline__proof summary').first().click()
}

async function openRepair(page: Page): Promise<void> {
  await page.locator('.proposal-item').first().click()
  await page.locator('.proposal-head__steps button').first().click()
}

async function openChecklist(page: Page): Promise<void> {
  await page.locator('.circumstances__head button').click()
  const act = page.locator('.act').nth(1)
  await act.locator('.act__name').click()
  await act.locator('.act__line > button').click()
  await act.locator('input[type=radio]').first().check()
  await act.locator('button[type=submit]').click()
  await page.locator('.panel__head button').first().click()
}

async function openBeside(page: Page): Promise<void> {
  await page.locator('.phases-more summary').click()
  await page.locator('.steps-more summary').click()
  for (const step of await page.locator('.steps-more .steps__button').all()) await step.click()
}

async function openWeighing(page: Page): Promise<void> {
  const form = page.locator('.sheet__form form')
  await form.locator('input[name$=-decision]').last().check()
  await form.locator('button[type=submit]').click()
}

async function openIndicator(page: Page): Promise<void> {
  await page.getByRole('search').getByRole('textbox').fill('paspoort')
  await page.locator('.indicator summary').first().click()
}

async function tryExample(page: Page): Promise<void> {
  await page.locator('.try__buttons button').nth(1).click()
  await page.locator('.try__buttons button').first().click()
}

async function openActs(page: Page): Promise<void> {
  for (const act of (await page.locator('.rules__folded summary').all()).slice(0, 3)) await act.click()
}

async function openOffer(page: Page): Promise<void> {
  await page.locator('.handover__line > button').first().click()
  await page.locator('.handover__answer .steps__button').last().click()
  await page.locator('.handover__answer button[type=submit]').click()
}

async function openHandover(page: Page): Promise<void> {
  await page.locator('.steps__button:visible').last().click()
  const form = page.locator('.steps__form form').last()
  await form.locator('input[type=radio]').first().check()
  await form.locator('button[type=submit]').click()
}
