import { createContext, use, useEffect, useState, type ReactNode } from 'react'
import type { Session } from '#contract/session.ts'
import type { Api } from './api/api.ts'

/** What comes in from outside: the clock and the way to the server. */
export interface House {
  readonly now: () => Date
  readonly api: Api
}

const HouseContext = createContext<House | undefined>(undefined)
const SessionContext = createContext<Session | undefined>(undefined)

export function HouseProvider({ house, children }: { house: House; children: ReactNode }) {
  return <HouseContext value={house}>{children}</HouseContext>
}

export function SessionProvider({ session, children }: { session: Session; children: ReactNode }) {
  return <SessionContext value={session}>{children}</SessionContext>
}

function useHouse(): House {
  const house = use(HouseContext)
  if (!house) throw new Error('outside the house')
  return house
}

export function useApi(): Api {
  return useHouse().api
}

/** Who is signed in. Only inside the shell, which shows nothing before it knows. */
export function useSession(): Session {
  const session = use(SessionContext)
  if (!session) throw new Error('outside the shell')
  return session
}

const TICK = 20_000

/** The moment now, refreshed three times a minute so that what is due does not go stale on an open screen. */
export function useNow(): Date {
  const { now } = useHouse()
  const [moment, setMoment] = useState(now)
  useEffect(() => {
    const timer = setInterval(() => setMoment(now()), TICK)
    return () => clearInterval(timer)
  }, [now])
  return moment
}
