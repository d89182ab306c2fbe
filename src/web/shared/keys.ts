import { useEffect, useRef, useSyncExternalStore } from 'react'

/** What a key does on this screen; keys as the browser names them. */
export type KeyMap = Readonly<Record<string, (() => void) | undefined>>

const KEPT = 'spoor.single-keys'
const listeners = new Set<() => void>()

/** Single-letter keys can be switched off: speech input would press them by accident (WCAG 2.1.4). */
export function useSingleKeys(): readonly [boolean, (on: boolean) => void] {
  const on = useSyncExternalStore(
    (changed) => {
      listeners.add(changed)
      return () => listeners.delete(changed)
    },
    () => localStorage.getItem(KEPT) !== 'off',
  )
  const set = (next: boolean) => {
    localStorage.setItem(KEPT, next ? 'on' : 'off')
    for (const changed of listeners) changed()
  }
  return [on, set]
}

/** Listens to keys while the screen is open, but never while somebody types or a dialog is open. */
export function useKeys(map: KeyMap): void {
  const [on] = useSingleKeys()
  const current = useRef(map)
  useEffect(() => {
    current.current = map
  })
  useEffect(() => {
    if (!on) return
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
      if (isTyping(event.target) || document.querySelector('dialog[open]')) return
      const act = current.current[event.key]
      if (!act) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [on])
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true
  // Arrows and letters choose inside a list, a radio group and most inputs.
  return target instanceof HTMLSelectElement || target instanceof HTMLInputElement
}
