import { Navigate } from '@tanstack/react-router'
import { useSession } from '../shared/context.tsx'

/** Where somebody begins: at the work, or where their task is when that has no worklist. */
export function Home() {
  const { acts, task } = useSession()
  if (task?.purpose === 'own-report' || task?.purpose === 'victim-support') {
    return <Navigate to="/mijn-meldingen" replace />
  }
  return <Navigate to={acts.includes('see-worklist') ? '/werk' : '/werkwijze'} replace />
}
