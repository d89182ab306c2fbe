import { useState } from 'react'
import { useUnsaved } from './unsaved.tsx'

export interface Draft<T> {
  readonly values: T
  readonly set: (change: Partial<T>) => void
  readonly clear: () => void
}

/** What somebody is typing: kept while the screen is open, also over a refusal, and asked about when they leave. */
export function useDraft<T extends object>(empty: T): Draft<T> {
  const [values, setValues] = useState(empty)
  const [start, setStart] = useState(empty)
  const release = useUnsaved(JSON.stringify(values) !== JSON.stringify(start))
  return {
    values,
    set: (change) => setValues((before) => ({ ...before, ...change })),
    clear: () => {
      setValues(empty)
      setStart(empty)
      release()
    },
  }
}
