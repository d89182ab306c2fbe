import { useState } from 'react'
import type { SignalDetail } from '#contract/signal.ts'
import { Alert } from '../../shared/components/alert.tsx'
import { ChoiceField, TextField } from '../../shared/components/fields.tsx'
import { FieldFault, useField } from '../../shared/components/form.tsx'
import { Heading } from '../../shared/components/heading.tsx'
import { formatDate } from '../../shared/dates.ts'
import { useDraft } from '../../shared/draft.ts'
import { useText } from '../../shared/text.ts'
import { nl } from '../../messages/messages.ts'
import { recordedActs } from '../enrichment/recorded.ts'
import type { StepFormFor } from '../signal/ground.tsx'
import { StepForm } from '../signal/step-form.tsx'
import { UncheckedNote } from '../signal/unchecked-note.tsx'
import { GuardFields, guardLabels } from '../weighing/guards.tsx'
import { EMPTY_OFFER, offerOf, type OfferSheet } from './offer.ts'
import { packOf, sendableActs, type Pack, type SendableAct } from './pack.ts'
import { PackView } from './pack-view.tsx'
import { TickList } from './tick-list.tsx'

/** Offers a chosen and previewed part to another organisation. The signal stays ours until it accepts. */
export function OfferHandoverForm({ signal, because, onClose }: StepFormFor) {
  const text = useText()
  const { t } = text
  const draft = useDraft<OfferSheet>(EMPTY_OFFER)
  const sheet = draft.values
  // The pack is read by people of another organisation: in Dutch, whatever the language of this screen.
  const acts = sendableActs(signal, recordedActs(signal), (label) => label.nl)
  const pack = packOf(sheet, signal.registrations, acts, (result) => nl[`result.${result}`])
  const [read, setRead] = useState('')
  const isRead = read === JSON.stringify(pack)
  const rule = signal.choices.handovers.find(({ id }) => id === sheet.rule)
  return (
    <StepForm
      signal={signal}
      because={rule && rule.open.length > 0 ? 'acts-unconsidered' : because}
      label={t('step.offer-handover')}
      submit={t('offer.submit')}
      fields={{
        rule: t('offer.rule'),
        moment: t('offer.moment'),
        registrations: t('offer.registrations'),
        acts: t('offer.acts'),
        title: t('offer.title'),
        words: t('offer.words'),
        ...guardLabels(signal.choices, text),
        read: t('offer.read'),
      }}
      step={() => offerOf(sheet, signal.choices, pack, isRead, text)}
      onDone={() => {
        draft.clear()
        onClose()
      }}
      onCancel={onClose}
    >
      <p className="form__lead">{t('offer.lead')}</p>
      <RuleFields signal={signal} sheet={sheet} onChange={draft.set} />
      {rule ? (
        <>
          <WhatGoesAlong signal={signal} acts={acts} sheet={sheet} onChange={draft.set} />
          <GuardFields
            choices={signal.choices}
            outcome={rule.id}
            answers={sheet.guards}
            onChange={(guards) => draft.set({ guards })}
          />
          <Preview
            pack={pack}
            partner={text.label(rule.partner)}
            isRead={isRead}
            onRead={(on) => setRead(on ? JSON.stringify(pack) : '')}
          />
        </>
      ) : null}
    </StepForm>
  )
}

interface PartProps {
  readonly signal: SignalDetail
  readonly sheet: OfferSheet
  readonly onChange: (change: Partial<OfferSheet>) => void
}

/** To whom, at which moment, and what must have been done before. */
function RuleFields({ signal, sheet, onChange }: PartProps) {
  const { t, label } = useText()
  const { handovers, acts } = signal.choices
  const rule = handovers.find(({ id }) => id === sheet.rule)
  const open = acts.filter(({ id }) => rule?.open.includes(id))
  return (
    <>
      <ChoiceField
        name="rule"
        label={t('offer.rule')}
        value={sheet.rule}
        onChange={(id) => onChange({ rule: id, moment: '' })}
        options={handovers.map((one) => ({
          value: one.id,
          label: label(one.label),
          hint: t(one.moves ? `offer.partner-${one.via}` : 'offer.partner-shared', {
            partner: label(one.partner),
            accepts: label(one.accepts),
          }),
          because: one.refused && t(`refusal.${one.refused}`),
        }))}
      />
      <UncheckedNote choices={handovers} />
      {open.length === 0 ? null : (
        <Alert tone="info" title={t('offer.open', { count: open.length })}>
          <ul className="plain-list">
            {open.map((act) => (
              <li key={act.id}>{label(act.label)}</li>
            ))}
          </ul>
        </Alert>
      )}
      {rule ? (
        <ChoiceField
          name="moment"
          label={t('offer.moment')}
          about={t('offer.moment-about')}
          value={sheet.moment}
          onChange={(moment) => onChange({ moment })}
          options={rule.moments.map((one) => ({ value: one.id, label: label(one.label) }))}
        />
      ) : null}
    </>
  )
}

function WhatGoesAlong({
  signal,
  acts,
  sheet,
  onChange,
}: PartProps & { readonly acts: readonly SendableAct[] }) {
  const { t, language } = useText()
  return (
    <div className="form__part">
      <p className="form__lead">{t('offer.nothing-ticked')}</p>
      <TickList
        name="registrations"
        label={t('offer.registrations')}
        about={t('offer.registrations-about')}
        options={signal.registrations.map((one) => ({
          id: one.id,
          label: one.title === '' ? one.incident : one.title,
          hint: `${one.sourceId} · ${formatDate(one.registeredAt, 'day', language)} · ${startOf(one.text)}`,
        }))}
        ticked={sheet.registrations}
        onChange={(registrations) => onChange({ registrations })}
      />
      {acts.length === 0 ? null : (
        <TickList
          name="acts"
          label={t('offer.acts')}
          about={t('offer.acts-about')}
          options={acts.map((one) => ({
            id: one.act,
            label: one.label,
            hint: `${t(`result.${one.result}`)}: ${startOf(one.words)}`,
          }))}
          ticked={sheet.acts}
          onChange={(chosen) => onChange({ acts: chosen })}
        />
      )}
      <TextField
        name="title"
        label={t('offer.title')}
        about={t('offer.title-about')}
        maxLength={300}
        value={sheet.title}
        onChange={(title) => onChange({ title })}
      />
      <TextField
        name="words"
        label={t('offer.words')}
        about={t('offer.words-about')}
        rows={4}
        maxLength={10_000}
        value={sheet.ground}
        onChange={(ground) => onChange({ ground })}
      />
    </div>
  )
}

interface PreviewProps {
  readonly pack: Pack
  readonly partner: string
  readonly isRead: boolean
  readonly onRead: (on: boolean) => void
}

/** What the other side will read, and the tick that says somebody looked. A change takes the tick away again. */
function Preview({ pack, partner, isRead, onRead }: PreviewProps) {
  const { t } = useText()
  const { id, fault, aria } = useField('read', false)
  return (
    <div className="pack-preview">
      <Heading level={3} className="minor">
        {t('offer.preview', { partner })}
      </Heading>
      <PackView pack={pack} />
      <FieldFault id={id} fault={fault} />
      <label className="check">
        <input
          id={id}
          {...aria}
          type="checkbox"
          checked={isRead}
          onChange={(event) => onRead(event.target.checked)}
        />
        <span>{t('offer.read')}</span>
      </label>
    </div>
  )
}

function startOf(words: string): string {
  return words.length > 120 ? `${words.slice(0, 120).trimEnd()}…` : words
}
