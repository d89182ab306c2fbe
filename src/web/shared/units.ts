import { useSession } from './context.tsx'
import { useText } from './text.ts'

/** The name of a unit (NL: team), by the way of working in force. */
export function useUnitName(): (unit: string) => string {
  const { wayOfWorking } = useSession()
  const { label } = useText()
  return (unit) => {
    const known = wayOfWorking.units.find(({ id }) => id === unit)
    return known ? label(known.label) : unit
  }
}
