import type { GroupData } from '#scan/catalogue-schema.ts'
import { foldWord } from '#scan/fold.ts'

export type IndicatorData = GroupData['indicators'][number]

/** The groups with the indicators that hold every word that was asked for; groups without any are left out. */
export function matching(groups: readonly GroupData[], asked: string): readonly GroupData[] {
  const words = asked.split(/\s+/u).map(foldWord).filter(Boolean)
  return groups
    .map((group) => ({
      ...group,
      indicators: group.indicators.filter((one) => {
        const text = textOf(group, one)
        return words.every((word) => text.includes(word))
      }),
    }))
    .filter(({ indicators }) => indicators.length > 0)
}

function textOf(group: GroupData, { id, label, dimension, forms, sources, ...more }: IndicatorData): string {
  const lists = [forms, sources, more.expressions, more.examples].flat()
  return [id, group.label.nl, group.label.en, label.nl, label.en, dimension, ...lists]
    .map(foldWord)
    .join('\n')
}
