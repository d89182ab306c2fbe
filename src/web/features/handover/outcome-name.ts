import { useSession } from '../../shared/context.tsx'
import { useText } from '../../shared/text.ts'
import { useVersion } from '../way-of-working/queries.ts'

/** How something ended, in the words of the way of working in force; or in ours, where it names no such outcome. */
export function useOutcomeName(): (outcome: string) => string {
  const { wayOfWorking } = useSession()
  const { label, word } = useText()
  const rules = useVersion(wayOfWorking.id).data?.content
  return (outcome) => {
    const known = rules?.outcomes.find(({ id }) => id === outcome)
    return known ? label(known.label) : word('handover-code', outcome)
  }
}
