import type { AuditRow } from '#contract/audit.ts'
import { useText } from '../text.ts'
import { Badge } from './badge.tsx'
import { Td } from './table.tsx'

interface DidProps {
  readonly row: Pick<AuditRow, 'what' | 'act' | 'recipient' | 'denied' | 'emergency'>
  /** How often, where a line stands for more than one time. */
  readonly times?: number
}

/** The cell of the audit log that says what somebody did, with whom it was shared, and whether it was given to them. */
export function Did({ row: { what, act, recipient, denied, emergency }, times = 1 }: DidProps) {
  const { t, word } = useText()
  return (
    <Td>
      <span className="line-main">
        {word('did', what)}
        {times > 1 ? ` ${t('readers.times', { times })}` : ''}
      </span>
      <span className="line-less">
        {word('audit-act', act)}
        {recipient === null ? '' : ` · ${t('readers.to', { recipient: word('organisation', recipient) })}`}
      </span>
      {denied ? <Badge tone="amber">{t('readers.denied')}</Badge> : null}
      {emergency ? <Badge tone="red">{t('readers.emergency')}</Badge> : null}
    </Td>
  )
}
