import { dayOf, plusDays, type Instant } from '#core/time.ts'
import { useNow } from '../context.tsx'
import { formatDate, type DateStyle } from '../dates.ts'
import { useText } from '../text.ts'
import { standingOf } from '../working-days.ts'
import { Icon } from './icon.tsx'

/** A due moment: how long there is left in words, and the moment itself. Overdue is said, not only coloured. */
export function Due({ at, stacked = false }: { at: Instant; stacked?: boolean }) {
  const { t } = useText()
  const momentOf = useDueMoment()
  const { urgency, unit, count } = standingOf(at, useNow())
  return (
    <span className={`due due--${urgency} ${stacked ? 'due--stacked' : ''}`}>
      <span className="due__left">
        {urgency === 'overdue' ? <Icon name="alert" /> : urgency === 'soon' ? <Icon name="clock" /> : null}
        {t(`due.${unit}`, { count })}
      </span>
      <span className="due__sep" aria-hidden="true">
        ·
      </span>
      <time dateTime={at} className="due__moment">
        {momentOf(at)}
      </time>
    </span>
  )
}

/** A moment to come in words: vandaag 17:00, morgen 09:00, else the day and the time. */
export function useDueMoment(): (at: Instant) => string {
  const { t, language } = useText()
  const today = dayOf(useNow().toISOString())
  return (at) => {
    const time = formatDate(at, 'time', language)
    const day = dayOf(at)
    if (day === today) return t('due.today-at', { time })
    return day === plusDays(today, 1) ? t('due.tomorrow-at', { time }) : formatDate(at, 'short', language)
  }
}

export function Moment({ at, style = 'moment' }: { at: Instant; style?: DateStyle }) {
  const { language } = useText()
  return <time dateTime={at}>{formatDate(at, style, language)}</time>
}
