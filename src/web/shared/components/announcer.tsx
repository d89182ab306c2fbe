import { createContext, use, useCallback, useEffect, useState, type ReactNode } from 'react'
import { Icon } from './icon.tsx'

type Announce = (message: string) => void

const AnnounceContext = createContext<Announce>(() => undefined)
const SHOWN_FOR = 8000

/** Says what happened, to eyes and to screen readers alike. The region exists before its first message, or it is not read. */
export function Announcer({ children }: { children: ReactNode }) {
  const [message, setMessage] = useState<{ readonly words: string; readonly at: number } | null>(null)
  const announce = useCallback((words: string) => {
    setMessage((before) => ({ words, at: (before?.at ?? 0) + 1 }))
  }, [])
  useEffect(() => {
    if (!message) return
    const timer = setTimeout(() => setMessage(null), SHOWN_FOR)
    return () => clearTimeout(timer)
  }, [message])
  return (
    <AnnounceContext value={announce}>
      {children}
      <div className="announcer" role="status" aria-live="polite">
        {message ? (
          <p key={message.at} className="announcer__message">
            <Icon name="check" /> {message.words}
          </p>
        ) : null}
      </div>
    </AnnounceContext>
  )
}

export function useAnnounce(): Announce {
  return use(AnnounceContext)
}
