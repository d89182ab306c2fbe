import type { SignalDetail } from '#contract/signal.ts'
import { Alert } from '../../shared/components/alert.tsx'
import { TextField } from '../../shared/components/fields.tsx'
import { useText } from '../../shared/text.ts'

type Asked = SignalDetail['choices']['acts'][number]['guideline']['qualification']

interface QualificationFieldProps {
  readonly asked: Asked
  readonly value: string
  readonly onChange: (value: string) => void
}

/** Who has not the qualification that the guideline asks for is told so, and says why they do it; or cannot. */
export function QualificationField({ asked, value, onChange }: QualificationFieldProps) {
  const { t, label } = useText()
  if (asked === null || asked.yours) return null
  const name = label(asked.label)
  if (asked.blocking) return <Alert tone="info" title={t('qualification.blocks', { name })} />
  return (
    <div className="form__part">
      <p className="form__lead">{t('qualification.warns', { name })}</p>
      <TextField
        name="unqualifiedBecause"
        label={t('qualification.why')}
        maxLength={2000}
        value={value}
        onChange={onChange}
      />
    </div>
  )
}

/** Why the form cannot be sent without it, or what is still missing. */
export function qualificationFault(asked: Asked, because: string): 'blocks' | 'reason-missing' | null {
  if (asked === null || asked.yours) return null
  if (asked.blocking) return 'blocks'
  return because.trim() === '' ? 'reason-missing' : null
}
