import type { UseQueryResult } from '@tanstack/react-query'
import { useRouterState } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { failureOf } from '../api/failure.ts'
import { useText } from '../text.ts'
import { Button } from './button.tsx'
import { FailureNotice } from './failure.tsx'

interface LoadedProps<T> {
  readonly query: UseQueryResult<T>
  readonly children: (data: T) => ReactNode
  /** Instead of the general words, when the thing asked for is not there for us. */
  readonly notFound?: ReactNode
}

/** Shows what was asked for: while it comes, when it fails (with another try), and when it is older than we would like. */
export function Loaded<T>({ query, children, notFound }: LoadedProps<T>) {
  const { t } = useText()
  const failure = query.error === null ? null : failureOf(query.error)
  if (failure?.kind === 'not-found' && notFound !== undefined) return notFound
  const notice =
    failure === null || failure.kind === 'signed-out' ? null : (
      <FailureNotice failure={failure}>
        {failure.kind === 'sign-in-again' ? (
          <SignInAgainLink />
        ) : (
          <Button onClick={() => void query.refetch()} busy={query.isFetching}>
            {t('common.retry')}
          </Button>
        )}
      </FailureNotice>
    )
  if (query.data === undefined) return notice ?? <Loading />
  return (
    <>
      {notice}
      {children(query.data)}
    </>
  )
}

/** To the provider and back to this screen. */
function SignInAgainLink() {
  const { t } = useText()
  const path = useRouterState({ select: ({ location }) => location.pathname })
  return (
    <a
      className="utrecht-button utrecht-button--primary-action"
      href={`/auth/sign-in?again=yes&returnTo=${encodeURIComponent(path)}`}
    >
      {t('again.here')}
    </a>
  )
}

export function Loading() {
  const { t } = useText()
  return (
    <div className="loading" role="status">
      <span className="loading__trail" aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
      {t('common.loading')}
    </div>
  )
}
