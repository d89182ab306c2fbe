import { Navigate } from '@tanstack/react-router'
import type { Session } from '#contract/session.ts'
import { useSession } from '../shared/context.tsx'

type Purpose = NonNullable<Session['task']>['purpose']

/** Where a task has a screen of its own. */
const OF_PURPOSE: Partial<Record<Purpose, '/mijn-meldingen' | '/ingediend'>> = {
  'own-report': '/mijn-meldingen',
  'victim-support': '/mijn-meldingen',
  prosecution: '/ingediend',
}

/** Where somebody begins: at the work, or where their task is when that has no worklist. */
export function Home() {
  const { acts, task } = useSession()
  const own = task ? OF_PURPOSE[task.purpose] : undefined
  return <Navigate to={own ?? (acts.includes('see-worklist') ? '/werk' : '/werkwijze')} replace />
}
