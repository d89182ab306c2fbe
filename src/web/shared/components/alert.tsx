import type { ReactNode, Ref } from 'react'
import { Icon } from './icon.tsx'

interface AlertProps {
  readonly tone: 'info' | 'ok' | 'error'
  readonly title?: string
  readonly children?: ReactNode
  readonly ref?: Ref<HTMLDivElement>
  /** An alert that appears after an act is read out at once. */
  readonly live?: boolean
}

const ICONS = { info: 'info', ok: 'check', error: 'alert' } as const

export function Alert({ tone, title, children, ref, live = false }: AlertProps) {
  return (
    <div
      ref={ref}
      className={`utrecht-alert utrecht-alert--${tone} notice notice--${tone}`}
      role={live ? 'alert' : undefined}
      tabIndex={ref === undefined ? undefined : -1}
    >
      <Icon name={ICONS[tone]} />
      <div className="notice__words">
        {title === undefined ? null : <p className="notice__title">{title}</p>}
        {children}
      </div>
    </div>
  )
}
