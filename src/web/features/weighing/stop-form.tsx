import { useDraft } from '../../shared/draft.ts'
import { useText } from '../../shared/text.ts'
import { GroundField, type StepFormFor } from '../signal/ground.tsx'
import { StepForm } from '../signal/step-form.tsx'
import { EMPTY, sheetFields, stopFaults, stopStep, type Sheet } from './sheet.ts'
import { StopFields } from './stop.tsx'

/** Proposing to stop an investigation that runs: without the criteria, which belong to the weighing. */
export function StopForm({ signal, because, onClose }: StepFormFor) {
  const text = useText()
  const { t } = text
  const draft = useDraft<Sheet>(EMPTY)
  const sheet = draft.values
  return (
    <StepForm
      signal={signal}
      because={because}
      label={t('step.propose-stop')}
      submit={t('step.propose-stop')}
      fields={sheetFields(signal, text)}
      step={() => {
        const faults = new Map(stopFaults(sheet, signal, text))
        if (sheet.ground.trim() === '') faults.set('ground', t('ground.missing'))
        return faults.size > 0 ? faults : stopStep(sheet)
      }}
      onDone={() => {
        draft.clear()
        onClose()
      }}
      onCancel={onClose}
    >
      <StopFields signal={signal} sheet={sheet} onChange={draft.set} />
      <GroundField value={sheet.ground} onChange={(ground) => draft.set({ ground })} />
    </StepForm>
  )
}
