import { dayOf } from '#core/time.ts'
import type { SignalDetail } from '#contract/signal.ts'
import { CheckField, ChoiceField, TextField } from '../../shared/components/fields.tsx'
import type { Faults } from '../../shared/components/form.tsx'
import { useNow } from '../../shared/context.tsx'
import { useDraft } from '../../shared/draft.ts'
import type { Step } from '../../shared/queries.ts'
import { useText, type Text } from '../../shared/text.ts'
import { GroundField, type StepFormFor } from '../signal/ground.tsx'
import { StepForm } from '../signal/step-form.tsx'
import { UncheckedNote } from '../signal/unchecked-note.tsx'

interface CrossingSheet {
  readonly crossing: string
  readonly acts: readonly string[]
  readonly seen: string
  readonly power: string
  readonly seenOn: string
  readonly withoutStatements: boolean
  readonly ground: string
}

type Crossing = SignalDetail['choices']['crossings'][number]

/** Offers what one arm learned to the other: which acts, what was seen, when and under which power. */
export function OfferCrossingForm({ signal, because, onClose }: StepFormFor) {
  const text = useText()
  const { t, label } = text
  const today = dayOf(useNow().toISOString())
  const { crossings } = signal.choices
  const only = crossings.filter(({ acts }) => acts.length > 0)
  const draft = useDraft<CrossingSheet>({
    crossing: only.length === 1 ? (only[0]?.id ?? '') : '',
    acts: [],
    seen: '',
    power: '',
    seenOn: '',
    withoutStatements: false,
    ground: '',
  })
  const sheet = draft.values
  const chosen = crossings.find(({ id }) => id === sheet.crossing)
  return (
    <StepForm
      signal={signal}
      because={because}
      label={t('step.offer-crossing')}
      submit={t('step.offer-crossing')}
      fields={crossingFields(text)}
      step={() => crossingStep(sheet, today, text)}
      onDone={() => {
        draft.clear()
        onClose()
      }}
      onCancel={onClose}
    >
      <p className="form__lead">{t('step-about.offer-crossing')}</p>
      <ChoiceField
        name="crossing"
        label={t('crossing.which')}
        value={sheet.crossing}
        onChange={(crossing) => draft.set({ crossing, acts: [] })}
        options={crossings.map((one) => ({
          value: one.id,
          label: label(one.label),
          because: one.acts.length === 0 ? t('crossing.no-acts') : null,
        }))}
      />
      <UncheckedNote choices={crossings} />
      {chosen ? <WhatCrosses crossing={chosen} signal={signal} sheet={sheet} onChange={draft.set} /> : null}
      <GroundField value={sheet.ground} onChange={(ground) => draft.set({ ground })} />
    </StepForm>
  )
}

interface WhatCrossesProps {
  readonly crossing: Crossing
  readonly signal: SignalDetail
  readonly sheet: CrossingSheet
  readonly onChange: (change: Partial<CrossingSheet>) => void
}

function WhatCrosses({ crossing, signal, sheet, onChange }: WhatCrossesProps) {
  const { t, label } = useText()
  const today = dayOf(useNow().toISOString())
  const acts = signal.choices.acts.filter(({ id }) => crossing.acts.includes(id))
  return (
    <div className="form__part">
      <div>
        <p className="criteria__title">{t('crossing.requirements')}</p>
        <ul className="plain-list">
          {crossing.requirements.map((one) => (
            <li key={one.nl}>{label(one)}</li>
          ))}
        </ul>
      </div>
      <CheckField
        stacked
        name="acts"
        label={t('crossing.acts')}
        values={sheet.acts}
        onChange={(chosen) => onChange({ acts: chosen })}
        options={acts.map((one) => ({ value: one.id, label: label(one.label) }))}
      />
      <TextField
        name="seen"
        label={t('crossing.seen')}
        rows={2}
        maxLength={2000}
        value={sheet.seen}
        onChange={(seen) => onChange({ seen })}
      />
      <div className="form__pair">
        <TextField
          name="power"
          label={t('crossing.power')}
          maxLength={2000}
          value={sheet.power}
          onChange={(power) => onChange({ power })}
        />
        <TextField
          name="seenOn"
          type="date"
          label={t('crossing.seen-on')}
          max={today}
          value={sheet.seenOn}
          onChange={(seenOn) => onChange({ seenOn })}
        />
      </div>
      <CheckField
        name="withoutStatements"
        label={t('crossing.statements')}
        values={sheet.withoutStatements ? ['yes'] : []}
        onChange={(values) => onChange({ withoutStatements: values.includes('yes') })}
        options={[{ value: 'yes', label: t('crossing.statements-yes') }]}
      />
    </div>
  )
}

function crossingFields({ t }: Text): Readonly<Record<string, string>> {
  return {
    crossing: t('crossing.which'),
    acts: t('crossing.acts'),
    seen: t('crossing.seen'),
    power: t('crossing.power'),
    seenOn: t('crossing.seen-on'),
    withoutStatements: t('crossing.statements'),
    ground: t('ground.label'),
  }
}

function crossingStep(sheet: CrossingSheet, today: string, { t }: Text): Step | Faults {
  const { crossing, acts, seen, power, seenOn, withoutStatements, ground } = sheet
  const faults = new Map<string, string>()
  if (crossing === '') faults.set('crossing', t('crossing.which-missing'))
  if (crossing !== '' && acts.length === 0) faults.set('acts', t('crossing.acts-missing'))
  if (crossing !== '' && seen.trim() === '') faults.set('seen', t('crossing.seen-missing'))
  if (crossing !== '' && power.trim() === '') faults.set('power', t('crossing.power-missing'))
  if (crossing !== '' && (seenOn === '' || seenOn > today))
    faults.set('seenOn', t('crossing.seen-on-missing'))
  if (crossing !== '' && !withoutStatements) faults.set('withoutStatements', t('crossing.statements-missing'))
  if (ground.trim() === '') faults.set('ground', t('ground.missing'))
  if (faults.size > 0) return faults
  return { type: 'offer-crossing', crossing, acts: [...acts], seen, power, seenOn, withoutStatements, ground }
}
