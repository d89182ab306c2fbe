import { useEffect, useState, type RefObject } from 'react'

/**
 * Which findings are pointed at now, by hovering or focusing a mark or its reason. One listener for the whole
 * registration: whatever carries `data-findings` with numbers is a mark or a reason.
 */
export function usePointing(root: RefObject<HTMLElement | null>): readonly number[] {
  const [active, setActive] = useState<readonly number[]>([])
  useEffect(() => {
    const element = root.current
    if (!element) return
    const point = ({ target }: Event) => {
      const marked = target instanceof Element ? target.closest<HTMLElement>('[data-findings]') : null
      const numbers = (marked?.dataset.findings ?? '').split(' ').filter((word) => word !== '')
      // The same as before keeps the same array: moving inside a mark draws nothing anew.
      setActive((before) => (before.join(' ') === numbers.join(' ') ? before : numbers.map(Number)))
    }
    const leave = () => setActive([])
    const events = [
      ['pointerover', point],
      ['focusin', point],
      ['pointerleave', leave],
      ['focusout', leave],
    ] as const
    for (const [name, act] of events) element.addEventListener(name, act)
    return () => {
      for (const [name, act] of events) element.removeEventListener(name, act)
    }
  }, [root])
  return active
}
