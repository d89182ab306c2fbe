// A signal that can be handed over, through the API: the acts that belong before it are done.
import { expect, type Page } from '@playwright/test'
import type { SignalCreated } from '#contract/signal.ts'
import type { Session } from '#contract/session.ts'
import type { StepRequest } from '#contract/step.ts'
import { take } from './by-api.ts'

type Step = StepRequest['step']
const ground = 'Omdat de feiten dat vragen.'

/** A signal that an officer registers and begins to enrich: confirmed at once, for a person has looked. Gives its id. */
export async function enriching(page: Page, word: string): Promise<string> {
  const { csrf } = (await (await page.request.get('/v1/session')).json()) as Session
  const answer = await page.request.post('/v1/signals', {
    headers: { 'X-Spoor-Csrf': csrf },
    data: {
      title: `Loods aan het kanaal, ${word}`,
      text: 'Zes matrassen in de loods, de deur zat van buiten op slot. De papieren liggen bij de baas.',
      incident: 'overlast',
      registeredAt: '2026-06-10T19:40:00Z',
      forms: ['arbeid'],
      ground: 'Dat bleef hangen.',
    },
  })
  expect(answer.ok(), await answer.text()).toBe(true)
  const { id } = (await answer.json()) as SignalCreated
  await take(page, id, { type: 'start-enrichment', ground })
  return id
}

/** What belongs before a handover to an authority abroad, besides. */
export async function readyForAbroad(page: Page, id: string): Promise<void> {
  await take(page, id, done('emm-look', 'emm', 'Niets bekend bij het expertisecentrum.'))
  await take(page, id, done('consult-prosecutor', 'investigations', 'De officier van justitie stemt in.'))
}

/** The same, with all that the police must have done before they hand a signal over. */
export async function readyForHandover(page: Page, word: string): Promise<string> {
  const id = await enriching(page, word)
  for (const [act, source, words] of [
    ['read-source', 'source-registration', 'De bron is gelezen: zes slaapplaatsen.'],
    ['own-history', 'own-registrations', 'Twee eerdere meldingen op dit adres.'],
    ['victim-contact', 'possible-victim', 'Er is kort gesproken, met een tolk.'],
  ] as const) {
    await take(page, id, done(act, source, words))
  }
  const spoken = { with: 'possible-victim', result: 'spoken', reason: null } as const
  await take(page, id, { type: 'record-contact', ...spoken, ground: 'Kort gesproken, met een tolk.' })
  return id
}

function done(act: string, source: string, words: string): Step {
  return {
    type: 'record-act',
    act,
    result: 'done',
    reason: null,
    provenance: {
      source,
      obtainedOn: '2026-06-10',
      reliability: 'reliable',
      factOrOpinion: 'fact',
      obtainedBy: 'een collega van het team',
      howObtained: 'nagezien',
    },
    unmet: [],
    unqualifiedBecause: 'Er was niemand anders.',
    ground: words,
  }
}
