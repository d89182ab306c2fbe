import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Session, TaskOpened } from '#contract/session.ts'
import type { Failure } from '../shared/api/failure.ts'
import { Button } from '../shared/components/button.tsx'
import { Dialog } from '../shared/components/dialog.tsx'
import { FailureNotice } from '../shared/components/failure.tsx'
import { Heading } from '../shared/components/heading.tsx'
import { useApi, useSession } from '../shared/context.tsx'
import { useText } from '../shared/text.ts'
import { useTitle } from '../shared/title.ts'
import { SESSION } from './session.ts'

type Purpose = Session['purposes'][number]

/** Before the first screen: what somebody is here for. Nothing is shown before they said it. */
export function TaskScreen() {
  const { t } = useText()
  const { purposes } = useSession()
  useTitle(t('task.title'))
  return (
    <main id="inhoud" className="page page--bare" tabIndex={-1}>
      <Heading level={1}>{t('task.title')}</Heading>
      <p className="door__lead">{purposes.length === 0 ? t('task.none') : t('task.lead')}</p>
      <PurposeList onChosen={() => undefined} />
    </main>
  )
}

/** Over the screen as it stands, after signing in again: what was typed stays. */
export function TaskDialog() {
  const { t } = useText()
  return (
    <Dialog title={t('task.title')}>
      <p>{t('task.lead')}</p>
      <PurposeList onChosen={() => undefined} />
    </Dialog>
  )
}

/** In the bar: what somebody is here for now, and the way to another purpose. */
export function TaskChip() {
  const { t, word } = useText()
  const { task } = useSession()
  const [open, setOpen] = useState(false)
  if (!task) return null
  return (
    <>
      <button type="button" className="task-chip" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <span>{t('task.chip', { purpose: word('purpose', task.purpose) })}</span>
        <span className="visually-hidden">. {t('task.change')}</span>
      </button>
      {open ? (
        <Dialog title={t('task.title')} onClose={() => setOpen(false)}>
          <p>{t('task.lead')}</p>
          <PurposeList onChosen={() => setOpen(false)} />
          <div className="actions">
            <Button onClick={() => setOpen(false)}>{t('task.cancel')}</Button>
          </div>
        </Dialog>
      ) : null}
    </>
  )
}

function PurposeList({ onChosen }: { onChosen: () => void }) {
  const { t, word } = useText()
  const { purposes, task } = useSession()
  const begin = useTask(onChosen)
  return (
    <>
      {begin.error ? <FailureNotice failure={begin.error} /> : null}
      <ul className="purposes">
        {purposes.map((purpose) => (
          <li key={purpose}>
            <button
              type="button"
              className="colleague"
              aria-disabled={begin.isPending || undefined}
              onClick={() => (begin.isPending ? undefined : begin.mutate(purpose))}
            >
              <span className="colleague__name">{word('purpose', purpose)}</span>
              <span className="colleague__unit">{word('purpose-help', purpose)}</span>
              {task?.purpose === purpose ? (
                <span className="colleague__roles">{t('task.current')}</span>
              ) : null}
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}

/** Begins a task: what was shown for another purpose is asked anew. What was typed stays. */
function useTask(onChosen: () => void) {
  const api = useApi()
  const client = useQueryClient()
  return useMutation<TaskOpened, Failure, Purpose>({
    mutationFn: (purpose) => api.post('/v1/session/tasks', { purpose }),
    onSuccess: async () => {
      await client.refetchQueries({ queryKey: SESSION })
      onChosen()
      const others = {
        predicate: ({ queryKey }: { queryKey: readonly unknown[] }) => queryKey[0] !== SESSION[0],
      }
      client.removeQueries({ ...others, type: 'inactive' })
      await client.invalidateQueries(others)
    },
  })
}
