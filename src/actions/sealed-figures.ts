import { createHash } from 'node:crypto'
import { canonicalJson } from '#core/canonical.ts'
import type { OrganisationId } from '#core/organisation.ts'
import { atDutchTime, dayOf } from '#core/time.ts'
import { plusPeriod } from '#process/retention.ts'
import { inTransaction, type Reader } from '#store/database.ts'
import { countMonth, figuresSoFar, insertFigure, type SealedFigure } from '#store/sealed-figures.ts'
import { nowOf, type House } from './house.ts'

/** Seals the figures of every month that is over, once: what is published can be counted again when its data are gone. */
export async function sealFigures(house: House, organisation: OrganisationId): Promise<void> {
  const db = house.stores[organisation]
  const { first, sealed } = await figuresSoFar(db, organisation)
  const thisMonth = monthOf(nowOf(house))
  let month = sealed === null ? first && monthOf(first) : after(sealed)
  for (; month !== null && month < thisMonth; month = after(month)) {
    const figure = await figureOf(db, organisation, month)
    await inTransaction({ db }, (tx) => insertFigure(tx, organisation, figure, nowOf(house)))
  }
}

/** The figures of a month, counted now, with the hash under which they are sealed. */
export async function figureOf(
  db: Reader,
  organisation: OrganisationId,
  month: string,
): Promise<SealedFigure> {
  const startOf = (one: string) => atDutchTime(`${one}-01`, '00:00')
  const content = await countMonth(db, organisation, startOf(month), startOf(after(month)))
  const sha256 = createHash('sha256').update(canonicalJson(content), 'utf8').digest('hex')
  return { month, content, sha256 }
}

function monthOf(moment: string): string {
  return dayOf(moment).slice(0, 7)
}

function after(month: string): string {
  return plusPeriod(`${month}-01`, 'P1M').slice(0, 7)
}
