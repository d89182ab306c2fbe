import enAccess from './en/access.json' with { type: 'json' }
import enDuties from './en/duties.json' with { type: 'json' }
import enFollowUp from './en/follow-up.json' with { type: 'json' }
import enKeeping from './en/keeping.json' with { type: 'json' }
import enSubmitted from './en/submitted.json' with { type: 'json' }
import enProgress from './en/progress.json' with { type: 'json' }
import enHandover from './en/handover.json' with { type: 'json' }
import enIntake from './en/intake.json' with { type: 'json' }
import enPrivacy from './en/privacy.json' with { type: 'json' }
import enRules from './en/rules.json' with { type: 'json' }
import enSample from './en/sample.json' with { type: 'json' }
import enScan from './en/scan.json' with { type: 'json' }
import enShell from './en/shell.json' with { type: 'json' }
import enSteps from './en/steps.json' with { type: 'json' }
import enWords from './en/words.json' with { type: 'json' }
import nlAccess from './nl/access.json' with { type: 'json' }
import nlDuties from './nl/duties.json' with { type: 'json' }
import nlFollowUp from './nl/follow-up.json' with { type: 'json' }
import nlKeeping from './nl/keeping.json' with { type: 'json' }
import nlSubmitted from './nl/submitted.json' with { type: 'json' }
import nlProgress from './nl/progress.json' with { type: 'json' }
import nlHandover from './nl/handover.json' with { type: 'json' }
import nlIntake from './nl/intake.json' with { type: 'json' }
import nlPrivacy from './nl/privacy.json' with { type: 'json' }
import nlRules from './nl/rules.json' with { type: 'json' }
import nlSample from './nl/sample.json' with { type: 'json' }
import nlScan from './nl/scan.json' with { type: 'json' }
import nlShell from './nl/shell.json' with { type: 'json' }
import nlSteps from './nl/steps.json' with { type: 'json' }
import nlWords from './nl/words.json' with { type: 'json' }

/** All texts of the screens. A key that is missing in one language fails a test; a key that nobody wrote does not compile. */
export const nl = {
  ...nlShell,
  ...nlWords,
  ...nlFollowUp,
  ...nlSteps,
  ...nlIntake,
  ...nlDuties,
  ...nlHandover,
  ...nlRules,
  ...nlAccess,
  ...nlProgress,
  ...nlSubmitted,
  ...nlKeeping,
  ...nlPrivacy,
  ...nlScan,
  ...nlSample,
}
export const en = {
  ...enShell,
  ...enWords,
  ...enFollowUp,
  ...enSteps,
  ...enIntake,
  ...enDuties,
  ...enHandover,
  ...enRules,
  ...enAccess,
  ...enProgress,
  ...enSubmitted,
  ...enKeeping,
  ...enPrivacy,
  ...enScan,
  ...enSample,
}

type WithoutPlural<K> = K extends `${infer Key}_${'one' | 'other'}` ? Key : K

export type MessageKey = WithoutPlural<keyof typeof nl>
