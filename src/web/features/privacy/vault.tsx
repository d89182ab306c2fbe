import { Fragment, useState } from 'react'
import type { RemovedList, RemovedOpening } from '#contract/removed.ts'
import { Button } from '../../shared/components/button.tsx'
import { Moment } from '../../shared/components/due.tsx'
import { SelectField, TextField } from '../../shared/components/fields.tsx'
import { Form, NO_FAULTS } from '../../shared/components/form.tsx'
import { Panel } from '../../shared/components/panel.tsx'
import { Table, Td, Th } from '../../shared/components/table.tsx'
import { isId } from '../../shared/ids.ts'
import { useText } from '../../shared/text.ts'
import { useOpenRemoved, useRemoved } from './queries.ts'

type Removed = RemovedList['removed'][number]

const GROUNDS = ['complaint', 'audit', 'order'] as const
/** As many characters as the server asks for. */
const REFERENCE_MIN = 3

/** What was removed from daily use: asked by signal, and opened one by one on a ground of the law (Wpg art. 14). */
export function Vault() {
  const { t } = useText()
  const list = useRemoved()
  const [chosen, setChosen] = useState<Removed | null>(null)
  return (
    <Panel title={t('vault.title')}>
      <p className="quiet">{t('vault.lead')}</p>
      <Ask
        list={list}
        onAsk={(signalId) => {
          setChosen(null)
          list.mutate({ signalId })
        }}
      />
      {list.data === undefined ? null : list.data.removed.length === 0 ? (
        <p role="status">{t('vault.none')}</p>
      ) : (
        <Gone removed={list.data.removed} chosen={chosen} onChoose={setChosen} />
      )}
      {chosen === null ? null : <Open key={chosen.recordId} removed={chosen} />}
    </Panel>
  )
}

function Ask({
  list,
  onAsk,
}: {
  readonly list: ReturnType<typeof useRemoved>
  readonly onAsk: (id: string) => void
}) {
  const { t } = useText()
  const [signal, setSignal] = useState('')
  const [faults, setFaults] = useState(NO_FAULTS)
  const id = signal.trim().toLowerCase()
  const submit = () => {
    setFaults(isId(id) ? NO_FAULTS : new Map([['signal', t('glass.id-missing')]]))
    if (isId(id)) onAsk(id)
  }
  return (
    <Form
      label={t('vault.search')}
      className="desk__search"
      fields={{ signal: t('glass.id') }}
      faults={faults}
      failure={list.error}
      onSubmit={() => (list.isPending ? undefined : submit())}
    >
      <TextField name="signal" label={t('glass.id')} value={signal} onChange={setSignal} />
      <div className="actions">
        <Button type="submit" busy={list.isPending}>
          {t('vault.search')}
        </Button>
      </div>
    </Form>
  )
}

interface GoneProps {
  readonly removed: readonly Removed[]
  readonly chosen: Removed | null
  readonly onChoose: (one: Removed) => void
}

function Gone({ removed, chosen, onChoose }: GoneProps) {
  const { t, word } = useText()
  return (
    <Table caption={t('vault.caption')} className="desk__table">
      <thead>
        <tr>
          {(['what', 'since', 'open'] as const).map((column) => (
            <Th key={column}>{t(`vault.column-${column}`)}</Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {removed.map((one) => (
          <tr key={one.recordId}>
            <Td>
              <span className="line-main">{t(`vault.kind-${one.recordKind}`)}</span>
              {one.recordKind === 'words' && one.event !== null ? (
                <span className="line-less">{word('event', one.event)}</span>
              ) : null}
              <span className="line-less mono desk__hash">{one.recordId}</span>
            </Td>
            <Td>
              <Moment at={one.at} />
            </Td>
            <Td>
              <Button expanded={chosen?.recordId === one.recordId} onClick={() => onChoose(one)}>
                {t('vault.open')}
              </Button>
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

function Open({ removed: { recordKind, recordId } }: { removed: Removed }) {
  const { t } = useText()
  const open = useOpenRemoved()
  const [ground, setGround] = useState<RemovedOpening['ground'] | ''>('')
  const [reference, setReference] = useState('')
  const [faults, setFaults] = useState(NO_FAULTS)
  const submit = () => {
    const found = new Map<string, string>()
    if (ground === '') found.set('ground', t('vault.ground-missing'))
    if (reference.trim().length < REFERENCE_MIN) found.set('reference', t('vault.reference-missing'))
    setFaults(found)
    if (ground !== '' && found.size === 0) open.mutate({ recordKind, recordId, ground, reference })
  }
  if (open.data) return <Content fields={open.data.fields} />
  return (
    <Form
      label={t('vault.open')}
      fields={{ ground: t('vault.ground'), reference: t('vault.reference') }}
      faults={faults}
      failure={open.error}
      onSubmit={() => (open.isPending ? undefined : submit())}
    >
      <p className="form__lead">{t('vault.open-lead')}</p>
      <SelectField
        name="ground"
        label={t('vault.ground')}
        value={ground}
        onChange={(value) => setGround(GROUNDS.find((one) => one === value) ?? '')}
        options={GROUNDS.map((value) => ({ value, label: t(`vault-ground.${value}`) }))}
      />
      <TextField
        name="reference"
        maxLength={120}
        label={t('vault.reference')}
        about={t('vault.reference-about')}
        value={reference}
        onChange={setReference}
      />
      <div className="actions">
        <Button type="submit" look="primary" busy={open.isPending}>
          {t('vault.open')}
        </Button>
      </div>
    </Form>
  )
}

/** As it was written, field by field; it is not kept on this screen. */
function Content({
  fields,
}: {
  readonly fields: readonly { readonly name: string; readonly text: string }[]
}) {
  const { t } = useText()
  return (
    <section aria-label={t('vault.content')} aria-live="polite">
      <h3>{t('vault.content')}</h3>
      <dl className="facts">
        {fields.map(({ name, text }) => (
          <Fragment key={name}>
            <dt className="mono">{name}</dt>
            <dd className="source-text">{text}</dd>
          </Fragment>
        ))}
      </dl>
    </section>
  )
}
