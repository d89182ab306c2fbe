// A signal brought to a state through the API, for tests of what comes after: as the person who is signed in.
import { expect, type Page } from '@playwright/test'
import type { SignalDetail } from '#contract/signal.ts'
import type { Session } from '#contract/session.ts'
import type { StepRequest } from '#contract/step.ts'
import { dayOf, plusDays } from '#core/time.ts'

type Step = StepRequest['step']
const ground = 'Nagegaan op 13 juni.'

/** Confirms a proposal and begins its enrichment. */
export async function bringToEnrichment(page: Page, id: string): Promise<void> {
  await take(page, id, { type: 'confirm', urgency: [], ground })
  await take(page, id, { type: 'start-enrichment', ground })
}

/** From a proposal to the weighing. */
export async function bringToWeighing(page: Page, id: string): Promise<void> {
  await bringToEnrichment(page, id)
  await finishEnrichment(page, id)
}

/** Enriches it: every circumstance "no", every act that must be done is done, contact was tried. */
export async function finishEnrichment(page: Page, id: string): Promise<void> {
  const { choices } = await signalOf(page, id)
  const circumstances = Object.fromEntries(choices.circumstances.map((one) => [one.id, 'no' as const]))
  await take(page, id, { type: 'record-circumstances', circumstances, ground })
  for (const act of choices.acts) {
    const asked = act.mandatory || act.id === 'consult-prosecutor'
    if (asked && act.fits) await take(page, id, doneStep(act))
  }
  await take(page, id, {
    type: 'record-contact',
    with: 'possible-victim',
    result: 'attempted',
    reason: null,
    ground,
  })
  await take(page, id, { type: 'finish-enrichment', ground })
}

/** Proposes to shelve it, for a second person to decide. */
export async function proposeShelving(page: Page, id: string): Promise<void> {
  const { choices } = await signalOf(page, id)
  const asked = choices.outcomes.find((one) => one.id === 'shelve')?.guards ?? []
  const guards = choices.guards
    .filter((guard) => asked.includes(guard.id))
    .map(({ id: guard, answers }) => {
      const answer = answers.find(({ refused }) => refused === null)?.id ?? ''
      return [guard, { answer, reference: 'verslag' }] as const
    })
  await take(page, id, {
    type: 'propose-stop',
    outcome: 'shelve',
    reviewOn: plusDays(dayOf(new Date().toISOString()), 30),
    answers: Object.fromEntries(choices.weighingCriteria.map((one) => [one.id, 'no' as const])),
    guards: Object.fromEntries(guards),
    ground,
  })
}

function doneStep(act: SignalDetail['choices']['acts'][number]): Step {
  return {
    type: 'record-act',
    act: act.id,
    result: 'done',
    reason: null,
    provenance: {
      source: act.information[0]?.id ?? '',
      obtainedOn: '2026-06-13',
      reliability: 'mostly-reliable',
      factOrOpinion: 'fact',
      obtainedBy: 'een collega',
      howObtained: 'opgevraagd en gelezen',
    },
    unmet: act.guideline.requirements.map((_, place) => place),
    unqualifiedBecause: 'geen getrainde collega in dienst',
    ground,
  }
}

export async function take(page: Page, id: string, step: Step): Promise<void> {
  const { csrf } = (await (await page.request.get('/v1/session')).json()) as Session
  const { version } = await signalOf(page, id)
  const answer = await page.request.post(`/v1/signals/${id}/steps`, {
    headers: { 'X-Spoor-Csrf': csrf },
    data: { version, step },
  })
  expect(answer.ok(), `${step.type}: ${await answer.text()}`).toBe(true)
}

async function signalOf(page: Page, id: string): Promise<SignalDetail> {
  return (await (await page.request.get(`/v1/signals/${id}`)).json()) as SignalDetail
}
