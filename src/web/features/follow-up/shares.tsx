import type { ReactNode } from 'react'
import { formatNumber } from '../../shared/dates.ts'
import { useText } from '../../shared/text.ts'
import { percentOf } from './period.ts'

/** So many of so many, with the percentage; never a percentage alone. */
export function useShareWords(): (count: number, of: number) => string {
  const { t, language } = useText()
  return (count, of) => {
    const percent = percentOf(count, of)
    const slots = { count: formatNumber(count, language), of: formatNumber(of, language) }
    return percent === null ? t('figures.of-none') : t('figures.of', { ...slots, percent })
  }
}

interface ShareLine {
  readonly id: string
  readonly name: ReactNode
  readonly count: number
}

/** Parts of one whole, each with its number. */
export function Shares({ lines, of }: { lines: readonly ShareLine[]; of: number }) {
  const { t } = useText()
  const shareWords = useShareWords()
  if (of === 0) return <p className="quiet">{t('figures.none-yet')}</p>
  return (
    <ul className="shares">
      {lines.map(({ id, name, count }) => (
        <li key={id}>
          <span className="shares__name">{name}</span>
          <progress className="progress__bar shares__bar" max={of} value={count} aria-hidden="true" />
          <span className="shares__number">{shareWords(count, of)}</span>
        </li>
      ))}
    </ul>
  )
}

/** Numbers with their names, where they are no parts of one whole. */
export function Numbers({ lines }: { lines: readonly ShareLine[] }) {
  const { language } = useText()
  return (
    <dl className="numbers">
      {lines.map(({ id, name, count }) => (
        <div key={id}>
          <dt>{name}</dt>
          <dd>{formatNumber(count, language)}</dd>
        </div>
      ))}
    </dl>
  )
}
