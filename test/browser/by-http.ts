// The way to a state that a test is not about: the same requests as the screens send, without walking the screens.
import { expect, type Page } from '@playwright/test'
import type { Step } from '#process/step.ts'

interface Answer {
  readonly status: number
  readonly text: string
}

/** Asks the API as the page itself would, with its own session and its own token. */
export function ask(page: Page, method: string, path: string, body?: unknown): Promise<Answer> {
  return page.evaluate(
    async (given) => {
      const session = (await (await fetch('/v1/session')).json()) as { csrf: string }
      const answer = await fetch(given.path, {
        method: given.method,
        headers: { 'Content-Type': 'application/json', 'X-Spoor-Csrf': session.csrf },
        ...(given.body === undefined ? {} : { body: JSON.stringify(given.body) }),
      })
      return { status: answer.status, text: await answer.text() }
    },
    { method, path, body },
  )
}

/** A signal that an officer registers: confirmed, for a person has looked. Gives its id. */
export async function registered(page: Page, word: string): Promise<string> {
  const { status, text } = await ask(page, 'POST', '/v1/signals', {
    title: `Loods aan het kanaal, ${word}`,
    text: 'Zes matrassen in de loods, de deur zat van buiten op slot. De papieren liggen bij de baas.',
    incident: 'overlast',
    registeredAt: '2026-06-12T19:40:00Z',
    forms: ['arbeid'],
    ground: 'Dat bleef hangen.',
  })
  expect([status, text]).toEqual([201, expect.anything()])
  return (JSON.parse(text) as { id: string }).id
}

/** Takes steps one after the other, each at the newest version. */
export async function take(page: Page, id: string, ...steps: readonly Step[]): Promise<void> {
  for (const step of steps) {
    const { version } = JSON.parse((await ask(page, 'GET', `/v1/signals/${id}`)).text) as { version: number }
    const answer = await ask(page, 'POST', `/v1/signals/${id}/steps`, { version, step })
    expect([step.type, answer.status, answer.text]).toEqual([step.type, 200, expect.anything()])
  }
}

const ground = 'Omdat de feiten dat vragen.'

export const START_ENRICHMENT: Step = { type: 'start-enrichment', ground }

/** An act that was done, with where its facts come from. */
export function actDone(act: string, source: string, words: string): Step {
  return {
    type: 'record-act',
    act,
    result: 'done',
    reason: null,
    provenance: {
      source,
      obtainedOn: '2026-06-13',
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

/** What the police must have done before a handover to the Labour Inspectorate or the municipality. */
export const BEFORE_HANDOVER: readonly Step[] = [
  START_ENRICHMENT,
  actDone('read-source', 'source-registration', 'De bron is gelezen: zes slaapplaatsen.'),
  actDone('own-history', 'own-registrations', 'Twee eerdere meldingen op dit adres.'),
  actDone('victim-contact', 'possible-victim', 'Er is kort gesproken, met een tolk.'),
]
