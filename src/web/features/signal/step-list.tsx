import { useState, type ReactNode } from 'react'
import { Icon } from '../../shared/components/icon.tsx'
import { useText } from '../../shared/text.ts'
import type { Refusal } from './step-form.tsx'

interface StepListProps<E extends string> {
  /** The steps that are open now, in order. */
  readonly entries: readonly E[]
  readonly name: (entry: E) => string
  /** Why this person cannot take it; null: they can. */
  readonly whyNot: (entry: E) => Refusal | null
  readonly form: (entry: E, because: Refusal | null, onClose: () => void) => ReactNode
}

/** Steps as lines that open into their form; one that is not open to this person says why. */
export function StepList<E extends string>({ entries, name, whyNot, form }: StepListProps<E>) {
  const { t } = useText()
  // What was opened stays mounted, so that closing a form, or a reload, does not lose what was typed in it.
  const [opened, setOpened] = useState<readonly E[]>([])
  const [open, setOpen] = useState<E | null>(null)
  const lines = [...new Set([...entries, ...opened])]
  const toggle = (entry: E) => {
    setOpen(open === entry ? null : entry)
    setOpened([...new Set([...opened, entry])])
  }
  const forget = (entry: E) => {
    setOpen((now) => (now === entry ? null : now))
    setOpened((now) => now.filter((one) => one !== entry))
  }
  if (lines.length === 0) return null
  return (
    <ul className="steps">
      {lines.map((entry) => {
        const because = entries.includes(entry) ? whyNot(entry) : 'not-in-this-state'
        const shown = open === entry
        const usable = because === null || opened.includes(entry)
        return (
          <li key={entry} className="steps__item">
            <button
              type="button"
              className="steps__button"
              aria-expanded={usable ? shown : undefined}
              aria-disabled={usable ? undefined : true}
              onClick={usable ? () => toggle(entry) : undefined}
            >
              <Icon name={usable ? 'arrow' : 'lock'} />
              <span className="steps__name">{name(entry)}</span>
              {because === null ? null : <span className="reason">{t(`refusal.${because}`)}</span>}
            </button>
            {opened.includes(entry) ? (
              <div className="steps__form" hidden={!shown}>
                {form(entry, because, () => forget(entry))}
              </div>
            ) : null}
          </li>
        )
      })}
    </ul>
  )
}
