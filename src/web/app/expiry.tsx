import { useQueryClient } from '@tanstack/react-query'
import { createContext, use, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react'
import { Alert } from '../shared/components/alert.tsx'
import { Button } from '../shared/components/button.tsx'
import { Dialog } from '../shared/components/dialog.tsx'
import { useText } from '../shared/text.ts'
import { SESSION, useSessionQuery } from './session.ts'

/** Why somebody at work must sign in: the session ended, or what they do asks for a sign-in of now. */
export type Reason = 'expired' | 'again'

export interface Expiry {
  readonly get: () => Reason | null
  readonly set: (reason: Reason | null) => void
  readonly subscribe: (changed: () => void) => () => void
}

export function createExpiry(): Expiry {
  let reason: Reason | null = null
  const listeners = new Set<() => void>()
  return {
    get: () => reason,
    set: (next) => {
      reason = next
      for (const changed of listeners) changed()
    },
    subscribe: (changed) => {
      listeners.add(changed)
      return () => listeners.delete(changed)
    },
  }
}

const ExpiryContext = createContext<Expiry>(createExpiry())

export function ExpiryProvider({ expiry, children }: { expiry: Expiry; children: ReactNode }) {
  return <ExpiryContext value={expiry}>{children}</ExpiryContext>
}

/** Over the screen as it stands: what was typed stays, and signing in happens in another tab. */
export function ExpiredDialog() {
  const expiry = use(ExpiryContext)
  const reason = useSyncExternalStore(expiry.subscribe, expiry.get)
  return reason === null ? null : <SignInAgain reason={reason} onBack={() => expiry.set(null)} />
}

function SignInAgain({ reason, onBack }: { reason: Reason; onBack: () => void }) {
  const { t } = useText()
  const client = useQueryClient()
  const { refetch, isFetching } = useSessionQuery()
  const [tried, setTried] = useState(false)
  const check = async () => {
    const { isSuccess } = await refetch()
    setTried(true)
    if (!isSuccess) return
    onBack()
    await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION[0] })
  }
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === 'visible') void check()
    }
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  })
  return (
    <Dialog title={t(`${reason}.title`)}>
      <p>{t(`${reason}.text`)}</p>
      {tried && !isFetching ? (
        <Alert tone="error" live>
          <p>{t('expired.not-yet')}</p>
        </Alert>
      ) : null}
      <div className="actions">
        <a
          className="utrecht-button utrecht-button--primary-action"
          href={reason === 'again' ? '/auth/sign-in?again=yes' : '/auth/sign-in'}
          target="_blank"
          rel="noopener"
        >
          {t('expired.sign-in')}
        </a>
        <Button onClick={() => void check()} busy={isFetching}>
          {t('expired.back')}
        </Button>
      </div>
    </Dialog>
  )
}
