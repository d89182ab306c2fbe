import { Link, useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import type { SignalSummary } from '#contract/signal.ts'
import { Button } from '../../shared/components/button.tsx'
import { KeyHelp } from '../../shared/components/key.tsx'
import { Loaded } from '../../shared/components/loaded.tsx'
import { Empty, PageHead } from '../../shared/components/panel.tsx'
import { useKeys } from '../../shared/keys.ts'
import { useProposals } from '../../shared/queries.ts'
import { useText } from '../../shared/text.ts'
import { Proposal } from './proposal.tsx'
import { ProposalList } from './proposal-list.tsx'

/** What the scan pointed at and nobody has answered yet: the list, and beside it the text with its reasons. */
export function ProposalsScreen({ id }: { id: string | undefined }) {
  const { t } = useText()
  const query = useProposals()
  const signals = query.data?.pages.flatMap((page) => page.signals) ?? []
  const total = query.data?.pages[0]?.total ?? 0
  return (
    <>
      <PageHead title={t('proposals.title')} lead={t('proposals.lead', { count: total })} />
      <Loaded query={query}>
        {() =>
          signals.length === 0 && id === undefined ? (
            <Empty title={t('proposals.empty-title')}>{t('proposals.empty')}</Empty>
          ) : (
            <Split
              signals={signals}
              id={id}
              more={query.hasNextPage ? () => void query.fetchNextPage() : undefined}
              busy={query.isFetchingNextPage}
            />
          )
        }
      </Loaded>
    </>
  )
}

interface SplitProps {
  readonly signals: readonly SignalSummary[]
  readonly id: string | undefined
  readonly more: (() => void) | undefined
  readonly busy: boolean
}

function Split({ signals, id, more, busy }: SplitProps) {
  const { t } = useText()
  const navigate = useNavigate()
  const [help, setHelp] = useState(false)
  const focusList = useRef(false)
  const shown = id ?? signals[0]?.id
  const at = signals.findIndex((one) => one.id === shown)
  const go = (to: number) => {
    const next = signals[to]
    if (!next) return
    focusList.current = true
    void navigate({ to: '/voorstellen/$id', params: { id: next.id }, replace: true })
  }
  useEffect(() => {
    if (shown === undefined) return
    const item = document.getElementById(`proposal-${shown}`)
    // Whoever comes from the worklist sees where in the list they are.
    item?.scrollIntoView({ block: 'nearest' })
    if (focusList.current) item?.focus()
    focusList.current = false
  }, [shown])
  useKeys({
    j: () => go(at + 1),
    k: () => go(at - 1),
    '?': () => setHelp(true),
  })
  const keys = [
    ['j', t('keys.next')],
    ['k', t('keys.previous')],
    ['c', t('step.confirm')],
    ['s', t('step.propose-set-aside')],
    ['r', t('step.reject-set-aside')],
    ['?', t('keys.help')],
  ] as const
  // After an answer the next one comes up; at the end of the list the one before.
  const goOn = () => go(at + 1 < signals.length ? at + 1 : at - 1)
  return (
    <div className={`split ${id === undefined ? 'split--list-first' : ''}`}>
      <nav className="split__list" aria-label={t('proposals.list')}>
        <ProposalList signals={signals} shown={shown} />
        {more === undefined ? null : (
          <Button look="subtle" onClick={more} busy={busy}>
            {t('common.more')}
          </Button>
        )}
        <Button look="subtle" className="help-button" onClick={() => setHelp(true)}>
          {t('keys.show')}
        </Button>
      </nav>
      <div className="split__detail">
        <Link to="/voorstellen" className="utrecht-link utrecht-link--html-a split__back">
          {t('proposals.back')}
        </Link>
        {shown === undefined ? null : <Proposal key={shown} id={shown} onAnswered={goOn} />}
      </div>
      {help ? <KeyHelp keys={keys} onClose={() => setHelp(false)} /> : null}
    </div>
  )
}
