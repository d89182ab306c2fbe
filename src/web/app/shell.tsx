import { Outlet, useBlocker, useNavigate, useRouterState } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { failureOf } from '../shared/api/failure.ts'
import { Button } from '../shared/components/button.tsx'
import { Dialog } from '../shared/components/dialog.tsx'
import { Loaded } from '../shared/components/loaded.tsx'
import { SessionProvider } from '../shared/context.tsx'
import { useText } from '../shared/text.ts'
import { useAnyUnsaved } from '../shared/unsaved.tsx'
import { ExpiredDialog } from './expiry.tsx'
import { DemoBanner } from './demo-banner.tsx'
import { Header } from './header.tsx'
import { useSessionQuery } from './session.ts'
import { TaskDialog, TaskScreen } from './task.tsx'

/** The frame around every screen behind the sign-in: skip link, banner, header, main. */
export function Shell() {
  const query = useSessionQuery()
  const { t } = useText()
  const [begun, setBegun] = useState(false)
  const [wasAsked, setWasAsked] = useState(false)
  const isIn = query.data !== undefined
  const hasTask = (query.data?.task ?? null) !== null
  useEffect(() => {
    if (hasTask) setBegun(true)
    else if (isIn) setWasAsked(true)
  }, [hasTask, isIn])
  if (query.data === undefined && query.error && failureOf(query.error).kind === 'signed-out') {
    return <ToSignIn />
  }
  if (query.data === undefined) {
    return (
      <main className="page page--bare">
        <Loaded query={query}>{() => null}</Loaded>
      </main>
    )
  }
  return (
    <SessionProvider session={query.data}>
      <a
        className="utrecht-skip-link utrecht-skip-link--visible-on-focus skip"
        href="#inhoud"
        onClick={toMain}
      >
        {t('shell.skip')}
      </a>
      {query.data.demo ? <DemoBanner /> : null}
      {query.data.task === null && !begun ? (
        <TaskScreen />
      ) : (
        <>
          <Header />
          <Main isAnswer={wasAsked} />
          {query.data.task === null ? <TaskDialog /> : null}
        </>
      )}
      <ExpiredDialog />
      <LeaveDialog />
    </SessionProvider>
  )
}

/**
 * To the sign-in and back to where we are. The place is held from the first moment: while the router is on its way the
 * address is that of the sign-in already, and asking again with that would never end.
 */
function ToSignIn() {
  const navigate = useNavigate()
  const path = useRouterState({ select: ({ location }) => location.href })
  const [returnTo] = useState(path)
  useEffect(() => {
    void navigate({ to: '/sign-in', search: { returnTo }, replace: true })
  }, [navigate, returnTo])
  return null
}

function toMain(event: { preventDefault: () => void }) {
  event.preventDefault()
  document.getElementById('inhoud')?.focus()
}

/** After a change of screen the focus goes to the new screen, so that a screen reader starts reading there. */
function Main({ isAnswer }: { isAnswer: boolean }) {
  const main = useRef<HTMLElement>(null)
  const path = useRouterState({ select: ({ resolvedLocation }) => screenOf(resolvedLocation?.pathname) })
  const before = useRef('')
  useEffect(() => {
    // What was chosen before it is gone: the focus goes on here.
    if (isAnswer) main.current?.focus({ preventScroll: true })
  }, [isAnswer])
  useEffect(() => {
    // Not at the first screen: there one starts at the top, with the way past the bar.
    if (before.current !== '' && before.current !== path) main.current?.focus({ preventScroll: true })
    before.current = path
  }, [path])
  return (
    <main id="inhoud" className="page" tabIndex={-1} ref={main}>
      <Outlet />
    </main>
  )
}

/** Choosing another proposal in the list is no change of screen. */
function screenOf(path: string | undefined): string {
  return path?.startsWith('/signalen/') === true ? path : (path?.split('/')[1] ?? '')
}

function LeaveDialog() {
  const { t } = useText()
  const anyUnsaved = useAnyUnsaved()
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => current.pathname !== next.pathname && anyUnsaved(),
    enableBeforeUnload: anyUnsaved,
    withResolver: true,
  })
  if (status !== 'blocked') return null
  return (
    <Dialog title={t('unsaved.title')} onClose={reset}>
      <p>{t('unsaved.text')}</p>
      <div className="actions">
        <Button look="primary" onClick={reset}>
          {t('unsaved.stay')}
        </Button>
        <Button onClick={proceed}>{t('unsaved.leave')}</Button>
      </div>
    </Dialog>
  )
}
