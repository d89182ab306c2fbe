/**
 * Which offence a suspicion is about (NL: kwalificatie), in the words of one version of art. 273f Sr: ids of variants,
 * acts, means and purposes of that version. About an event, never about a person.
 */
export interface Qualification {
  readonly law: string
  readonly variants: readonly string[]
  readonly means: readonly string[]
  readonly purposes: readonly string[]
}
