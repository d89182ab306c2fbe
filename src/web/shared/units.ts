import { useSession } from './context.tsx'
import { useText } from './text.ts'

/** The name of a unit (NL: afdeling), by the way of working in force. */
export function useUnitName(): (unit: string) => string {
  const { wayOfWorking } = useSession()
  const { label } = useText()
  return (unit) => {
    const known = wayOfWorking.units.find(({ id }) => id === unit)
    return known ? label(known.label) : unit
  }
}

/** The name of a role as this organisation calls it; our own word where it has none. */
export function useRoleName(): (role: string) => string {
  const { wayOfWorking } = useSession()
  const { label, word } = useText()
  return (role) => {
    const known = wayOfWorking.roles.find(({ id }) => id === role)
    return known ? label(known.label) : word('role', role)
  }
}
