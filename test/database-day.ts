import type { TestDatabase } from '#store/testing.ts'

/**
 * Lets a database of a test's own go by another day than the machine's, as its owner: terms of months would pass while a
 * test says that it is June. Nothing in the product can do this.
 */
export async function setDatabaseDay({ as }: TestDatabase, day: string): Promise<void> {
  await as('owner').pool.query(`
    create or replace function spoor.today() returns date
      language sql stable security definer set search_path = pg_catalog return date '${day}'`)
}
