import { formatNumber } from '../../shared/dates.ts'
import { useText } from '../../shared/text.ts'
import { Choices, Fact, Section, Source, useNameIn, useTermWords } from './reading.tsx'
import type { Rules } from './queries.ts'

/** Under which law a signal goes further, and how what one arm knows reaches the other. Not every organisation has these. */
export function Lanes({ rules }: { rules: Rules }) {
  const { t, label } = useText()
  const nameIn = useNameIn()
  const termWords = useTermWords()
  const { routing } = rules
  if (routing === null && rules.armCrossings.length === 0) return null
  return (
    <Section id="routering" title={t('rules.lanes')}>
      {routing === null ? null : (
        <>
          <p className="rules__question">{label(routing.question)}</p>
          <p>{label(routing.rule)}</p>
          <Source of={routing} />
          <Choices
            choices={routing.lanes}
            under={({ unit, investigates, administrative }) => (
              <p className="quiet rules__fact">
                {[
                  nameIn(rules.units, unit),
                  investigates ? t('rules.lane-investigates') : '',
                  administrative ? t('rules.lane-administrative') : '',
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            )}
          />
          <h3 className="minor">{t('rules.lane-criteria')}</h3>
          <Choices choices={routing.criteria} />
          <Fact name={t('rules.protection-first')}>
            {routing.protectionFirst.map((id) => nameIn(rules.weighingCriteria, id)).join(' ')}
          </Fact>
          <Fact name={t('rules.protection-by')}>
            {routing.protectionActs.map((id) => nameIn(rules.acts, id)).join('; ')}
          </Fact>
          <Fact name={t('rules.review-within')}>
            {termWords(routing.reviewWithin.value)} <Source of={routing.reviewWithin} />
          </Fact>
        </>
      )}
      {rules.armCrossings.length === 0 ? null : (
        <>
          <h3 className="minor">{t('rules.crossings')}</h3>
          <p className="rules__lead">{t('rules.crossings-lead')}</p>
          <Choices
            choices={rules.armCrossings}
            under={({ requirements, within }) => (
              <>
                <ul className="rules__points">
                  {requirements.map((one) => (
                    <li key={one.nl}>{label(one)}</li>
                  ))}
                </ul>
                <Fact name={t('rules.answer-within')}>
                  {termWords(within.value)} <Source of={within} />
                </Fact>
              </>
            )}
          />
        </>
      )}
    </Section>
  )
}

/** To whom a signal can be handed over, at which moment and after which acts; and with whom else there is work. */
export function Handovers({ rules }: { rules: Rules }) {
  const { t, label } = useText()
  const nameIn = useNameIn()
  const termWords = useTermWords()
  return (
    <Section id="overdracht" title={t('rules.handovers')} lead={t('rules.handovers-lead')}>
      <Choices
        choices={rules.handovers}
        under={(one) => (
          <>
            <Fact name={t('rules.to')}>{nameIn(rules.partners, one.to)}</Fact>
            <Fact name={t('rules.moments')}>
              {one.moments.map((moment) => label(moment.label)).join('; ')}
            </Fact>
            <Fact name={t('rules.acts-first')}>
              {one.acts.map((id) => nameIn(rules.acts, id)).join('; ')}
            </Fact>
            <Fact name={t('rules.answer-within')}>
              {termWords(one.acceptWithin.value)} <Source of={one.acceptWithin} />
            </Fact>
          </>
        )}
      />
      <h3 className="minor">{t('rules.refusals')}</h3>
      <Choices choices={rules.handoverRefusals} />
      <h3 className="minor">{t('rules.partners')}</h3>
      <Choices
        choices={rules.partners}
        under={(partner) => (
          <p className="quiet rules__fact">
            {[
              t(`way-to-partner.${partner.way}`),
              t(`partner-channel.${partner.channel}`),
              partner.regime,
              partner.region ?? '',
            ]
              .filter(Boolean)
              .join(' · ')}
            : {label(partner.accepts)}
          </p>
        )}
      />
    </Section>
  )
}

/** The second look, the daily delivery, and how work was done before. */
export function Rest({ rules }: { rules: Rules }) {
  const { t, label, language } = useText()
  const nameIn = useNameIn()
  const termWords = useTermWords()
  const { share, everyDays, within, unit } = rules.secondLook
  const { sample } = rules
  return (
    <>
      <Section id="tweede-blik" title={t('rules.second-look')} lead={t('rules.second-look-lead')}>
        <Fact name={t('rules.share')}>
          {formatNumber(share.value * 100, language)}% <Source of={share} />
        </Fact>
        <Fact name={t('rules.every')}>
          {t('rules.days', { count: everyDays.value })} <Source of={everyDays} />
        </Fact>
        <Fact name={t('rules.look-unit')}>{nameIn(rules.units, unit)}</Fact>
        <Fact name={t('rules.answer-within')}>
          {termWords(within.value)} <Source of={within} />
        </Fact>
      </Section>
      <Section id="steekproef" title={t('rules.sample')} lead={t('rules.sample-lead')}>
        <Fact name={t('rules.per-day')}>
          {t('rules.registrations', { count: sample.perDay.value })} <Source of={sample.perDay} />
        </Fact>
        <Fact name={t('rules.double-share')}>
          {formatNumber(sample.doubleShare.value * 100, language)}% <Source of={sample.doubleShare} />
        </Fact>
        <Fact name={t('rules.answer-within')}>
          {termWords(sample.within.value)} <Source of={sample.within} />
        </Fact>
      </Section>
      <Section id="aanlevering" title={t('rules.feeds')}>
        <Choices
          choices={rules.feeds}
          under={({ expectedBy, duty }) => (
            <p className="quiet rules__fact">
              {t('rules.feed', {
                time: expectedBy,
                role: nameIn(rules.roles, duty.role),
                unit: nameIn(rules.units, duty.unit),
                term: termWords(duty.term),
              })}
            </p>
          )}
        />
        <Fact name={t('rules.quarantine')}>
          {nameIn(rules.units, rules.quarantine.unit)}, {termWords(rules.quarantine.term.value)}{' '}
          <Source of={rules.quarantine.term} />
        </Fact>
      </Section>
      <Section id="vroeger" title={t('rules.history')} lead={t('rules.history-lead')}>
        <ul className="rules__list">
          {rules.history.map((note) => (
            <li key={note.id}>
              <p>
                <b>{note.period}</b> {label(note.content)}
              </p>
              <Source of={note} />
            </li>
          ))}
        </ul>
      </Section>
    </>
  )
}
