import { useState } from 'react'
import type { SignalReading } from '#contract/access.ts'
import { Button } from '../../shared/components/button.tsx'
import { Did } from '../../shared/components/did.tsx'
import { Loaded } from '../../shared/components/loaded.tsx'
import { More } from '../../shared/components/more.tsx'
import { PageHead, Panel } from '../../shared/components/panel.tsx'
import { Table, Td, Th } from '../../shared/components/table.tsx'
import { useSession } from '../../shared/context.tsx'
import { formatDate } from '../../shared/dates.ts'
import { useText } from '../../shared/text.ts'
import { useRoleName, useUnitName } from '../../shared/units.ts'
import { SignalNotFound } from '../signal/not-found.tsx'
import { useReaders } from './queries.ts'

/** Who looked at one signal, for who answers for that and may not read the signal itself. */
export function ReadersScreen({ id }: { id: string }) {
  const { t } = useText()
  return (
    <>
      <PageHead title={t('readers.title')} lead={t('readers.lead')} />
      <Readers signalId={id} />
    </>
  )
}

/** At the foot of a signal, folded: unfolding it is itself written down. */
export function ReadersPanel({ signalId }: { signalId: string }) {
  const { t } = useText()
  const { acts } = useSession()
  const [open, setOpen] = useState(false)
  if (!acts.includes('see-readers')) return null
  return (
    <Panel
      title={t('readers.title')}
      aside={
        <Button look="subtle" expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? 'readers.hide' : 'readers.show')}
        </Button>
      }
    >
      <p className="quiet">{t('readers.lead')}</p>
      {open ? <Readers signalId={signalId} /> : null}
    </Panel>
  )
}

function Readers({ signalId }: { signalId: string }) {
  const { t } = useText()
  const query = useReaders(signalId)
  const readings = query.data?.pages.flatMap((page) => page.readings) ?? []
  return (
    <Loaded query={query} notFound={<SignalNotFound />}>
      {() => (
        <>
          <Table caption={t('readers.caption')} className="readers">
            <thead>
              <tr>
                {(['when', 'who', 'what', 'purpose'] as const).map((column) => (
                  <Th key={column}>{t(`readers.column-${column}`)}</Th>
                ))}
              </tr>
            </thead>
            <tbody>
              {readings.map((reading) => (
                <Row key={keyOf(reading)} reading={reading} />
              ))}
            </tbody>
          </Table>
          <More query={query} />
        </>
      )}
    </Loaded>
  )
}

function keyOf({ by, act, what, denied, purpose, recipient, emergency, lastAt }: SignalReading): string {
  return [by.id, act, what, denied, purpose, recipient, emergency, lastAt].join(' ')
}

function Row({ reading }: { reading: SignalReading }) {
  const { word } = useText()
  const { by, purpose, times } = reading
  return (
    <tr>
      <Td className="readers__when">
        <When reading={reading} />
      </Td>
      <Td>
        <span className="line-main">{by.name}</span>
        <Post reading={reading} />
      </Td>
      <Did row={reading} times={times} />
      <Td>{word('purpose', purpose)}</Td>
    </tr>
  )
}

/** The unit and the roles that the colleague has now. */
function Post({ reading: { unit, roles } }: { reading: SignalReading }) {
  const unitName = useUnitName()
  const roleName = useRoleName()
  if (unit === null) return null
  return <span className="line-less">{[...roles.map(roleName), unitName(unit)].join(' · ')}</span>
}

/** The day, and from when to when. */
function When({ reading: { firstAt, lastAt } }: { reading: SignalReading }) {
  const { language } = useText()
  const [from, until] = [firstAt, lastAt].map((at) => formatDate(at, 'time', language))
  return (
    <>
      <time dateTime={lastAt} className="line-main">
        {formatDate(lastAt, 'day', language)}
      </time>
      <span className="line-less">{from === until ? until : `${from} – ${until}`}</span>
    </>
  )
}
