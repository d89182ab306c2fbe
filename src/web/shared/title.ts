import { useEffect } from 'react'

/** Names the tab after the screen. Never after a registration: titles end up in the history of the browser. */
export function useTitle(screen: string): void {
  useEffect(() => {
    document.title = `${screen} · Spoor`
  }, [screen])
}
