import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Duty } from '#contract/duty.ts'
import type { Failure } from '../../shared/api/failure.ts'
import { useAnnounce } from '../../shared/components/announcer.tsx'
import { Dialog } from '../../shared/components/dialog.tsx'
import { GroundForm } from '../../shared/components/ground-form.tsx'
import { useApi } from '../../shared/context.tsx'
import { refreshAll } from '../../shared/queries.ts'
import { useText } from '../../shared/text.ts'

/** Ends a duty of the intake with a reason; lines that are still open must be dealt with first. */
export function ResolveDialog({ duty, onClose }: { duty: Duty; onClose: () => void }) {
  const { t } = useText()
  const api = useApi()
  const client = useQueryClient()
  const announce = useAnnounce()
  const resolve = useMutation<unknown, Failure, string>({
    mutationFn: (ground) => api.post(`/v1/duties/${duty.id}/resolutions`, { ground }),
    onSuccess: () => {
      announce(t('common.saved', { what: t('work.resolve') }))
      void refreshAll(client)
    },
  })
  return (
    <Dialog title={t(`duty.${duty.kind}`)} onClose={onClose}>
      <GroundForm
        label={t('work.resolve')}
        about={t('work.resolve-about')}
        failure={resolve.error}
        busy={resolve.isPending}
        onSubmit={(ground, saved) =>
          resolve.mutate(ground, {
            onSuccess: () => {
              saved()
              onClose()
            },
          })
        }
        onCancel={onClose}
      />
    </Dialog>
  )
}
