import type { Duty } from '#contract/duty.ts'
import { Due } from '../../shared/components/due.tsx'
import { useText } from '../../shared/text.ts'
import { useRoleName, useUnitName } from '../../shared/units.ts'
import { useIfNot } from './duty-words.tsx'
import { rowId } from './duty-table.tsx'
import { Subject } from './subject.tsx'

/** What has climbed: which duty is overdue since when, to whom it climbed, and before when that role must answer. */
export function ClimbedTable({ duties }: { duties: readonly Duty[] }) {
  const { t } = useText()
  return (
    <table className="utrecht-table utrecht-table--html-table table duties duties--climbed">
      <caption className="visually-hidden">{t('climbed.caption')}</caption>
      <thead>
        <tr>
          {(['since', 'duty', 'to', 'answer'] as const).map((column) => (
            <th key={column} scope="col" className="utrecht-table__header-cell">
              {t(`climbed.column-${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {duties.map((duty) => (
          <Row key={duty.id} duty={duty} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ duty }: { duty: Duty }) {
  const { t } = useText()
  const unitName = useUnitName()
  const roleName = useRoleName()
  const ifNot = useIfNot()
  const { climbed, about } = duty
  return (
    <tr className="duty">
      <td className="utrecht-table__cell duty__due">
        {climbed === null ? null : <Due at={climbed.since} stacked />}
      </td>
      <td className="utrecht-table__cell duty__what">
        {about === null ? null : <span className="duty__act">{t(`duty.${about}`)}</span>}
        <Subject duty={duty} id={rowId(duty.id)} />
      </td>
      <td className="utrecht-table__cell duty__about">
        <span className="duty__act">{duty.role === null ? null : roleName(duty.role)}</span>
        <span className="duty__why">{unitName(duty.unit)}</span>
        {climbed === null ? null : (
          <span className="duty__why">
            {t('climbed.level', { level: climbed.level, count: climbed.steps })}
          </span>
        )}
      </td>
      <td className="utrecht-table__cell duty__owner">
        <Due at={duty.dueAt} stacked />
        <span className="duty__if-not">
          <b>{t('if-not.label')}:</b> {ifNot(duty)}
        </span>
      </td>
    </tr>
  )
}
