import type { Choice, Label } from '#process/sourced.ts'

/** An entry of a closed list as the wire has it: without its source, with whether somebody checked it. */
export function choice({ id, label, checkedOn }: Choice) {
  return { id, label, checkedOn }
}

export function named({ id, label }: { readonly id: string; readonly label: Label }) {
  return { id, label }
}
