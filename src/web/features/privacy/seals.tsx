import type { AuditDays } from '#contract/audit.ts'
import { Alert } from '../../shared/components/alert.tsx'
import { Badge } from '../../shared/components/badge.tsx'
import { Moment } from '../../shared/components/due.tsx'
import { Loaded } from '../../shared/components/loaded.tsx'
import { Panel } from '../../shared/components/panel.tsx'
import { Table, Td, Th } from '../../shared/components/table.tsx'
import { formatNumber } from '../../shared/dates.ts'
import { useText } from '../../shared/text.ts'
import { useSeals } from './queries.ts'

/** How the days of the audit log are sealed. */
export function Seals() {
  const { t } = useText()
  const query = useSeals()
  return (
    <Panel title={t('seal.title')}>
      <p className="quiet">{t('seal.lead')}</p>
      <Loaded query={query}>{(days) => <Standing days={days} />}</Loaded>
    </Panel>
  )
}

function Standing({ days: { late, sealed, lapsed, days } }: { days: AuditDays }) {
  const { t } = useText()
  return (
    <>
      <Alert tone={late ? 'error' : 'ok'} title={t(late ? 'seal.late-title' : 'seal.fine-title')}>
        <p>{t(late ? 'seal.late' : 'seal.fine')}</p>
      </Alert>
      <p>
        {t('seal.count', { count: sealed })}
        {lapsed === 0 ? null : ` ${t('seal.lapsed-count', { count: lapsed })}`}
      </p>
      <details className="desk__done">
        <summary>{t('seal.days')}</summary>
        <Table caption={t('seal.days')}>
          <thead>
            <tr>
              <Th>{t('seal.day')}</Th>
              <Th numeric>{t('seal.rows')}</Th>
              <Th>{t('seal.state')}</Th>
              <Th>{t('seal.checkpoint')}</Th>
            </tr>
          </thead>
          <tbody>
            {days.map((day) => (
              <DayRow key={day.day} day={day} />
            ))}
          </tbody>
        </Table>
      </details>
    </>
  )
}

function DayRow({
  day: { day, rows, sealedAt, checkpoint, lapsedAt, late },
}: {
  day: AuditDays['days'][number]
}) {
  const { t, language } = useText()
  return (
    <tr>
      <Td className="readers__when">
        <Moment at={day} style="day" />
      </Td>
      <Td numeric>{formatNumber(rows, language)}</Td>
      <Td>
        {late ? <Badge tone="red">{t('seal.is-late')}</Badge> : null}
        {checkpoint !== null && sealedAt !== null ? (
          <>
            {t('seal.sealed')} <Moment at={sealedAt} />
          </>
        ) : late ? null : (
          t('seal.open')
        )}
        {lapsedAt === null ? null : <span className="line-less">{t('seal.lapsed')}</span>}
      </Td>
      <Td>
        <span className="mono" title={checkpoint ?? ''}>
          {checkpoint === null ? '' : `${checkpoint.slice(0, 16)}…`}
        </span>
      </Td>
    </tr>
  )
}
