import type { Problem } from '#contract/problem.ts'

/** What went wrong with a request, as far as a person needs to tell the cases apart. */
export const FAILURES = [
  'unreachable',
  'signed-out',
  'forbidden',
  'sign-in-again',
  'elsewhere',
  'not-found',
  'changed',
  'refused',
  'invalid',
  'too-large',
  'too-often',
  'fault',
] as const

export type FailureKind = (typeof FAILURES)[number]

/** Thrown by requests, for TanStack Query carries failures as exceptions. `problem` is absent when nothing answered. */
export class Failure extends Error {
  readonly kind: FailureKind
  readonly problem: Problem | undefined

  constructor(kind: FailureKind, problem?: Problem) {
    super(kind)
    this.kind = kind
    this.problem = problem
  }
}

export function failureOf(error: unknown): Failure {
  return error instanceof Failure ? error : new Failure('fault')
}

/** The failure that an HTTP status and its problem document stand for. */
export function failureFrom(status: number, problem: Problem | undefined): Failure {
  return new Failure(kindOf(status, problem), problem)
}

function kindOf(status: number, problem: Problem | undefined): FailureKind {
  if (problem?.refusal === 'changed-since-you-looked') return 'changed'
  if (status === 401) return 'signed-out'
  if (problem?.type === 'urn:spoor:problem:sign-in-too-old') return 'sign-in-again'
  if (problem?.type === 'urn:spoor:problem:network-unknown') return 'elsewhere'
  if (status === 404) return 'not-found'
  if (status === 400 && problem?.errors !== undefined) return 'invalid'
  if (problem?.refusal !== undefined) return 'refused'
  if (status === 403) return 'forbidden'
  if (status === 409 || status === 412) return 'changed'
  if (status === 400 || status === 422) return 'invalid'
  if (status === 413) return 'too-large'
  if (status === 429) return 'too-often'
  return status === 0 || (status >= 502 && status <= 504) ? 'unreachable' : 'fault'
}

/** The faults of single fields by the name of the field: `/step/ground` and `#/ground` both mean `ground`. */
export function fieldFaults({ problem }: Failure): ReadonlyMap<string, string> {
  const faults = (problem?.errors ?? []).map(
    ({ pointer, detail }) => [pointer.split('/').at(-1) ?? '', detail] as const,
  )
  return new Map(faults.toReversed())
}
