import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import type { SignalDetail } from '#contract/signal.ts'
import { Button } from '../../shared/components/button.tsx'
import { Form, NO_FAULTS, type Faults } from '../../shared/components/form.tsx'
import { useStep, type Step } from '../../shared/queries.ts'
import { useText } from '../../shared/text.ts'
import { Changed } from './changed.tsx'

export type Refusal = NonNullable<SignalDetail['steps'][number]['because']>

interface StepFormProps {
  readonly signal: SignalDetail
  readonly label: string
  readonly submit: string
  readonly fields: Readonly<Record<string, string>>
  /** The step as filled in, or what is still missing. */
  readonly step: () => Step | Faults
  /** After the server confirmed: forget what was typed. */
  readonly onDone: () => void
  readonly onCancel?: () => void
  readonly because: Refusal | null
  readonly children: ReactNode
}

/** A form that takes one step. Whatever the server answers, what was typed stays until the step was taken. */
export function StepForm(props: StepFormProps) {
  const { signal, because } = props
  const { t } = useText()
  const [faults, setFaults] = useState(NO_FAULTS)
  const mutation = useStep(signal)
  const submit = () => {
    const filled = props.step()
    if (filled instanceof Map) return setFaults(filled)
    setFaults(NO_FAULTS)
    mutation.mutate(filled as Step, { onSuccess: props.onDone })
  }
  return (
    <Form
      label={props.label}
      fields={props.fields}
      faults={faults}
      failure={mutation.error}
      remedy={<Remedy kind={mutation.error?.kind} signal={signal} onDone={mutation.reset} onRetry={submit} />}
      onSubmit={() => (because === null && !mutation.isPending ? submit() : undefined)}
    >
      {props.children}
      <div className="actions">
        <Button
          type="submit"
          look="primary"
          busy={mutation.isPending}
          because={because === null ? null : t(`refusal.${because}`)}
        >
          {props.submit}
        </Button>
        {props.onCancel === undefined ? null : (
          <Button look="subtle" onClick={props.onCancel}>
            {t('common.cancel')}
          </Button>
        )}
      </div>
    </Form>
  )
}

interface RemedyProps {
  readonly kind: string | undefined
  readonly signal: SignalDetail
  readonly onDone: () => void
  readonly onRetry: () => void
}

/** What can be done about the failure: try again, or look again with the words that were typed still there. */
function Remedy({ kind, signal, onDone, onRetry }: RemedyProps) {
  const { t } = useText()
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  if (kind === 'unreachable' || kind === 'fault' || kind === 'forbidden')
    return <Button onClick={onRetry}>{t('common.retry')}</Button>
  if (kind === 'changed') return <Changed signal={signal} onDone={onDone} />
  if (kind !== 'refused') return null
  const reload = async () => {
    setBusy(true)
    await client.refetchQueries({ queryKey: ['signal', signal.id] })
    setBusy(false)
    onDone()
  }
  return (
    <Button busy={busy} onClick={() => void reload()}>
      {t('signal.reload')}
    </Button>
  )
}
