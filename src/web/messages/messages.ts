import enDuties from './en/duties.json' with { type: 'json' }
import enFollowUp from './en/follow-up.json' with { type: 'json' }
import enIntake from './en/intake.json' with { type: 'json' }
import enShell from './en/shell.json' with { type: 'json' }
import enSteps from './en/steps.json' with { type: 'json' }
import enWords from './en/words.json' with { type: 'json' }
import nlDuties from './nl/duties.json' with { type: 'json' }
import nlFollowUp from './nl/follow-up.json' with { type: 'json' }
import nlIntake from './nl/intake.json' with { type: 'json' }
import nlShell from './nl/shell.json' with { type: 'json' }
import nlSteps from './nl/steps.json' with { type: 'json' }
import nlWords from './nl/words.json' with { type: 'json' }

/** All texts of the screens. A key that is missing in one language fails a test; a key that nobody wrote does not compile. */
export const nl = { ...nlShell, ...nlWords, ...nlFollowUp, ...nlSteps, ...nlIntake, ...nlDuties }
export const en = { ...enShell, ...enWords, ...enFollowUp, ...enSteps, ...enIntake, ...enDuties }

type WithoutPlural<K> = K extends `${infer Key}_${'one' | 'other'}` ? Key : K

export type MessageKey = WithoutPlural<keyof typeof nl>
