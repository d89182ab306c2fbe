import { useState } from 'react'
import type { Day } from '#core/time.ts'
import { dayOf } from '#core/time.ts'
import { Button } from '../../shared/components/button.tsx'
import { TextField } from '../../shared/components/fields.tsx'
import { Form, NO_FAULTS } from '../../shared/components/form.tsx'
import { useNow } from '../../shared/context.tsx'
import { useText } from '../../shared/text.ts'
import type { useMoveDecision } from './queries.ts'

interface NeededFormProps {
  /** The day on which it was shown last. */
  readonly since: Day
  readonly decide: ReturnType<typeof useMoveDecision>
  readonly onClose: () => void
}

/** Asks on which day it showed that a signal under art. 10 is needed still. */
export function NeededForm({ since, decide, onClose }: NeededFormProps) {
  const { t } = useText()
  const today = dayOf(useNow().toISOString())
  const [on, setOn] = useState<string>(today)
  const [faults, setFaults] = useState(NO_FAULTS)
  const submit = () => {
    const isWrong = on === '' || on > today || on < since
    setFaults(isWrong ? new Map([['on', t('retained.show-missing')]]) : NO_FAULTS)
    if (!isWrong) decide.mutate({ decision: 'needed', on }, { onSuccess: onClose })
  }
  return (
    <Form
      label={t('retained.show')}
      fields={{ on: t('retained.show-day') }}
      faults={faults}
      failure={decide.error}
      onSubmit={() => (decide.isPending ? undefined : submit())}
    >
      <TextField
        name="on"
        type="date"
        wide={false}
        label={t('retained.show-day')}
        about={t('retained.show-about')}
        max={today}
        value={on}
        onChange={setOn}
      />
      <div className="actions">
        <Button type="submit" look="primary" busy={decide.isPending}>
          {t('keeping.submit')}
        </Button>
        <Button look="subtle" onClick={onClose}>
          {t('common.cancel')}
        </Button>
      </div>
    </Form>
  )
}
