import { useId, type MouseEvent, type ReactNode, type Ref } from 'react'
import { useText } from '../text.ts'

interface ButtonProps {
  readonly children: ReactNode
  readonly look?: 'primary' | 'secondary' | 'subtle'
  readonly type?: 'button' | 'submit'
  readonly onClick?: (event: MouseEvent<HTMLButtonElement>) => void
  /** Waits for the server: says so, and does nothing when pressed again. */
  readonly busy?: boolean
  /** Why it cannot be used now. The button stays reachable by keyboard, so that the reason can be read. */
  readonly because?: string | null
  readonly expanded?: boolean
  readonly controls?: string
  readonly label?: string
  readonly className?: string
  readonly ref?: Ref<HTMLButtonElement>
}

const LOOKS = {
  primary: 'utrecht-button--primary-action',
  secondary: 'utrecht-button--secondary-action',
  subtle: 'utrecht-button--subtle',
} as const

export function Button(props: ButtonProps) {
  const { look = 'secondary', type = 'button', busy = false, because = null, children } = props
  const { t } = useText()
  const reason = useId()
  const off = busy || because !== null
  const button = (
    <button
      ref={props.ref}
      type={off ? 'button' : type}
      className={`utrecht-button ${LOOKS[look]} ${props.className ?? ''}`}
      aria-disabled={off || undefined}
      aria-busy={busy || undefined}
      aria-describedby={because === null ? undefined : reason}
      aria-expanded={props.expanded}
      aria-controls={props.controls}
      aria-label={props.label}
      onClick={off ? undefined : props.onClick}
    >
      {busy ? t('common.busy') : children}
    </button>
  )
  if (because === null) return button
  return (
    <span className="button-with-reason">
      {button}
      <span id={reason} className="reason">
        {because}
      </span>
    </span>
  )
}
