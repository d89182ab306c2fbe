import type { AuditRow } from '#contract/audit.ts'
import { Did } from '../../shared/components/did.tsx'
import { Table, Td, Th } from '../../shared/components/table.tsx'
import { formatDate } from '../../shared/dates.ts'
import { useText } from '../../shared/text.ts'
import { useUnitName } from '../../shared/units.ts'

/** Rows of the log: who, what, for what, with which record. */
export function AuditTable({ rows }: { rows: readonly AuditRow[] }) {
  const { t } = useText()
  return (
    <Table caption={t('audit.caption')} className="desk__table">
      <thead>
        <tr>
          {(['when', 'who', 'what', 'purpose'] as const).map((column) => (
            <Th key={column}>{t(`readers.column-${column}`)}</Th>
          ))}
          <Th>{t('audit.record')}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.id} row={row} />
        ))}
      </tbody>
    </Table>
  )
}

function Row({ row }: { row: AuditRow }) {
  const { t, word, language } = useText()
  const unitName = useUnitName()
  const { at, by, unit, purpose, recordKind, record } = row
  return (
    <tr>
      <Td className="readers__when">
        <time dateTime={at} className="line-main">
          {formatDate(at, 'day', language)}
        </time>
        <span className="line-less">{formatDate(at, 'time', language)}</span>
      </Td>
      <Td>
        <span className="line-main">{by.name}</span>
        {unit === null ? null : <span className="line-less">{unitName(unit)}</span>}
      </Td>
      <Did row={row} />
      <Td>{word('purpose', purpose)}</Td>
      <Td>
        {word('record', recordKind)}
        <span className="line-less mono desk__hash">{record ?? t('audit.no-record')}</span>
      </Td>
    </tr>
  )
}
