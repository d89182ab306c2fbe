import type { ReactNode } from 'react'
import type { Form } from '#core/form.ts'
import { useText } from '../text.ts'

type Tone = 'plain' | 'teal' | 'amber' | 'red' | 'plum' | 'quiet'

export function Badge({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={`utrecht-data-badge badge badge--${tone}`}>{children}</span>
}

/** The forms of exploitation that the findings point at; nothing when they point at none in particular. */
export function Forms({ forms }: { forms: readonly Form[] }) {
  const { t } = useText()
  if (forms.length === 0) return null
  return (
    <span className="badges">
      {forms.map((form) => (
        <Badge key={form} tone="teal">
          {t(`form.${form}`)}
        </Badge>
      ))}
    </span>
  )
}
