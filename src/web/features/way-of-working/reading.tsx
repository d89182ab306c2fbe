import { createContext, use, type ReactNode } from 'react'
import { Heading } from '../../shared/components/heading.tsx'
import { formatDate } from '../../shared/dates.ts'
import { useText } from '../../shared/text.ts'
import type { Rules } from './queries.ts'

/** Whether the sources are shown beside the values. */
const SourcesContext = createContext(true)

export function Sources({ shown, children }: { shown: boolean; children: ReactNode }) {
  return <SourcesContext value={shown}>{children}</SourcesContext>
}

interface SectionProps {
  readonly id: string
  readonly title: string
  readonly lead?: ReactNode
  readonly children: ReactNode
}

/** A chapter of the way of working, which the contents lead to. */
export function Section({ id, title, lead, children }: SectionProps) {
  return (
    <section id={id} className="rules__section" aria-labelledby={`${id}-title`}>
      <Heading level={2} id={`${id}-title`}>
        {title}
      </Heading>
      {lead === undefined ? null : <p className="rules__lead">{lead}</p>}
      {children}
    </section>
  )
}

interface Origin {
  readonly source: string
  readonly checkedOn: string | null
}

/** Where a value comes from, and whether somebody of the organisation confirmed it. */
export function Source({ of }: { of: Origin }) {
  const { t, language } = useText()
  const shown = use(SourcesContext)
  if (!shown) return null
  const words = of.source === 'proposal, unverified' ? t('rules.proposal') : of.source
  return (
    <small className={`source ${of.checkedOn === null ? 'source--open' : ''}`}>
      {of.checkedOn === null
        ? t('rules.unconfirmed')
        : t('rules.confirmed', { day: formatDate(of.checkedOn, 'day', language) })}
      {' · '}
      {t('rules.source', { source: words })}
    </small>
  )
}

/** The source of a public figure, which nobody here has to confirm. */
export function PublicSource({ source }: { source: string }) {
  const { t } = useText()
  return use(SourcesContext) ? <small className="source">{t('rules.source', { source })}</small> : null
}

interface Named {
  readonly id: string
  readonly label: { readonly nl: string; readonly en: string }
}

/** A list of choices, each with its source; what belongs to a choice stands under it. */
export function Choices<C extends Named & Origin>(props: {
  readonly choices: readonly C[]
  readonly ordered?: boolean
  readonly under?: (choice: C) => ReactNode
}) {
  const { label } = useText()
  const List = props.ordered === true ? 'ol' : 'ul'
  return (
    <List className="rules__list">
      {props.choices.map((choice) => (
        <li key={choice.id}>
          <p>{label(choice.label)}</p>
          {props.under?.(choice)}
          <Source of={choice} />
        </li>
      ))}
    </List>
  )
}

/** A line of facts: a name and what it says. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <p className="rules__fact">
      <b>{name}:</b> {children}
    </p>
  )
}

/** A line that opens into its facts, so that a long list can be read over first. */
export function Folded(props: { name: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <details className="rules__folded">
      <summary>
        <span className="rules__folded-name">{props.name}</span> {props.aside}
      </summary>
      <div className="rules__facts">{props.children}</div>
    </details>
  )
}

type Term = Rules['escalation'][number]['after']

/** A term as people say it: 24 uur, 3 werkdagen, dezelfde werkdag. */
export function useTermWords(): (term: Term) => string {
  const { t } = useText()
  return ({ value, unit }) => {
    if (value === 0) return t(unit === 'hours' ? 'term.at-once' : 'term.same-day')
    return t(`term.${unit}`, { count: value })
  }
}

/** The name behind an id in one of the lists of the way of working; the id itself when it is not there. */
export function useNameIn(): (list: readonly Named[], id: string) => string {
  const { label } = useText()
  return (list, id) => {
    const known = list.find((one) => one.id === id)
    return known ? label(known.label) : id
  }
}
