import type { SubmittedFile } from '#contract/submitted.ts'
import { useText } from '../text.ts'
import { Badge } from './badge.tsx'
import { Panel } from './panel.tsx'

interface FactListProps {
  readonly title: string
  /** What stands there where nothing was done yet. */
  readonly none: string
  readonly facts: SubmittedFile['facts']
}

/** What was done: each act with its result and what it brought. */
export function FactList({ title, none, facts }: FactListProps) {
  const { t, label } = useText()
  return (
    <Panel title={title}>
      {facts.length === 0 ? (
        <p className="quiet">{none}</p>
      ) : (
        <ul className="look-list">
          {facts.map((fact, at) => (
            // Two facts may read the same; their order never changes.
            <li key={`${fact.label.nl}-${at}`}>
              <p>
                <b>{label(fact.label)}</b> <Badge>{t(`result.${fact.result}`)}</Badge>
              </p>
              <p className="source-text">{fact.words}</p>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
