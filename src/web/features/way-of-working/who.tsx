import { Table, Td, Th } from '../../shared/components/table.tsx'
import { useText } from '../../shared/text.ts'
import { Fact, Section, Source, useNameIn } from './reading.tsx'
import type { Rules } from './queries.ts'

const PHASES = ['signal', 'enrichment', 'interview', 'investigation'] as const

/** The units, the roles, what somebody must have learned, and where the organisation may investigate itself. */
export function Who({ rules }: { rules: Rules }) {
  const { t, label } = useText()
  const nameIn = useNameIn()
  return (
    <Section id="wie" title={t('rules.who')} lead={t('rules.who-lead')}>
      <ul className="rules__list">
        {rules.units.map((unit) => (
          <li key={unit.id}>
            <p>
              {label(unit.label)}{' '}
              <span className="quiet">
                {[unit.arm === null ? '' : t(`arm.${unit.arm}`), unit.regime].filter(Boolean).join(' · ')}
                {unit.id === rules.triageUnit ? ` · ${t('rules.triage')}` : ''}
              </span>
            </p>
          </li>
        ))}
      </ul>
      <h3 className="minor">{t('rules.roles')}</h3>
      <ul className="rules__list rules__list--columns">
        {rules.roles.map((role) => (
          <li key={role.id}>
            <p>
              {label(role.label)}{' '}
              {role.manager ? <span className="quiet">· {t('rules.manager')}</span> : null}
            </p>
            <Source of={role} />
          </li>
        ))}
      </ul>
      <h3 className="minor">{t('rules.qualifications')}</h3>
      <ul className="rules__list">
        {rules.qualifications.map((one) => (
          <li key={one.id}>
            <p>
              {label(one.label)}
              {': '}
              {t(one.blocking ? 'rules.blocking' : 'rules.warning')}
              {one.validYears === null ? '' : `; ${t('rules.valid-years', { count: one.validYears })}`}
            </p>
            <Source of={one} />
          </li>
        ))}
      </ul>
      <h3 className="minor">{t('rules.mandate')}</h3>
      <p>{t(`mandate.${rules.mandate.investigates}`)}</p>
      {rules.mandate.investigates === 'everywhere' ? null : (
        <Fact name={t('rules.mandate-refusal')}>{label(rules.mandate.refusal)}</Fact>
      )}
      {rules.mandate.support === null ? null : (
        <Fact name={t('rules.mandate-support')}>{nameIn(rules.acts, rules.mandate.support)}</Fact>
      )}
      <Source of={rules.mandate} />
    </Section>
  )
}

/** The four phases: who does what is done in each, and where contact is asked. */
export function Phases({ rules }: { rules: Rules }) {
  const { t } = useText()
  const nameIn = useNameIn()
  return (
    <Section id="fasen" title={t('rules.phases')} lead={t('rules.phases-lead')}>
      <Table caption={t('rules.phases')}>
        <thead>
          <tr>
            <Th>{t('rules.phase')}</Th>
            <Th>{t('rules.by')}</Th>
            <Th numeric>{t('rules.acts-count')}</Th>
            <Th>{t('rules.contact')}</Th>
          </tr>
        </thead>
        <tbody>
          {PHASES.map((phase) => {
            const acts = rules.acts.filter(({ phases }) => phases.includes(phase))
            const by = new Set(acts.flatMap(({ guideline }) => guideline.by))
            return (
              <tr key={phase}>
                <th scope="row" className="utrecht-table__cell table__row-head">
                  {t(`phase.${phase}`)}
                </th>
                <Td>{[...by].map((role) => nameIn(rules.roles, role)).join(', ')}</Td>
                <Td numeric>{acts.length}</Td>
                <Td>{rules.contactPhases.value.includes(phase) ? t('rules.contact-asked') : '–'}</Td>
              </tr>
            )
          })}
        </tbody>
      </Table>
      <Fact name={t('rules.contact')}>{t('rules.contact-about')}</Fact>
      <Source of={rules.contactPhases} />
    </Section>
  )
}
