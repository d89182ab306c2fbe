import { useState } from 'react'
import { dayOf } from '#core/time.ts'
import type { Duty } from '#contract/duty.ts'
import { Button } from '../../shared/components/button.tsx'
import { Due } from '../../shared/components/due.tsx'
import { useNow } from '../../shared/context.tsx'
import { useText } from '../../shared/text.ts'
import { useRoleName, useUnitName } from '../../shared/units.ts'
import { workingDaysUntil } from '../../shared/working-days.ts'
import { IfNot, Task } from './duty-words.tsx'
import { ResolveDialog } from './resolve.tsx'
import { Subject } from './subject.tsx'

type Group = 'overdue' | 'today' | 'next' | 'later'

export function rowId(duty: string): string {
  return `duty-${duty}`
}

/** The duties as a table, under a heading for what is late, what is due today, and what comes after. */
export function DutyTable({ duties }: { duties: readonly Duty[] }) {
  const { t } = useText()
  const today = dayOf(useNow().toISOString())
  const groups = (['overdue', 'today', 'next', 'later'] as const).map((group) => ({
    group,
    rows: duties.filter((duty) => groupOf(duty, today) === group),
  }))
  return (
    <table className="utrecht-table utrecht-table--html-table table duties">
      <caption className="visually-hidden">{t('work.caption')}</caption>
      <thead>
        <tr>
          {(['due', 'task', 'about', 'whose'] as const).map((column) => (
            <th key={column} scope="col" className="utrecht-table__header-cell">
              {t(`work.column-${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      {groups
        .filter(({ rows }) => rows.length > 0)
        .map(({ group, rows }) => (
          <tbody key={group} className={`duties__group duties__group--${group}`}>
            <tr>
              <th scope="rowgroup" colSpan={4} className="duties__heading">
                {t(`work.group-${group}`)} <span className="duties__number">{rows.length}</span>
              </th>
            </tr>
            {rows.map((duty) => (
              <Row key={duty.id} duty={duty} />
            ))}
          </tbody>
        ))}
    </table>
  )
}

function Row({ duty }: { duty: Duty }) {
  return (
    <tr className={`duty ${duty.overdue ? 'duty--overdue' : ''}`}>
      <td className="utrecht-table__cell duty__due">
        <Due at={duty.dueAt} stacked />
      </td>
      <td className="utrecht-table__cell duty__what">
        <Task duty={duty} />
      </td>
      <td className="utrecht-table__cell duty__about">
        <Subject duty={duty} id={rowId(duty.id)} />
      </td>
      <td className="utrecht-table__cell duty__owner">
        <Owner duty={duty} />
        <IfNot duty={duty} />
        <Resolve duty={duty} />
      </td>
    </tr>
  )
}

function Owner({ duty }: { duty: Duty }) {
  const { t } = useText()
  const unitName = useUnitName()
  const roleName = useRoleName()
  const who = () => {
    if (duty.role !== null) return roleName(duty.role)
    return duty.assignee === null ? t('work.nobody') : duty.assignee.name
  }
  return (
    <span className="duty__whose">
      {unitName(duty.unit)} · <span className={duty.assignee === null ? 'quiet' : ''}>{who()}</span>
    </span>
  )
}

/** The duties of the intake end with a reason; those of a signal by its steps, and a second look by its verdict. */
function Resolve({ duty }: { duty: Duty }) {
  const { t } = useText()
  const [resolving, setResolving] = useState(false)
  if (duty.subject.kind !== 'quarantine' && duty.subject.kind !== 'feed') return null
  return (
    <>
      <Button look="subtle" className="duty__resolve" onClick={() => setResolving(true)}>
        {t('work.resolve')}
      </Button>
      {resolving ? <ResolveDialog duty={duty} onClose={() => setResolving(false)} /> : null}
    </>
  )
}

function groupOf({ dueAt, overdue }: Duty, today: string): Group {
  if (overdue) return 'overdue'
  const day = dayOf(dueAt)
  if (day <= today) return 'today'
  return workingDaysUntil(today, day) <= 1 ? 'next' : 'later'
}
