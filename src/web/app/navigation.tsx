import { Link, useRouterState } from '@tanstack/react-router'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useWaitingHandovers } from '../features/handover/queries.ts'
import { useSession } from '../shared/context.tsx'
import { useDuties, useSignals } from '../shared/queries.ts'
import { useText } from '../shared/text.ts'

/** Where one can go. What waits shows its number. */
export function Navigation() {
  const { t } = useText()
  const { acts, task } = useSession()
  // Who works with signals follows them there.
  const follows = task?.purpose === 'own-report' || task?.purpose === 'victim-support'
  const may = (act: string) => acts.includes(act)
  return (
    <nav className="nav" aria-label={t('nav.label')}>
      <ul>
        {may('see-worklist') ? (
          <li>
            <Link to="/werk" className="nav__link">
              {t('nav.work')}
              <LateDuties />
            </Link>
          </li>
        ) : null}
        {may('see-signals') ? (
          <li>
            <Link to="/voorstellen" className="nav__link">
              {t('nav.proposals')}
              <WaitingProposals />
            </Link>
          </li>
        ) : null}
        {may('see-handovers') ? (
          <li>
            <Link to="/overdrachten" className="nav__link">
              {t('nav.handovers')}
              <WaitingOffers />
            </Link>
          </li>
        ) : null}
        {may('see-submitted') ? (
          <li>
            <Link to="/ingediend" className="nav__link">
              {t('nav.submitted')}
            </Link>
          </li>
        ) : null}
        {follows ? (
          <li>
            <Link to="/mijn-meldingen" className="nav__link">
              {t('nav.progress')}
            </Link>
          </li>
        ) : null}
        {may('register-signal') ? (
          <li>
            <Link to="/registreren" className="nav__link">
              {t('nav.register')}
            </Link>
          </li>
        ) : null}
        <li>
          <Group id="nav-intake" name={t('nav.intake')} paths={['/import', '/quarantaine', '/dagen']}>
            <li>
              <Link to="/import" className="nav__link">
                {t('nav.import')}
              </Link>
            </li>
            <li>
              <Link to="/quarantaine" className="nav__link">
                {t('nav.quarantine')}
              </Link>
            </li>
            <li>
              <Link to="/dagen" className="nav__link">
                {t('nav.days')}
              </Link>
            </li>
          </Group>
        </li>
        {['see-audit', 'see-retention', 'review-glass'].some(may) ? (
          <li>
            <Link to="/privacy" className="nav__link">
              {t('nav.privacy')}
            </Link>
          </li>
        ) : null}
        <li>
          <Group
            id="nav-about-work"
            name={t('nav.about-work')}
            paths={['/opvolging', '/werkwijze', '/bevoegdheden']}
          >
            {may('see-figures') ? (
              <li>
                <Link to="/opvolging" className="nav__link">
                  {t('nav.follow-up')}
                </Link>
              </li>
            ) : null}
            <li>
              <Link to="/werkwijze" className="nav__link">
                {t('nav.way-of-working')}
              </Link>
            </li>
            {may('explain-access') ? (
              <li>
                <Link to="/bevoegdheden" className="nav__link">
                  {t('nav.authority')}
                </Link>
              </li>
            ) : null}
          </Group>
        </li>
        <li>
          <Group
            id="nav-scan"
            name={t('nav.scan')}
            paths={['/catalogus', '/proberen', '/kwaliteit', '/steekproef']}
          >
            <li>
              <Link to="/catalogus" className="nav__link">
                {t('nav.catalogue')}
              </Link>
            </li>
            <li>
              <Link to="/proberen" className="nav__link">
                {t('nav.try-out')}
              </Link>
            </li>
            <li>
              <Link to="/kwaliteit" className="nav__link">
                {t('nav.quality')}
              </Link>
            </li>
            {['read-sample', 'see-figures'].some(may) ? (
              <li>
                <Link to="/steekproef" className="nav__link">
                  {t('nav.sample')}
                </Link>
              </li>
            ) : null}
          </Group>
        </li>
      </ul>
    </nav>
  )
}

interface GroupProps {
  readonly id: string
  readonly name: string
  readonly paths: readonly string[]
  readonly children: ReactNode
}

/** Screens that belong together behind one button; on a narrow screen they stand open below it. */
function Group({ id, name, paths, children }: GroupProps) {
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const [open, setOpen] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => setOpen(false), [path])
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
    <div className="nav__group" ref={box} onKeyDown={close}>
      <button
        ref={button}
        type="button"
        className={`nav__link nav__button ${paths.includes(path) ? 'active' : ''}`}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        {name}
      </button>
      <ul id={id} className={`nav__fold ${open ? 'nav__fold--open' : ''}`}>
        {children}
      </ul>
    </div>
  )
}

function LateDuties() {
  const { t } = useText()
  const late = useDuties({ scope: 'unit', limit: 0 }).data?.overdue ?? 0
  return <Count tone="late" number={late} words={t('nav.late', { count: late })} />
}

function WaitingProposals() {
  const { t } = useText()
  const waiting = useSignals({ states: ['proposed', 'set-aside-proposed'], limit: 0 }).data?.total ?? 0
  return <Count tone="plain" number={waiting} words={t('nav.waiting', { count: waiting })} />
}

function WaitingOffers() {
  const { t } = useText()
  const waiting = useWaitingHandovers('in')
  return <Count tone="plain" number={waiting} words={t('nav.handovers-waiting', { count: waiting })} />
}

function Count({ tone, number, words }: { tone: 'late' | 'plain'; number: number; words: string }) {
  if (number === 0) return null
  return (
    <span className={`count count--${tone}`}>
      <span aria-hidden="true">{number}</span>
      <span className="visually-hidden">{words}</span>
    </span>
  )
}
