import type { SignalDetail } from '#contract/signal.ts'
import { ChoiceField, TextField } from '../../shared/components/fields.tsx'
import { useText } from '../../shared/text.ts'

/** What of the weighing sheet the start of an investigation asks for. */
interface StartSheet {
  readonly basis: 'complaint' | 'ex-officio' | ''
  readonly prosecutor: string
}

interface StartFieldsProps {
  readonly signal: SignalDetail
  readonly sheet: StartSheet
  readonly onChange: (change: Partial<StartSheet>) => void
}

/** On what the investigation rests, and under which public prosecutor. */
export function StartInvestigationFields({ signal, sheet, onChange }: StartFieldsProps) {
  const { t } = useText()
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
            because: signal.complaintMade ? null : t('investigation.no-complaint'),
          },
          { value: 'ex-officio', label: t('basis.ex-officio'), hint: t('investigation.ex-officio-about') },
        ]}
      />
      <TextField
        name="prosecutor"
        wide={false}
        label={t('investigation.prosecutor')}
        maxLength={200}
        value={sheet.prosecutor}
        onChange={(prosecutor) => onChange({ prosecutor })}
      />
    </div>
  )
}
