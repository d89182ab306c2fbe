import { useId, type ReactNode } from 'react'
import { useTitle } from '../title.ts'
import { Heading } from './heading.tsx'

interface PanelProps {
  readonly title: ReactNode
  readonly level?: 2 | 3
  /** Buttons or a count at the end of the heading's line. */
  readonly aside?: ReactNode
  readonly children: ReactNode
  readonly className?: string
}

/** A card with a heading: a region that a screen reader can jump to. */
export function Panel({ title, level = 2, aside, children, className = '' }: PanelProps) {
  const id = useId()
  return (
    <section className={`panel ${className}`} aria-labelledby={id}>
      <header className="panel__head">
        <Heading level={level} id={id}>
          {title}
        </Heading>
        {aside}
      </header>
      {children}
    </section>
  )
}

/** The top of a screen: its name, one line of what it is for, and what can be done with all of it. */
export function PageHead(props: { title: string; lead?: ReactNode; children?: ReactNode }) {
  useTitle(props.title)
  return (
    <header className="page-head">
      <div>
        <Heading level={1}>{props.title}</Heading>
        {props.lead === undefined ? null : <p className="page-head__lead">{props.lead}</p>}
      </div>
      {props.children}
    </header>
  )
}

/** Nothing to show, and what that does and does not mean. */
export function Empty({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="empty">
      <p className="empty__title">{title}</p>
      <p>{children}</p>
    </div>
  )
}
