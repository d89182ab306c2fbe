import { createContext, use, useEffect, useId, useMemo, useRef, type ReactNode } from 'react'

/** Which forms on the screen hold words that are not saved. */
export interface Unsaved {
  readonly mark: (form: string, dirty: boolean) => void
  readonly any: () => boolean
}

const UnsavedContext = createContext<Unsaved | undefined>(undefined)

export function UnsavedProvider({ children }: { children: ReactNode }) {
  const forms = useRef(new Set<string>())
  const value = useMemo<Unsaved>(
    () => ({
      mark: (form, dirty) => {
        if (dirty) forms.current.add(form)
        else forms.current.delete(form)
      },
      any: () => forms.current.size > 0,
    }),
    [],
  )
  return <UnsavedContext value={value}>{children}</UnsavedContext>
}

export function useAnyUnsaved(): () => boolean {
  const unsaved = use(UnsavedContext)
  return unsaved?.any ?? (() => false)
}

/**
 * Says that this form holds unsaved words: leaving the screen asks first.
 * @returns  Says at once that they are saved, for a form that leaves in the same breath.
 */
export function useUnsaved(dirty: boolean): () => void {
  const unsaved = use(UnsavedContext)
  const form = useId()
  useEffect(() => {
    unsaved?.mark(form, dirty)
    return () => unsaved?.mark(form, false)
  }, [unsaved, form, dirty])
  return () => unsaved?.mark(form, false)
}
