import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import type { SampleAnswered, SampleList } from '#contract/sample.ts'
import { Alert } from '../../shared/components/alert.tsx'
import { Button } from '../../shared/components/button.tsx'
import { Key, KeyHelp } from '../../shared/components/key.tsx'
import { Loaded } from '../../shared/components/loaded.tsx'
import { Empty, PageHead, Panel } from '../../shared/components/panel.tsx'
import { useSession } from '../../shared/context.tsx'
import { useKeys } from '../../shared/keys.ts'
import { useText } from '../../shared/text.ts'
import { Estimate } from './estimate.tsx'
import { useSamples } from './queries.ts'
import { Sampled } from './sampled.tsx'

/** What the scan did not point at: to read, one at a time and blind, and what can be estimated from it. */
export function SampleScreen() {
  const { t } = useText()
  const { acts } = useSession()
  return (
    <>
      <PageHead title={t('sample.title')} lead={t('sample.lead')} />
      {acts.includes('read-sample') ? <ToRead /> : null}
      {acts.includes('see-figures') ? <Estimate /> : null}
    </>
  )
}

function ToRead() {
  const query = useSamples()
  const [noted, setNoted] = useState<SampleAnswered | null>(null)
  // Before the list is here again: what was answered is not asked a second time.
  const [given, setGiven] = useState<readonly string[]>([])
  return (
    <Loaded query={query}>
      {(list) => (
        <>
          {noted === null ? null : <Noted answered={noted} />}
          <Reader
            list={{ ...list, items: list.items.filter(({ id }) => !given.includes(id)) }}
            onAnswered={(id, answered) => {
              setNoted(answered)
              setGiven([...given, id])
            }}
          />
        </>
      )}
    </Loaded>
  )
}

/** What became of the last answer; told after it. */
function Noted({ answered: { signal } }: { answered: SampleAnswered }) {
  const { t } = useText()
  const told = useRef<HTMLDivElement>(null)
  useEffect(() => told.current?.focus(), [signal])
  return (
    <div className="sample__noted">
      <Alert tone="ok" ref={told} live>
        <p>
          {t('sample.noted')}{' '}
          {signal === null ? null : (
            <>
              {t('sample.became')}{' '}
              <Link
                to="/voorstellen/$id"
                params={{ id: signal }}
                className="utrecht-link utrecht-link--html-a"
              >
                {t('sample.to-proposal')}
              </Link>
            </>
          )}
        </p>
      </Alert>
    </div>
  )
}

interface ReaderProps {
  readonly list: SampleList
  readonly onAnswered: (id: string, answered: SampleAnswered) => void
}

/** One at a time; the keys go to the next and the one before. */
function Reader({ list: { items, others }, onAnswered }: ReaderProps) {
  const { t } = useText()
  const [place, setPlace] = useState(0)
  const [help, setHelp] = useState(false)
  const at = Math.min(place, items.length - 1)
  const item = items[at]
  const go = (to: number) => (items[to] === undefined ? undefined : setPlace(to))
  useKeys({ j: () => go(at + 1), k: () => go(at - 1), '?': () => setHelp(true) })
  const keys = [
    ['j', t('keys.next')],
    ['k', t('keys.previous')],
    ['h', t('sample.look')],
    ['n', t('sample.nothing')],
    ['o', t('sample.cannot-judge')],
    ['1 2 3', t('sample.keys-reason')],
    ['v', t('sample.keys-submit')],
    ['?', t('keys.help')],
  ] as const
  const wait = others === 0 ? null : <p className="quiet">{t('sample.others', { count: others })}</p>
  if (item === undefined) {
    return (
      <>
        <Empty title={t('sample.empty-title')}>{t('sample.empty')}</Empty>
        {wait}
      </>
    )
  }
  return (
    <>
      <Panel
        title={t('sample.one', { at: at + 1, of: items.length })}
        aside={
          <span className="actions">
            {at + 1 < items.length ? (
              <Button look="subtle" onClick={() => go(at + 1)}>
                {t('sample.next')} <Key>j</Key>
              </Button>
            ) : null}
            <Button look="subtle" onClick={() => setHelp(true)}>
              {t('keys.show')}
            </Button>
          </span>
        }
      >
        <Sampled key={item.id} item={item} onAnswered={(answered) => onAnswered(item.id, answered)} />
      </Panel>
      {wait}
      {help ? <KeyHelp keys={keys} onClose={() => setHelp(false)} /> : null}
    </>
  )
}
