import { Badge } from '../../shared/components/badge.tsx'
import { useText } from '../../shared/text.ts'
import { Fact, Folded, Section, Source, useNameIn } from './reading.tsx'
import type { Rules } from './queries.ts'

type Act = Rules['acts'][number]

/** The standard enrichment in the order in which it is done, then the acts of the other phases, each with its guideline. */
export function Acts({ rules }: { rules: Rules }) {
  const { t } = useText()
  const enrichment = rules.acts.filter(({ phases }) => phases.includes('enrichment'))
  const others = rules.acts.filter((act) => !enrichment.includes(act))
  return (
    <>
      <Section id="verrijking" title={t('rules.enrichment')} lead={t('rules.enrichment-lead')}>
        <ActList acts={enrichment} rules={rules} />
      </Section>
      <Section id="handelingen" title={t('rules.acts')} lead={t('rules.acts-lead')}>
        <ActList acts={others} rules={rules} />
      </Section>
    </>
  )
}

function ActList({ acts, rules }: { acts: readonly Act[]; rules: Rules }) {
  const { t, label } = useText()
  const whenMandatory = useWhenMandatory(rules)
  return (
    <ol className="rules__acts">
      {acts.map((act) => {
        const when = whenMandatory(act)
        return (
          <li key={act.id}>
            <Folded
              name={label(act.label)}
              aside={
                when === null ? (
                  <span className="quiet">{t('rules.optional')}</span>
                ) : (
                  <Badge tone={act.mandatory ? 'teal' : 'plain'}>{when}</Badge>
                )
              }
            >
              <ActFacts act={act} rules={rules} />
            </Folded>
          </li>
        )
      })}
    </ol>
  )
}

/** When an act is mandatory, in one line; null: left to who does it. */
function useWhenMandatory(rules: Rules): (act: Act) => string | null {
  const { t } = useText()
  const nameIn = useNameIn()
  return ({ mandatory, mandatoryWhen: when }) => {
    if (mandatory) return t('rules.mandatory')
    if (when === null) return null
    const parts = [
      when.forms.map((form) => t(`form.${form}`)),
      // In the source's own word.
      when.channels,
      when.circumstances.map((id) => nameIn(rules.circumstances, id)),
    ]
    const words = parts.filter((part) => part.length > 0).map((part) => part.join(` ${t('rules.or')} `))
    return t('rules.mandatory-when', { when: words.join(` ${t('rules.and')} `) })
  }
}

function ActFacts({ act, rules }: { act: Act; rules: Rules }) {
  const { t, label } = useText()
  const nameIn = useNameIn()
  const { guideline } = act
  const names = (list: Parameters<typeof nameIn>[0], ids: readonly string[]) =>
    ids.map((id) => nameIn(list, id)).join('; ')
  return (
    <>
      <Fact name={t('rules.phase')}>{act.phases.map((phase) => t(`phase.${phase}`)).join(', ')}</Fact>
      <Fact name={t('rules.fits-when')}>{label(guideline.fitsWhen)}</Fact>
      <Fact name={t('rules.by')}>
        {names(rules.roles, guideline.by)}
        {guideline.qualification === null
          ? ''
          : ` · ${nameIn(rules.qualifications, guideline.qualification)}`}
      </Fact>
      {act.information.length === 0 ? null : (
        <Fact name={t('rules.information')}>{names(rules.informationSources, act.information)}</Fact>
      )}
      <Fact name={t('rules.done')}>{label(act.done)}</Fact>
      {guideline.requirements.length === 0 ? null : (
        <Fact name={t('rules.requirements')}>{guideline.requirements.map(label).join('; ')}</Fact>
      )}
      {act.notPossible.length === 0 ? null : (
        <Fact name={t('rules.not-possible')}>{names(rules.notPossibleReasons, act.notPossible)}</Fact>
      )}
      <Fact name={t('rules.legal-basis')}>
        {guideline.legalBasis.value} <Source of={guideline.legalBasis} />
      </Fact>
      <Fact name={t('rules.power')}>{t(`power.${guideline.power}`)}</Fact>
      <Source of={act} />
    </>
  )
}
