// What the actions show, for tests that are about what is shown and not about who may see it: throws where it is refused.
import type { Outcome } from '#core/outcome.ts'
import { searchDuties as duties } from '#actions/duties.ts'
import { searchHandovers as handovers } from '#actions/handover-lists.ts'
import { receiveUpload as upload } from '#actions/imports.ts'
import { searchQuarantine as quarantine } from '#actions/quarantine.ts'
import { readSignal as signal } from '#actions/signal-detail.ts'
import { searchSignals as signals } from '#actions/signals.ts'

const shown =
  <A extends readonly unknown[], T>(action: (...given: A) => Promise<Outcome<T, string>>) =>
  async (...given: A): Promise<T> => {
    const outcome = await action(...given)
    if (!outcome.ok) throw new Error(`refused: ${outcome.refusal}`)
    return outcome.value
  }

export const searchDuties = shown(duties)
export const searchHandovers = shown(handovers)
export const receiveUpload = shown(upload)
export const searchQuarantine = shown(quarantine)
export const searchSignals = shown(signals)

/** One signal; undefined when there is none for this caller. */
export async function readSignal(...given: Parameters<typeof signal>) {
  const outcome = await signal(...given)
  return outcome.ok || outcome.refusal !== 'not-found' ? shown(async () => outcome)() : undefined
}
