import { useState } from 'react'
import { Alert } from '../../shared/components/alert.tsx'
import { SelectField } from '../../shared/components/fields.tsx'
import { GroundForm } from '../../shared/components/ground-form.tsx'
import { Empty, PageHead, Panel } from '../../shared/components/panel.tsx'
import { useText } from '../../shared/text.ts'
import { useUnitName } from '../../shared/units.ts'
import { useColleagues } from '../interview/colleagues.ts'
import { leads } from './leads.ts'
import { useNameOverseer } from './queries.ts'

/** The privacy officer names who leads, of a signal of which nobody who may know of it does; nothing of it is shown. */
export function OverseerScreen({ id }: { id: string }) {
  const { t } = useText()
  const named = useNameOverseer(id)
  const [member, setMember] = useState('')
  if (named.isSuccess) return <Empty title={t('overseer.title')}>{t('overseer.done')}</Empty>
  return (
    <>
      <PageHead title={t('overseer.title')} lead={t('overseer.lead')} />
      <Panel title={t('subject.kept')}>
        <Leader value={member} onChange={setMember} />
        {member === '' ? (
          <Alert tone="info">{t('keeping.member-missing')}</Alert>
        ) : (
          <GroundForm
            label={t('keeping.name-overseer')}
            about={t('keeping.ground-about')}
            failure={named.error}
            busy={named.isPending}
            onSubmit={(ground, saved) => named.mutate({ member, ground }, { onSuccess: saved })}
            onCancel={() => setMember('')}
          />
        )}
      </Panel>
    </>
  )
}

function Leader({ value, onChange }: { readonly value: string; readonly onChange: (id: string) => void }) {
  const { t } = useText()
  const unitName = useUnitName()
  const colleagues = useColleagues().data?.colleagues.filter(leads) ?? []
  return (
    <SelectField
      name="member"
      label={t('keeping.overseer')}
      value={value}
      onChange={onChange}
      options={colleagues.map(({ id, name, unit }) => ({ value: id, label: `${name} · ${unitName(unit)}` }))}
    />
  )
}
