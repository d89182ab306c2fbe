import { AANHOUDEN_EN_OPLEGGEN } from './aanhouden-en-opleggen.ts'
import { BEVOEGDHEID } from './bevoegdheid.ts'
import { CONTACT } from './contact.ts'
import { EIGENAAR_EN_TERMIJN } from './eigenaar-en-termijn.ts'
import { NIEUWE_INFORMATIE } from './nieuwe-informatie.ts'
import { OVERDRACHT } from './overdracht.ts'
import { ROUTERING } from './routering.ts'
import type { PolicyRule } from './rule.ts'
import { SPOED } from './spoed.ts'
import { TOEZICHT_EN_OPSPORING } from './toezicht-en-opsporing.ts'
import { TWEEDE_BLIK } from './tweede-blik.ts'
import { VERRIJKING } from './verrijking.ts'
import { VIER_OGEN } from './vier-ogen.ts'
import { WAARBORGEN } from './waarborgen.ts'
import { WEGING_REGELS } from './weging.ts'

/** Every rule, by theme. Can be run over any history of one signal with the way of working that it remembers. */
export const alleRegels: readonly PolicyRule[] = [
  ...EIGENAAR_EN_TERMIJN,
  ...VIER_OGEN,
  ...VERRIJKING,
  ...CONTACT,
  ...WEGING_REGELS,
  ...WAARBORGEN,
  ...OVERDRACHT,
  ...TOEZICHT_EN_OPSPORING,
  ...ROUTERING,
  ...BEVOEGDHEID,
  ...AANHOUDEN_EN_OPLEGGEN,
  ...TWEEDE_BLIK,
  ...SPOED,
  ...NIEUWE_INFORMATIE,
]
