import { dayOf, plusDays } from '#core/time.ts'
import type { SignalDetail } from '#contract/signal.ts'
import { ChoiceField, TextField } from '../../shared/components/fields.tsx'
import { useNow } from '../../shared/context.tsx'
import { useText } from '../../shared/text.ts'
import { Demands } from './demands.tsx'
import { GuardFields } from './guards.tsx'
import { obstacleToEnd } from './obstacles.ts'
import { SHELVE, type Sheet } from './sheet.ts'

type StopSheet = Pick<Sheet, 'outcome' | 'reviewOn' | 'guards'>

interface StopFieldsProps {
  readonly signal: SignalDetail
  readonly sheet: StopSheet
  readonly onChange: (change: Partial<StopSheet>) => void
}

/** With which outcome; and when it is looked at again, if it is shelved. A second person decides. */
export function StopFields({ signal, sheet, onChange }: StopFieldsProps) {
  const text = useText()
  const { t, label } = text
  const today = dayOf(useNow().toISOString())
  const { outcomes, shelveDaysMax } = signal.choices
  return (
    <div className="form__part">
      <p className="form__lead">{t('step-about.propose-stop')}</p>
      <ChoiceField
        name="outcome"
        label={t('stop.outcome')}
        value={sheet.outcome}
        onChange={(outcome) => onChange({ outcome })}
        options={outcomes
          .filter(({ stops }) => stops)
          .map((one) => ({
            value: one.id,
            label: label(one.label),
            because: obstacleToEnd(signal, one, text),
          }))}
      />
      <Demands rule={outcomes.find(({ id }) => id === sheet.outcome)} signal={signal} />
      {sheet.outcome === SHELVE ? (
        <TextField
          name="reviewOn"
          type="date"
          wide={false}
          label={t('stop.review-on')}
          about={t('stop.review-on-about', { days: shelveDaysMax })}
          min={plusDays(today, 1)}
          max={plusDays(today, shelveDaysMax)}
          value={sheet.reviewOn}
          onChange={(reviewOn) => onChange({ reviewOn })}
        />
      ) : null}
      <GuardFields
        choices={signal.choices}
        outcome={sheet.outcome}
        answers={sheet.guards}
        onChange={(guards) => onChange({ guards })}
      />
    </div>
  )
}
