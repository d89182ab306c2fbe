import { useEffect, useId, useRef, type ReactNode } from 'react'
import { Heading } from './heading.tsx'

interface DialogProps {
  readonly title: string
  readonly children: ReactNode
  /** Absent: Escape does not close it, for there is something to choose first. */
  readonly onClose?: () => void
}

/** A modal dialog of the browser itself: focus stays inside and returns to where it was. */
export function Dialog({ title, children, onClose }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const element = dialog.current
    const before = document.activeElement
    if (element && !element.open) element.showModal()
    return () => {
      element?.close()
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  return (
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onClose?.()
      }}
    >
      <Heading level={2} id={id}>
        {title}
      </Heading>
      {children}
    </dialog>
  )
}
