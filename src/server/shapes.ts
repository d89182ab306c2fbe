import { Type, type Static, type TSchema } from 'typebox'
import { ReaderPage, ReaderSearch } from '#contract/access.ts'
import { AuditDays, AuditPage, AuditSearch } from '#contract/audit.ts'
import { CatalogueFiles, CatalogueMeasured, CatalogueView } from '#contract/catalogue.ts'
import { ColleaguePage, ColleagueSearch, NewQualification } from '#contract/colleague.ts'
import { DutyPage, DutyResolution, DutySearch } from '#contract/duty.ts'
import { AccessActs, AccessExplanation, AccessQuestion } from '#contract/explanation.ts'
import { Evaluation } from '#contract/evaluation.ts'
import { FollowUpFigures, FollowUpSearch } from '#contract/follow-up.ts'
import {
  EmergencyAccess,
  EmergencyAnswer,
  EmergencyOpened,
  EmergencyPage,
  EmergencyReview,
  EmergencySearch,
  EmergencyUse,
} from '#contract/glass.ts'
import { RemovedContent, RemovedList, RemovedOpening, RemovedSearch } from '#contract/removed.ts'
import { HandoverPage, HandoverSearch } from '#contract/handover.ts'
import { Health } from '#contract/health.ts'
import {
  DayPage,
  Discard,
  ImportPage,
  ImportStarted,
  ImportView,
  QuarantinePage,
  QuarantineSearch,
  Repair,
  Repaired,
} from '#contract/intake.ts'
import { Problem } from '#contract/problem.ts'
import { ProcessingActivity, ProcessingActivityList } from '#contract/processing-activity.ts'
import { HoldDecision, HoldPlaced, NewHold, RetentionView, RunDecision } from '#contract/retention.ts'
import { OverseerNamed, SignalAccess, SignalAccessChange } from '#contract/keeping.ts'
import { MoveDecided, MoveDecision, NewMove, SignalRetention } from '#contract/signal-retention.ts'
import { ProgressPage, ProgressSearch } from '#contract/progress.ts'
import {
  ElusionFigures,
  ElusionSearch,
  SampleAnswered,
  SampleAnswerGiven,
  SampleList,
  SampleSearch,
  SampleView,
} from '#contract/sample.ts'
import { SecondLookTaken, SecondLookVerdict, SecondLookView } from '#contract/second-look.ts'
import { LogoutNotice, NewTask, OwnSessions, Session, SessionEnding, TaskOpened } from '#contract/session.ts'
import { Id } from '#contract/shape.ts'
import { NewSignal, SignalCreated, SignalDetail, SignalPage, SignalSearch } from '#contract/signal.ts'
import { SubmittedFile, SubmittedPage, SubmittedSearch } from '#contract/submitted.ts'
import { StepRequest, StepTaken } from '#contract/step.ts'
import {
  VersionDecision,
  WayOfWorkingDetail,
  WayOfWorkingList,
  WayOfWorkingVersion,
} from '#contract/way-of-working.ts'

/** The shapes on the wire under the names that they have in the OpenAPI document. */
export const SHAPES = {
  AccessActs,
  AccessExplanation,
  AccessQuestion,
  AuditDays,
  AuditPage,
  AuditSearch,
  CatalogueFiles,
  CatalogueMeasured,
  CatalogueView,
  ColleaguePage,
  ColleagueSearch,
  DayPage,
  Discard,
  DutyPage,
  DutyResolution,
  DutySearch,
  EmergencyAccess,
  EmergencyAnswer,
  EmergencyOpened,
  EmergencyPage,
  EmergencyReview,
  EmergencySearch,
  EmergencyUse,
  ElusionFigures,
  ElusionSearch,
  Evaluation,
  FollowUpFigures,
  FollowUpSearch,
  HandoverPage,
  HandoverSearch,
  Health,
  HoldDecision,
  HoldPlaced,
  ImportPage,
  ImportStarted,
  ImportView,
  LogoutNotice,
  MoveDecided,
  MoveDecision,
  NewHold,
  NewMove,
  NewQualification,
  NewSignal,
  NewTask,
  OwnSessions,
  OpenApiDocument: Type.Object({}, { additionalProperties: true }),
  Problem,
  ProcessingActivity,
  ProcessingActivityList,
  ProgressPage,
  ProgressSearch,
  QuarantinePage,
  QuarantineSearch,
  ReaderPage,
  ReaderSearch,
  Repair,
  Repaired,
  RetentionView,
  RunDecision,
  SampleAnswerGiven,
  SampleAnswered,
  SampleList,
  SampleSearch,
  SampleView,
  SecondLookTaken,
  SecondLookVerdict,
  SecondLookView,
  Session,
  SessionEnding,
  SignalAccess,
  SignalAccessChange,
  OverseerNamed,
  RemovedContent,
  RemovedList,
  RemovedOpening,
  RemovedSearch,
  SignalCreated,
  SignalDetail,
  SignalPage,
  SignalRetention,
  SignalSearch,
  StepRequest,
  StepTaken,
  SubmittedFile,
  SubmittedPage,
  SubmittedSearch,
  TaskOpened,
  VersionDecision,
  WayOfWorkingDetail,
  WayOfWorkingList,
  WayOfWorkingVersion,
} as const satisfies Readonly<Record<string, TSchema>>

export type ShapeName = keyof typeof SHAPES

export type Value<Name extends ShapeName> = Static<(typeof SHAPES)[Name]>

/** What may stand in a path. Opaque ids, and the name of a feed as the way of working gives it. */
export const PATH_PARAMETERS = {
  activityId: Type.String({ pattern: '^[a-z][a-z-]{0,39}$', description: 'Verwerkingsactiviteit' }),
  activityVersion: Type.String({ pattern: '^[1-9]\\d{0,5}$', description: 'Haar versie' }),
  dutyId: Id,
  feedId: Type.String({ pattern: '^[a-z][a-z0-9-]{0,63}$', description: 'Naam van de aanlevering' }),
  glassId: Id,
  holdId: Id,
  importId: Id,
  lineId: Id,
  lookId: Id,
  sampleId: Id,
  memberId: Id,
  moveId: Id,
  runId: Id,
  signalId: Id,
  versionId: Type.String({
    pattern: '^[a-z][a-z-]{0,39}@\\d{4}-\\d{2}-\\d{2}$',
    description: 'Organisatie en dag waarop deze werkwijze ingaat, bijvoorbeeld politie@2026-01-01',
  }),
} as const satisfies Readonly<Record<string, TSchema>>

export type PathParameter = keyof typeof PATH_PARAMETERS

/** A schema as plain JSON Schema that Fastify may keep under a name. */
export function namedSchema(name: ShapeName): Record<string, unknown> {
  return { $id: name, ...(JSON.parse(JSON.stringify(SHAPES[name])) as object) }
}

export function referenceTo(name: ShapeName): { readonly $ref: string } {
  return { $ref: `${name}#` }
}
