import type { SignalDetail } from '#contract/signal.ts'
import { CheckField, ChoiceField, TextField } from '../../shared/components/fields.tsx'
import { useText } from '../../shared/text.ts'
import { Demands } from '../weighing/demands.tsx'
import { unconsidered } from '../weighing/obstacles.ts'
import { OffenceFields } from './offence.tsx'
import { startRule, type StartSheet } from './start-sheet.ts'

interface StartFieldsProps {
  readonly signal: SignalDetail
  readonly sheet: StartSheet
  readonly onChange: (change: Partial<StartSheet>) => void
}

/** On what the investigation rests, under which public prosecutor, by which power, and about which offence. */
export function StartInvestigationFields({ signal, sheet, onChange }: StartFieldsProps) {
  const text = useText()
  const { t } = text
  const { decisions } = signal.choices
  const first = (id: string) => {
    const rule = decisions.find((one) => one.id === id)
    return rule ? unconsidered(signal, rule, text) : null
  }
  const noComplaint = signal.complaintMade ? null : t('investigation.no-complaint')
  return (
    <div className="form__part">
      <ChoiceField
        name="basis"
        label={t('investigation.basis')}
        value={sheet.basis}
        onChange={(basis) => onChange({ basis })}
        options={[
          {
            value: 'complaint',
            label: t('basis.complaint'),
            because: noComplaint ?? first('start-investigation'),
          },
          {
            value: 'ex-officio',
            label: t('basis.ex-officio'),
            hint: t('investigation.ex-officio-about'),
            because: first('ex-officio-investigation'),
          },
        ]}
      />
      <Demands rule={startRule(sheet, signal)} signal={signal} />
      <TextField
        name="prosecutor"
        wide={false}
        label={t('investigation.prosecutor')}
        maxLength={200}
        value={sheet.prosecutor}
        onChange={(prosecutor) => onChange({ prosecutor })}
      />
      <PowerFields signal={signal} sheet={sheet} onChange={onChange} />
      <OffenceFields offence={signal.choices.offence} sheet={sheet} onChange={onChange} />
    </div>
  )
}

/** Where this unit may investigate only when something holds, that is asked; elsewhere nothing is. */
function PowerFields({ signal, sheet, onChange }: StartFieldsProps) {
  const { t, label } = useText()
  const { onlyWhen, refusal } = signal.choices.mandate
  if (onlyWhen === null) return null
  if (onlyWhen === 'assigned') {
    return (
      <TextField
        name="assignedBy"
        label={t('mandate.assigned-by')}
        about={`${label(refusal)}. ${t('mandate.assigned-by-about')}`}
        maxLength={2000}
        value={sheet.assignedBy}
        onChange={(assignedBy) => onChange({ assignedBy })}
      />
    )
  }
  return (
    <CheckField
      name="civilAviation"
      label={t('mandate.civil-aviation')}
      about={label(refusal)}
      values={sheet.civilAviation ? ['yes'] : []}
      onChange={(values) => onChange({ civilAviation: values.includes('yes') })}
      options={[{ value: 'yes', label: t('mandate.civil-aviation-yes') }]}
    />
  )
}
