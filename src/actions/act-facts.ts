import type { SecondLookView } from '#contract/second-look.ts'
import type { WayOfWorking } from '#process/way-of-working.ts'
import type { StoredEvent } from '#store/ledger.ts'

/** Acts that were done, with what each brought in the words of who did it. */
export function factsOf(
  events: readonly StoredEvent[],
  contents: ReadonlyMap<string, Readonly<Record<string, string>>>,
  rules: WayOfWorking,
): SecondLookView['facts'] {
  return events.flatMap(({ id, data }) => {
    if (data.type !== 'act-recorded') return []
    const label = rules.acts.find((act) => act.id === data.act)?.label ?? { nl: data.act, en: data.act }
    return [{ label, result: data.result, words: contents.get(id)?.ground ?? '' }]
  })
}
