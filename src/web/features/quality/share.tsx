import { formatNumber } from '../../shared/dates.ts'
import { useText } from '../../shared/text.ts'
import type { Share } from './queries.ts'

/** A share with its 95 % interval and of how many it is; never a percentage alone. */
export function ShareWords({ share: { hits, n, share, low, high } }: { share: Share }) {
  const { t, language } = useText()
  if (share === undefined || low === undefined || high === undefined)
    return <span className="quiet">{t('quality.of-none')}</span>
  const percent = (value: number) => formatNumber(Math.round(value * 1000) / 10, language)
  const interval = t('quality.interval', { low: percent(low), high: percent(high) })
  return (
    <>
      <b>{percent(share)}%</b> <span className="quality__interval">{interval}</span>{' '}
      <span className="quality__n">
        {Number.isInteger(hits) ? t('quality.of', { hits, n }) : t('quality.n', { n })}
      </span>
    </>
  )
}
