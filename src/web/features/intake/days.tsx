import type { DayBalance, FeedView } from '#contract/intake.ts'
import { Badge } from '../../shared/components/badge.tsx'
import { Moment } from '../../shared/components/due.tsx'
import { Loaded } from '../../shared/components/loaded.tsx'
import { Empty, PageHead, Panel } from '../../shared/components/panel.tsx'
import { Table, Td, Th } from '../../shared/components/table.tsx'
import { formatDate, formatNumber } from '../../shared/dates.ts'
import { useText } from '../../shared/text.ts'
import { useDays } from './queries.ts'

/** What came in each day and what became of it; and whether every feed spoke today. */
export function DaysScreen() {
  const { t } = useText()
  const query = useDays()
  return (
    <>
      <PageHead title={t('days.title')} lead={t('days.lead')} />
      <Loaded query={query}>
        {({ days, feeds }) => (
          <>
            <Panel title={t('feeds.title')}>
              {feeds.length === 0 ? (
                <Empty title={t('feeds.empty-title')}>{t('feeds.empty')}</Empty>
              ) : (
                <ul className="feeds">
                  {feeds.map((feed) => (
                    <Feed key={feed.id} feed={feed} />
                  ))}
                </ul>
              )}
            </Panel>
            <Panel title={t('days.balance')}>
              {days.length === 0 ? (
                <Empty title={t('days.empty-title')}>{t('days.empty')}</Empty>
              ) : (
                <DayTable days={days} />
              )}
            </Panel>
          </>
        )}
      </Loaded>
    </>
  )
}

const TONES = { waiting: 'plain', received: 'teal', late: 'red', empty: 'plum', small: 'plum' } as const

function Feed({ feed }: { feed: FeedView }) {
  const { t, label, language } = useText()
  const n = (value: number) => formatNumber(value, language)
  return (
    <li className={`feed feed--${feed.today}`}>
      <p className="feed__name">
        {label(feed.label)} <Badge tone={TONES[feed.today]}>{t(`feed.${feed.today}`)}</Badge>
      </p>
      <p>{t(`feed-about.${feed.today}`, { time: feed.expectedBy })}</p>
      <dl className="facts facts--row">
        <div>
          <dt>{t('feeds.today')}</dt>
          <dd>{n(feed.linesToday)}</dd>
        </div>
        <div>
          <dt>{t('feeds.usual')}</dt>
          <dd>{feed.usualLines === null ? t('feeds.unknown') : n(feed.usualLines)}</dd>
        </div>
        <div>
          <dt>{t('feeds.last')}</dt>
          <dd>{feed.lastReceivedAt === null ? t('feeds.never') : <Moment at={feed.lastReceivedAt} />}</dd>
        </div>
      </dl>
    </li>
  )
}

function DayTable({ days }: { days: readonly DayBalance[] }) {
  const { t, language } = useText()
  const n = (value: number) => formatNumber(value, language)
  return (
    <Table caption={t('days.balance')}>
      <thead>
        <tr>
          <Th>{t('days.day')}</Th>
          <Th numeric>{t('days.received')}</Th>
          <Th numeric>{t('days.scanned')}</Th>
          <Th numeric>{t('days.waiting')}</Th>
          <Th numeric>{t('days.proposed')}</Th>
          <Th numeric>{t('days.rejected')}</Th>
          <Th>{t('days.catalogue')}</Th>
          <Th>{t('days.closed')}</Th>
        </tr>
      </thead>
      <tbody>
        {days.map((day) => (
          <tr key={day.day}>
            <th scope="row" className="utrecht-table__cell table__row-head">
              {formatDate(day.day, 'day', language)}
            </th>
            <Td numeric>{n(day.received)}</Td>
            <Td numeric>{n(day.scanned)}</Td>
            <Td numeric>{n(day.waiting)}</Td>
            <Td numeric>{n(day.proposed)}</Td>
            <Td numeric>{n(day.rejected)}</Td>
            <Td>
              <ul className="plain-list">
                {day.catalogues.map(({ catalogue, scanned, proposed }) => (
                  <li key={catalogue}>
                    <span className="mono">{catalogue}</span>{' '}
                    <span className="quiet">
                      {t('days.by-catalogue', { scanned: n(scanned), proposed: n(proposed) })}
                    </span>
                  </li>
                ))}
              </ul>
            </Td>
            <Td>
              {day.closedAt === null ? (
                <Badge>{t('days.open')}</Badge>
              ) : (
                <Moment at={day.closedAt} style="short" />
              )}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
