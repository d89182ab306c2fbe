import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Duty, DutySearch } from '#contract/duty.ts'
import { Button } from '../../shared/components/button.tsx'
import { KeyHelp } from '../../shared/components/key.tsx'
import { Loaded } from '../../shared/components/loaded.tsx'
import { Empty, PageHead } from '../../shared/components/panel.tsx'
import { useSession } from '../../shared/context.tsx'
import { useKeys } from '../../shared/keys.ts'
import { useDuties, useWorklist } from '../../shared/queries.ts'
import { useText } from '../../shared/text.ts'
import { useUnitName } from '../../shared/units.ts'
import { DutyTable, rowId } from './duty-table.tsx'
import { linkOf } from './subject.tsx'

/** The lists as the address names them. */
export const LIST_NAMES = ['mijn', 'afdeling', 'organisatie'] as const
export type ListName = (typeof LIST_NAMES)[number]

type Scope = DutySearch['scope']
const SCOPE_OF = { mijn: 'mine', afdeling: 'unit', organisatie: 'organisation' } as const satisfies Record<
  ListName,
  Scope
>

/** What must be done, by whom, before when: overdue first. */
export function WorklistScreen({ list }: { list: ListName }) {
  const { t } = useText()
  const scope = SCOPE_OF[list]
  const query = useWorklist(scope)
  const duties = query.data?.pages.flatMap((page) => page.duties) ?? []
  const [first] = query.data?.pages ?? []
  return (
    <>
      <PageHead title={t('work.title')} lead={t('work.lead')} />
      <Scopes scope={scope} />
      <Loaded query={query}>
        {() =>
          duties.length === 0 ? (
            <Empty title={t(`work.empty-title-${scope}`)}>{t('work.empty')}</Empty>
          ) : (
            <>
              <p className="counts">
                {t('work.count', { count: first?.total ?? 0 })}
                {(first?.overdue ?? 0) > 0 ? (
                  <strong className="counts__late">{t('work.late', { count: first?.overdue ?? 0 })}</strong>
                ) : null}
              </p>
              <List duties={duties} />
              {query.hasNextPage ? (
                <Button onClick={() => void query.fetchNextPage()} busy={query.isFetchingNextPage}>
                  {t('common.more')}
                </Button>
              ) : null}
            </>
          )
        }
      </Loaded>
    </>
  )
}

function Scopes({ scope }: { scope: Scope }) {
  const { t } = useText()
  const { member } = useSession()
  const unitName = useUnitName()
  return (
    <nav className="tabs" aria-label={t('work.scopes')}>
      <ul>
        {LIST_NAMES.map((list) => [list, SCOPE_OF[list]] as const).map(([list, one]) => (
          <li key={list}>
            <Link
              to="/werk"
              search={{ lijst: list }}
              className="tab"
              aria-current={one === scope ? 'page' : undefined}
              activeProps={{}}
            >
              {t(`work.scope-${one}`, {
                unit: unitName(member.unit),
                organisation: t(`organisation.${member.organisation}`),
              })}
              <ScopeCount scope={one} />
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function ScopeCount({ scope }: { scope: Scope }) {
  const { t } = useText()
  const { data } = useDuties({ scope, limit: 1 })
  if (data === undefined) return null
  return (
    <span className="count count--plain">
      <span aria-hidden="true">{data.total}</span>
      <span className="visually-hidden">{t('work.count', { count: data.total })}</span>
    </span>
  )
}

function List({ duties }: { duties: readonly Duty[] }) {
  const { t } = useText()
  const navigate = useNavigate()
  const [help, setHelp] = useState(false)
  const move = (by: number) => {
    const here = duties.findIndex(({ id }) => document.activeElement?.id === rowId(id))
    const next = duties[here === -1 ? (by > 0 ? 0 : duties.length - 1) : here + by]
    if (next) document.getElementById(rowId(next.id))?.focus()
  }
  const open = () => {
    const duty = duties.find(({ id }) => document.activeElement?.id === rowId(id))
    if (duty) void navigate(linkOf(duty))
  }
  useKeys({
    j: () => move(1),
    ArrowDown: () => move(1),
    k: () => move(-1),
    ArrowUp: () => move(-1),
    o: open,
    '?': () => setHelp(true),
  })
  const keys = [
    ['j', t('keys.next')],
    ['k', t('keys.previous')],
    ['Enter', t('keys.open')],
    ['?', t('keys.help')],
  ] as const
  return (
    <>
      <DutyTable duties={duties} />
      <p className="table-foot">
        <Button look="subtle" onClick={() => setHelp(true)}>
          {t('keys.show')}
        </Button>
      </p>
      {help ? <KeyHelp keys={keys} onClose={() => setHelp(false)} /> : null}
    </>
  )
}
