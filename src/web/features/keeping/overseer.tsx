import { useEffect, useRef, useState } from 'react'
import { Link } from '@tanstack/react-router'
import { Alert } from '../../shared/components/alert.tsx'
import { Button } from '../../shared/components/button.tsx'
import { TextField } from '../../shared/components/fields.tsx'
import { Form, NO_FAULTS } from '../../shared/components/form.tsx'
import { PageHead, Panel } from '../../shared/components/panel.tsx'
import { useDraft } from '../../shared/draft.ts'
import { useText } from '../../shared/text.ts'
import { GROUND_MIN, Whom } from './access-form.tsx'
import { useNameOverseer } from './queries.ts'

/** The privacy officer names who leads, of a signal of which nobody who may know of it does; nothing of it is shown. */
export function OverseerScreen({ id }: { id: string }) {
  const { t } = useText()
  const named = useNameOverseer(id)
  return (
    <>
      <PageHead title={t('overseer.title')} lead={named.isSuccess ? undefined : t('overseer.lead')} />
      {named.isSuccess ? (
        <Named />
      ) : (
        <Panel title={t('subject.kept')}>
          <OverseerForm named={named} />
        </Panel>
      )}
    </>
  )
}

function OverseerForm({ named }: { readonly named: ReturnType<typeof useNameOverseer> }) {
  const { t } = useText()
  const draft = useDraft({ member: '', ground: '' })
  const [faults, setFaults] = useState(NO_FAULTS)
  const { member, ground } = draft.values
  const submit = () => {
    const found = new Map<string, string>()
    if (member === '') found.set('member', t('keeping.member-missing'))
    if (ground.trim().length < GROUND_MIN) found.set('ground', t('ground.missing'))
    setFaults(found)
    if (found.size === 0) named.mutate({ member, ground }, { onSuccess: draft.clear })
  }
  return (
    <Form
      label={t('keeping.name-overseer')}
      fields={{ member: t('keeping.overseer'), ground: t('ground.label') }}
      faults={faults}
      failure={named.error}
      onSubmit={() => (named.isPending ? undefined : submit())}
    >
      <Whom type="name-overseer" member={member} members={[]} onChange={draft.set} />
      <TextField
        name="ground"
        rows={3}
        maxLength={2000}
        label={t('ground.label')}
        about={t('keeping.ground-about')}
        value={ground}
        onChange={(value) => draft.set({ ground: value })}
      />
      <div className="actions">
        <Button type="submit" look="primary" busy={named.isPending}>
          {t('keeping.submit')}
        </Button>
      </div>
    </Form>
  )
}

/** What was typed is gone: the focus goes to what came of it. */
function Named() {
  const { t } = useText()
  const told = useRef<HTMLDivElement>(null)
  useEffect(() => told.current?.focus(), [])
  return (
    <Alert tone="ok" ref={told} live>
      <p>{t('overseer.done')}</p>
      <p>
        <Link to="/werk" className="utrecht-link utrecht-link--html-a">
          {t('shell.to-work')}
        </Link>
      </p>
    </Alert>
  )
}
