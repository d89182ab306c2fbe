import { useState } from 'react'
import type { Colleague } from '#contract/colleague.ts'
import type { SignalAccessChange } from '#contract/keeping.ts'
import { Button } from '../../shared/components/button.tsx'
import { CheckField, SelectField, TextField } from '../../shared/components/fields.tsx'
import { Form, NO_FAULTS } from '../../shared/components/form.tsx'
import { useDraft } from '../../shared/draft.ts'
import { useText } from '../../shared/text.ts'
import { useUnitName } from '../../shared/units.ts'
import { useColleagues } from '../interview/colleagues.ts'
import { leads } from './leads.ts'
import { useAccessChange } from './queries.ts'

type Type = SignalAccessChange['type']

interface AccessFormProps {
  readonly signalId: string
  readonly type: Type
  readonly onClose: () => void
}

/** Names the lead or people, releases, or ends the names: each with its ground, and with what it means said first. */
export function AccessForm({ signalId, type, onClose }: AccessFormProps) {
  const { t } = useText()
  const change = useAccessChange(signalId)
  const draft = useDraft<{ member: string; members: readonly string[]; ground: string }>({
    member: '',
    members: [],
    ground: '',
  })
  const [faults, setFaults] = useState(NO_FAULTS)
  const { member, members, ground } = draft.values
  const submit = () => {
    const found = new Map<string, string>()
    if ((type === 'name-lead' || type === 'name-overseer') && member === '')
      found.set('member', t('keeping.member-missing'))
    if (type === 'name-people' && members.length === 0) found.set('members', t('keeping.member-missing'))
    if (ground.trim().length < GROUND_MIN) found.set('ground', t('ground.missing'))
    setFaults(found)
    if (found.size > 0) return
    const saved = () => {
      draft.clear()
      onClose()
    }
    change.mutate(changeOf(type, member, members, ground), { onSuccess: saved })
  }
  return (
    <Form
      label={t(`keeping.${type}`)}
      fields={{
        member: t(type === 'name-overseer' ? LABELS[type] : LABELS['name-lead']),
        members: t('keeping.members'),
        ground: t('ground.label'),
      }}
      faults={faults}
      failure={change.error}
      onSubmit={() => (change.isPending ? undefined : submit())}
    >
      <p className="form__lead">{t(`keeping-about.${type}`)}</p>
      <Whom type={type} member={member} members={members} onChange={draft.set} />
      <TextField
        name="ground"
        rows={3}
        maxLength={2000}
        label={t('ground.label')}
        about={t('keeping.ground-about')}
        value={ground}
        onChange={(value) => draft.set({ ground: value })}
      />
      <div className="actions">
        <Button type="submit" look="primary" busy={change.isPending}>
          {t('keeping.submit')}
        </Button>
        <Button look="subtle" onClick={onClose}>
          {t('common.cancel')}
        </Button>
      </div>
    </Form>
  )
}

/** As many characters as the server asks for. */
export const GROUND_MIN = 3

function changeOf(
  type: Type,
  member: string,
  members: readonly string[],
  ground: string,
): SignalAccessChange {
  switch (type) {
    case 'name-lead':
    case 'name-overseer':
      return { type, member, ground }
    case 'name-people':
      return { type, members: [...members], ground }
    case 'release':
    case 'end-names':
      return { type, ground }
  }
}

const LABELS = { 'name-lead': 'keeping.member', 'name-overseer': 'keeping.overseer' } as const

interface WhomProps {
  readonly type: Type
  readonly member: string
  readonly members: readonly string[]
  readonly onChange: (change: { member?: string; members?: readonly string[] }) => void
}

/** The colleagues to choose from: one, or for `name-people` several. */
export function Whom({ type, member, members, onChange }: WhomProps) {
  const { t } = useText()
  const unitName = useUnitName()
  const asks = type !== 'release' && type !== 'end-names'
  const colleagues = useColleagues(asks).data?.colleagues ?? []
  const option = ({ id, name, unit }: Colleague) => ({ value: id, label: `${name} · ${unitName(unit)}` })
  if (type === 'name-lead' || type === 'name-overseer') {
    const fitting = type === 'name-lead' ? colleagues : colleagues.filter(leads)
    return (
      <SelectField
        name="member"
        label={t(LABELS[type])}
        value={member}
        onChange={(value) => onChange({ member: value })}
        options={fitting.map(option)}
      />
    )
  }
  if (type !== 'name-people') return null
  return (
    <CheckField
      name="members"
      stacked
      label={t('keeping.members')}
      values={members}
      onChange={(values) => onChange({ members: values })}
      options={colleagues.map(option)}
    />
  )
}
