import { useState } from 'react'
import type { Failure } from '../api/failure.ts'
import { useDraft } from '../draft.ts'
import { useText } from '../text.ts'
import { Button } from './button.tsx'
import { TextField } from './fields.tsx'
import { Form, NO_FAULTS } from './form.tsx'

interface GroundFormProps {
  /** What is done, in words: the name of the form and of its button. */
  readonly label: string
  /** What the ground must tell. */
  readonly about: string
  readonly failure: Failure | null
  readonly busy: boolean
  /** `saved` is for after the server confirmed: what was typed may be forgotten then. */
  readonly onSubmit: (ground: string, saved: () => void) => void
  readonly onCancel: () => void
}

/** The shortest ground that says something, in characters; the server asks for as many. */
const GROUND_LENGTH_MIN = 3

/** A decision that asks for nothing but its ground. */
export function GroundForm({ label, about, failure, busy, onSubmit, onCancel }: GroundFormProps) {
  const { t } = useText()
  const draft = useDraft({ ground: '' })
  const [faults, setFaults] = useState(NO_FAULTS)
  const { ground } = draft.values
  const submit = () => {
    const missing = ground.trim().length < GROUND_LENGTH_MIN
    setFaults(missing ? new Map([['ground', t('ground.missing')]]) : NO_FAULTS)
    if (!missing) onSubmit(ground, draft.clear)
  }
  return (
    <Form
      label={label}
      fields={{ ground: t('ground.label') }}
      faults={faults}
      failure={failure}
      onSubmit={submit}
    >
      <TextField
        name="ground"
        rows={3}
        label={t('ground.label')}
        about={about}
        value={ground}
        onChange={(value) => draft.set({ ground: value })}
      />
      <div className="actions">
        <Button type="submit" look="primary" busy={busy}>
          {label}
        </Button>
        <Button look="subtle" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      </div>
    </Form>
  )
}
