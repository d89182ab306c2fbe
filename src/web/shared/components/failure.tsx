import type { ReactNode, Ref } from 'react'
import type { Failure } from '../api/failure.ts'
import { useText, type Text } from '../text.ts'
import { Alert } from './alert.tsx'

/** What happened in words: the refusal's own sentence where there is one. */
export function failureWords({ t, word }: Text, failure: Failure): { title: string; help: string } {
  const refusal = failure.problem?.refusal
  if (failure.kind === 'refused' && failure.problem && refusal !== undefined) {
    const known = word('refusal', refusal)
    // A refusal that a newer server knows and we do not: its own sentence.
    return { title: t('failure.refused.title'), help: known === refusal ? failure.problem.detail : known }
  }
  return { title: t(`failure.${failure.kind}.title`), help: t(`failure.${failure.kind}.help`) }
}

interface FailureNoticeProps {
  readonly failure: Failure
  /** What can be done now: a button, or more of them. */
  readonly children?: ReactNode
  readonly ref?: Ref<HTMLDivElement>
}

/** A failure says what happened and what to do about it. */
export function FailureNotice({ failure, children, ref }: FailureNoticeProps) {
  const { title, help } = failureWords(useText(), failure)
  return (
    <Alert tone="error" title={title} live {...(ref === undefined ? {} : { ref })}>
      <p>{help}</p>
      {children === undefined ? null : <div className="actions">{children}</div>}
    </Alert>
  )
}
