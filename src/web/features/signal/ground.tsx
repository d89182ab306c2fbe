import type { Ref } from 'react'
import type { SignalDetail } from '#contract/signal.ts'
import { TextField } from '../../shared/components/fields.tsx'
import { useDraft } from '../../shared/draft.ts'
import type { StepType } from '../../shared/queries.ts'
import { useText } from '../../shared/text.ts'
import { StepForm, type Refusal } from './step-form.tsx'

interface GroundFieldProps {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly label?: string
  readonly about?: string
  readonly ref?: Ref<HTMLTextAreaElement>
}

/** Why, in the person's own words: every step has it. Ctrl+Enter sends the form. */
export function GroundField({ value, onChange, label, about, ref }: GroundFieldProps) {
  const { t } = useText()
  return (
    <TextField
      name="ground"
      label={label ?? t('ground.label')}
      {...(about === undefined ? {} : { about })}
      {...(ref === undefined ? {} : { ref })}
      value={value}
      onChange={onChange}
      rows={3}
      maxLength={10_000}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
        event.preventDefault()
        if (event.target instanceof HTMLTextAreaElement) event.target.form?.requestSubmit()
      }}
    />
  )
}

/** Steps that need nothing but their ground. */
export type PlainStep = Extract<
  StepType,
  | 'accept-unit'
  | 'recall-unit'
  | 'accept-crossing'
  | 'refuse-crossing'
  | 'confirm-set-aside'
  | 'reject-set-aside'
  | 'resume'
  | 'start-enrichment'
  | 'finish-enrichment'
  | 'confirm-stop'
  | 'reject-stop'
  | 'review-shelved'
  | 'finish-interview'
>

export interface StepFormFor {
  readonly signal: SignalDetail
  readonly because: Refusal | null
  readonly onClose: () => void
  /** After the step was taken. */
  readonly onAnswered?: () => void
}

export function PlainStepForm({
  type,
  signal,
  because,
  onClose,
  onAnswered,
}: StepFormFor & { type: PlainStep }) {
  const { t } = useText()
  const draft = useDraft({ ground: '' })
  const { ground } = draft.values
  return (
    <StepForm
      signal={signal}
      because={because}
      label={t(`step.${type}`)}
      submit={t(`step.${type}`)}
      fields={{ ground: t('ground.label') }}
      step={() => (ground.trim() === '' ? new Map([['ground', t('ground.missing')]]) : { type, ground })}
      onDone={() => {
        draft.clear()
        onClose()
        onAnswered?.()
      }}
      onCancel={onClose}
    >
      <GroundField
        value={ground}
        about={t(`step-about.${type}`)}
        onChange={(value) => draft.set({ ground: value })}
      />
    </StepForm>
  )
}
