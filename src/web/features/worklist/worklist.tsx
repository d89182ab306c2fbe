import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Duty, DutySearch } from '#contract/duty.ts'
import { Button } from '../../shared/components/button.tsx'
import { KeyHelp } from '../../shared/components/key.tsx'
import { Loaded } from '../../shared/components/loaded.tsx'
import { More } from '../../shared/components/more.tsx'
import { Empty, PageHead } from '../../shared/components/panel.tsx'
import { useSession } from '../../shared/context.tsx'
import { useKeys } from '../../shared/keys.ts'
import { useDuties, useWorklist } from '../../shared/queries.ts'
import { useText } from '../../shared/text.ts'
import { useUnitName } from '../../shared/units.ts'
import { ClimbedTable } from './climbed.tsx'
import { DutyTable, rowId } from './duty-table.tsx'
import { KindFilter } from './kind-filter.tsx'
import { kindsOf, type KindChoice } from './kinds.ts'
import { LIST_NAMES, type ListName } from './lists.ts'
import { linkOf } from './subject.tsx'

type Scope = DutySearch['scope']
const SCOPE_OF = { mijn: 'mine', afdeling: 'unit', organisatie: 'organisation' } as const satisfies Record<
  Exclude<ListName, 'opgeklommen'>,
  Scope
>

interface WorklistProps {
  readonly list: ListName
  readonly kind: KindChoice | undefined
}

/** What must be done, why, before when, and what happens if not: overdue first. */
export function WorklistScreen({ list, kind }: WorklistProps) {
  const { t } = useText()
  return (
    <>
      <PageHead title={t('work.title')} lead={t('work.lead')} />
      <Lists list={list} kind={kind} />
      {list === 'opgeklommen' ? <Climbed /> : <Duties scope={SCOPE_OF[list]} list={list} kind={kind} />}
    </>
  )
}

function Duties({ scope, list, kind }: WorklistProps & { scope: Scope }) {
  const { t } = useText()
  const query = useWorklist(scope, kindsOf(kind))
  const duties = query.data?.pages.flatMap((page) => page.duties) ?? []
  const [first] = query.data?.pages ?? []
  return (
    <>
      <KindFilter list={list} kind={kind}>
        {first ? <Counts total={first.total} overdue={first.overdue} /> : null}
      </KindFilter>
      <Loaded query={query}>
        {() =>
          duties.length === 0 ? (
            <Empty title={t(kind === undefined ? `work.empty-title-${scope}` : 'work.empty-title-kind')}>
              {t(kind === undefined ? 'work.empty' : 'work.empty-kind')}
            </Empty>
          ) : (
            <>
              <DutyTable duties={duties} />
              <ListKeys duties={duties} />
              <More query={query} />
            </>
          )
        }
      </Loaded>
    </>
  )
}

function Climbed() {
  const { t } = useText()
  const { member } = useSession()
  const query = useWorklist('organisation', ['escalation'])
  const duties = query.data?.pages.flatMap((page) => page.duties) ?? []
  const lead = t('work.climbed-lead', { organisation: t(`organisation.${member.organisation}`) })
  return (
    <Loaded query={query}>
      {() =>
        duties.length === 0 ? (
          <Empty title={t('work.empty-title-climbed')}>{t('work.empty-climbed')}</Empty>
        ) : (
          <>
            <p className="counts">{lead}</p>
            <ClimbedTable duties={duties} />
            <ListKeys duties={duties} />
            <More query={query} />
          </>
        )
      }
    </Loaded>
  )
}

function Counts({ total, overdue }: { total: number; overdue: number }) {
  const { t } = useText()
  return (
    <p className="counts">
      {t('work.count', { count: total })}
      {overdue > 0 ? <strong className="counts__late">{t('work.late', { count: overdue })}</strong> : null}
    </p>
  )
}

function Lists({ list, kind }: WorklistProps) {
  const { t } = useText()
  const { member } = useSession()
  const unitName = useUnitName()
  const nameOf = (one: ListName) =>
    one === 'opgeklommen'
      ? t('work.scope-climbed')
      : t(`work.scope-${SCOPE_OF[one]}`, {
          unit: unitName(member.unit),
          organisation: t(`organisation.${member.organisation}`),
        })
  return (
    <nav className="tabs" aria-label={t('work.scopes')}>
      <ul>
        {LIST_NAMES.map((one) => (
          <li key={one}>
            <Link
              to="/werk"
              search={{ lijst: one, ...(kind === undefined || one === 'opgeklommen' ? {} : { soort: kind }) }}
              className="tab"
              aria-current={one === list ? 'page' : undefined}
              activeProps={{}}
            >
              {nameOf(one)}
              <ListCount list={one} />
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function ListCount({ list }: { list: ListName }) {
  const { t } = useText()
  const search: DutySearch =
    list === 'opgeklommen'
      ? { scope: 'organisation', kinds: ['escalation'], limit: 1 }
      : { scope: SCOPE_OF[list], limit: 1 }
  const { data } = useDuties(search)
  if (data === undefined) return null
  return (
    <span className="count count--plain">
      <span aria-hidden="true">{data.total}</span>
      <span className="visually-hidden">{t('work.count', { count: data.total })}</span>
    </span>
  )
}

/** The keys that walk the list, and what they are. */
function ListKeys({ duties }: { duties: readonly Duty[] }) {
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
      <p className="table-foot">
        <Button look="subtle" onClick={() => setHelp(true)}>
          {t('keys.show')}
        </Button>
      </p>
      {help ? <KeyHelp keys={keys} onClose={() => setHelp(false)} /> : null}
    </>
  )
}
