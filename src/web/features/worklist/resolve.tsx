import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Duty } from '#contract/duty.ts'
import type { Failure } from '../../shared/api/failure.ts'
import { useAnnounce } from '../../shared/components/announcer.tsx'
import { Button } from '../../shared/components/button.tsx'
import { Dialog } from '../../shared/components/dialog.tsx'
import { TextField } from '../../shared/components/fields.tsx'
import { Form, NO_FAULTS } from '../../shared/components/form.tsx'
import { useApi } from '../../shared/context.tsx'
import { useDraft } from '../../shared/draft.ts'
import { refreshAll } from '../../shared/queries.ts'
import { useText } from '../../shared/text.ts'

/** Ends a duty of the intake with a reason; lines that are still open must be dealt with first. */
export function ResolveDialog({ duty, onClose }: { duty: Duty; onClose: () => void }) {
  const { t } = useText()
  const api = useApi()
  const client = useQueryClient()
  const announce = useAnnounce()
  const draft = useDraft({ ground: '' })
  const [faults, setFaults] = useState(NO_FAULTS)
  const resolve = useMutation<unknown, Failure, string>({
    mutationFn: (ground) => api.post(`/v1/duties/${duty.id}/resolutions`, { ground }),
    onSuccess: () => {
      announce(t('common.saved', { what: t('work.resolve') }))
      draft.clear()
      void refreshAll(client)
      onClose()
    },
  })
  const { ground } = draft.values
  const submit = () => {
    const missing = ground.trim().length < 3
    setFaults(missing ? new Map([['ground', t('ground.missing')]]) : NO_FAULTS)
    if (!missing) resolve.mutate(ground)
  }
  return (
    <Dialog title={t(`duty.${duty.kind}`)} onClose={onClose}>
      <Form
        label={t('work.resolve')}
        fields={{ ground: t('ground.label') }}
        faults={faults}
        failure={resolve.error}
        onSubmit={submit}
      >
        <TextField
          name="ground"
          rows={3}
          label={t('ground.label')}
          about={t('work.resolve-about')}
          value={ground}
          onChange={(value) => draft.set({ ground: value })}
        />
        <div className="actions">
          <Button type="submit" look="primary" busy={resolve.isPending}>
            {t('work.resolve')}
          </Button>
          <Button look="subtle" onClick={onClose}>
            {t('common.cancel')}
          </Button>
        </div>
      </Form>
    </Dialog>
  )
}
