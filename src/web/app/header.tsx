import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useRouterState } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useApi, useSession } from '../shared/context.tsx'
import { Icon } from '../shared/components/icon.tsx'
import { useText } from '../shared/text.ts'
import { useRoleName, useUnitName } from '../shared/units.ts'
import { LanguageSwitch } from './language.tsx'
import { Mark } from './mark.tsx'
import { Navigation } from './navigation.tsx'
import { TaskChip } from './task.tsx'

/** The bar on top: where you are, what waits, who you are. On a narrow screen all but the name folds away. */
export function Header() {
  const { t } = useText()
  const [open, setOpen] = useState(false)
  const path = useRouterState({ select: ({ location }) => location.pathname })
  useEffect(() => setOpen(false), [path])
  return (
    <header className="bar">
      <Link to="/werk" className="bar__brand" aria-label={t('shell.home')}>
        <Mark />
        <span>Spoor</span>
      </Link>
      <button
        type="button"
        className="bar__menu"
        aria-expanded={open}
        aria-controls="bar-fold"
        onClick={() => setOpen(!open)}
      >
        <Icon name={open ? 'cross' : 'menu'} /> {t('shell.menu')}
      </button>
      <div id="bar-fold" className={`bar__fold ${open ? 'bar__fold--open' : ''}`}>
        <Navigation />
        <div className="bar__end">
          <TaskChip />
          <LanguageSwitch />
          <PersonMenu />
        </div>
      </div>
    </header>
  )
}

function PersonMenu() {
  const { t } = useText()
  const { member } = useSession()
  const unitName = useUnitName()
  const roleName = useRoleName()
  const [open, setOpen] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const signOut = useSignOut()
  useEffect(() => {
    if (!open) return
    const outside = (event: Event) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) setOpen(false)
    }
    document.addEventListener('pointerdown', outside)
    document.addEventListener('focusin', outside)
    return () => {
      document.removeEventListener('pointerdown', outside)
      document.removeEventListener('focusin', outside)
    }
  }, [open])
  const close = (event: { key: string }) => {
    if (event.key !== 'Escape' || !open) return
    setOpen(false)
    button.current?.focus()
  }
  return (
    <div className="person" ref={box} onKeyDown={close}>
      <button
        ref={button}
        type="button"
        className="person__button"
        aria-expanded={open}
        aria-controls="person-card"
        onClick={() => setOpen(!open)}
      >
        <span className="person__organisation">{t(`organisation.${member.organisation}`)}</span>
        <span className="person__name">{member.name}</span>
      </button>
      <div id="person-card" className="person__card" hidden={!open}>
        <dl className="facts">
          <dt>{t('person.unit')}</dt>
          <dd>{unitName(member.unit)}</dd>
          <dt>{t('person.roles')}</dt>
          <dd>{member.roles.map(roleName).join(', ')}</dd>
        </dl>
        <Link to="/mijn-sessies" className="utrecht-link" onClick={() => setOpen(false)}>
          {t('person.sessions')}
        </Link>
        {(['sign-out', 'sign-out-everywhere'] as const).map((way) => (
          <button
            key={way}
            type="button"
            className="utrecht-button utrecht-button--secondary-action"
            onClick={() => signOut.mutate(way)}
          >
            {t(`person.${way}`)}
          </button>
        ))}
        {signOut.isError ? (
          <p role="alert" className="reason">
            {t('person.sign-out-failed')}
          </p>
        ) : null}
      </div>
    </div>
  )
}

function useSignOut() {
  const api = useApi()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (way: 'sign-out' | 'sign-out-everywhere') =>
      api.post<{ readonly next: string }>(`/auth/${way}`, {}),
    // A whole new page: nothing of this person stays in memory.
    onSuccess: ({ next }) => {
      client.clear()
      window.location.assign(next)
    },
  })
}
