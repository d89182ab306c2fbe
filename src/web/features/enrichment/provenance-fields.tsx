import { dayOf } from '#core/time.ts'
import type { SignalDetail } from '#contract/signal.ts'
import { CheckField, ChoiceField, SelectField, TextField } from '../../shared/components/fields.tsx'
import { useNow } from '../../shared/context.tsx'
import { useText } from '../../shared/text.ts'
import type { ActSheet } from './act-sheet.ts'

const RELIABILITIES = ['reliable', 'mostly-reliable', 'doubtful', 'unknown'] as const
const KINDS = ['fact', 'opinion'] as const

interface ProvenanceFieldsProps {
  readonly act: SignalDetail['choices']['acts'][number]
  readonly sheet: ActSheet
  readonly onChange: (change: Partial<ActSheet>) => void
}

/** Of an act that was done: where its facts come from, how far they can be relied on, and what proof is there. */
export function ProvenanceFields({ act, sheet, onChange }: ProvenanceFieldsProps) {
  const { t, label } = useText()
  const today = dayOf(useNow().toISOString())
  const { requirements } = act.guideline
  return (
    <>
      <div className="form__pair">
        <SelectField
          name="source"
          label={t('provenance.source')}
          value={sheet.source}
          onChange={(source) => onChange({ source })}
          options={act.information.map((one) => ({ value: one.id, label: label(one.label) }))}
        />
        <TextField
          name="obtainedOn"
          type="date"
          label={t('provenance.obtained-on')}
          max={today}
          value={sheet.obtainedOn}
          onChange={(obtainedOn) => onChange({ obtainedOn })}
        />
        <TextField
          name="obtainedBy"
          label={t('provenance.obtained-by')}
          maxLength={2000}
          value={sheet.obtainedBy}
          onChange={(obtainedBy) => onChange({ obtainedBy })}
        />
        <TextField
          name="howObtained"
          label={t('provenance.how-obtained')}
          maxLength={2000}
          value={sheet.howObtained}
          onChange={(howObtained) => onChange({ howObtained })}
        />
      </div>
      <ChoiceField
        row
        name="reliability"
        label={t('provenance.reliability')}
        value={sheet.reliability}
        onChange={(reliability) => onChange({ reliability })}
        options={RELIABILITIES.map((value) => ({ value, label: t(`reliability.${value}`) }))}
      />
      <ChoiceField
        row
        name="factOrOpinion"
        label={t('provenance.fact-or-opinion')}
        value={sheet.factOrOpinion}
        onChange={(factOrOpinion) => onChange({ factOrOpinion })}
        options={KINDS.map((value) => ({ value, label: t(`fact-or-opinion.${value}`) }))}
      />
      {requirements.length === 0 ? null : (
        <CheckField
          stacked
          name="met"
          label={t('provenance.requirements')}
          about={t('provenance.requirements-about')}
          values={sheet.met}
          onChange={(met) => onChange({ met })}
          options={requirements.map((one, place) => ({ value: String(place), label: label(one) }))}
        />
      )}
    </>
  )
}
