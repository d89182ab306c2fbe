import { useState } from 'react'
import { SelectField } from '../../shared/components/fields.tsx'
import { Panel } from '../../shared/components/panel.tsx'
import { Table, Td, Th } from '../../shared/components/table.tsx'
import { useText } from '../../shared/text.ts'
import { useRoleName } from '../../shared/units.ts'
import type { ActRow } from './queries.ts'

/** Every act with its roles and purposes, of one role or of all. */
export function ActsTable({ acts }: { acts: readonly ActRow[] }) {
  const { t, word } = useText()
  const roleName = useRoleName()
  const [role, setRole] = useState('')
  const roles = [...new Set(acts.flatMap((row) => row.roles ?? []))]
  const shown = acts.filter(
    (row) => role === '' || row.roles === null || row.roles.some((one) => one === role),
  )
  return (
    <Panel title={t('authority.table')}>
      <p className="quiet">{t('authority.table-lead')}</p>
      <SelectField
        name="role"
        label={t('authority.role')}
        value={role}
        onChange={setRole}
        options={roles.map((value) => ({ value, label: roleName(value) }))}
      />
      <Table caption={t('authority.table')} className="desk__table">
        <thead>
          <tr>
            {(['act', 'roles', 'purposes', 'shows'] as const).map((column) => (
              <Th key={column}>{t(`authority.column-${column}`)}</Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map(({ act, roles: who, purposes, shows }) => (
            <tr key={act}>
              <Td>
                <span className="line-main">{t(`act-name.${act}`)}</span>
                <span className="line-less mono">{act}</span>
              </Td>
              <Td>
                {who === null
                  ? t('authority.everybody')
                  : who.map(roleName).join(', ') || t('authority.system')}
              </Td>
              <Td>{purposes.map((one) => word('purpose', one)).join(', ') || t('authority.no-purpose')}</Td>
              <Td>{t(`depth.${shows}`)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Panel>
  )
}
