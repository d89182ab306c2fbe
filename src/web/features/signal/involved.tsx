import type { RegistrationView } from '#contract/registration.ts'
import { Heading } from '../../shared/components/heading.tsx'
import { useText } from '../../shared/text.ts'

/** The persons and vehicles that the source wrote down, in its own words; odd values are shown as they are. */
export function Involved({ registration }: { registration: Pick<RegistrationView, 'persons' | 'vehicles'> }) {
  const { t } = useText()
  const { persons, vehicles } = registration
  if (persons.length === 0 && vehicles.length === 0) return null
  return (
    <div className="involved">
      {persons.length === 0 ? null : (
        <Heading level={3} className="minor">
          {t('involved.persons', { count: persons.length })}
        </Heading>
      )}
      <ul>
        {persons.map((person, at) => (
          <Card key={at} facts={person} first={['name', 'role']} />
        ))}
      </ul>
      {vehicles.length === 0 ? null : (
        <Heading level={3} className="minor">
          {t('involved.vehicles', { count: vehicles.length })}
        </Heading>
      )}
      <ul>
        {vehicles.map((vehicle, at) => (
          <Card key={at} facts={vehicle} first={['plate']} />
        ))}
      </ul>
    </div>
  )
}

function Card({ facts, first }: { facts: Readonly<Record<string, unknown>>; first: readonly string[] }) {
  const { word } = useText()
  const known = Object.entries(facts).filter(([, value]) => shown(value) !== '')
  const order = (key: string) => (first.includes(key) ? first.indexOf(key) : first.length)
  return (
    <li>
      <dl className="involved__facts">
        {known
          .toSorted(([a], [b]) => order(a) - order(b))
          .map(([key, value]) => (
            <div key={key}>
              <dt>{word('involved', key)}</dt>
              <dd>{shown(value)}</dd>
            </div>
          ))}
      </dl>
    </li>
  )
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean)
}
