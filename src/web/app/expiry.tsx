import { useQueryClient } from '@tanstack/react-query'
import { createContext, use, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react'
import { Alert } from '../shared/components/alert.tsx'
import { Button } from '../shared/components/button.tsx'
import { Dialog } from '../shared/components/dialog.tsx'
import { useText } from '../shared/text.ts'
import { SESSION, useSessionQuery } from './session.ts'

/** Whether the session ended while somebody was at work. */
export interface Expiry {
  readonly get: () => boolean
  readonly set: (expired: boolean) => void
  readonly subscribe: (changed: () => void) => () => void
}

export function createExpiry(): Expiry {
  let expired = false
  const listeners = new Set<() => void>()
  return {
    get: () => expired,
    set: (next) => {
      expired = next
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
  const expired = useSyncExternalStore(expiry.subscribe, expiry.get)
  return expired ? <SignInAgain onBack={() => expiry.set(false)} /> : null
}

function SignInAgain({ onBack }: { onBack: () => void }) {
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
    <Dialog title={t('expired.title')}>
      <p>{t('expired.text')}</p>
      {tried && !isFetching ? (
        <Alert tone="error" live>
          <p>{t('expired.not-yet')}</p>
        </Alert>
      ) : null}
      <div className="actions">
        <a
          className="utrecht-button utrecht-button--primary-action"
          href="/auth/sign-in"
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
