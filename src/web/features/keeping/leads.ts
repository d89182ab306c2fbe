import type { Colleague } from '#contract/colleague.ts'

/** Whether a colleague leads a unit, and so hears what is late. */
export function leads({ roles }: Colleague): boolean {
  return roles.includes('team-lead') || roles.includes('unit-head')
}
