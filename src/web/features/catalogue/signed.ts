import { formatNumber } from '../../shared/dates.ts'
import { useText } from '../../shared/text.ts'

/** Thousandths as a number with its sign: what is added, what is taken away. */
export function useSigned(): (thousandths: number) => string {
  const { language } = useText()
  return (thousandths) =>
    `${thousandths < 0 ? '−' : '+'}${formatNumber(Math.abs(thousandths) / 1000, language)}`
}
