import { placeSecret, readSecret } from '#store/secret-file.ts'

/** What the file holds; made with `make` when there is none yet, for this account only. */
export async function keptSecret(path: string, make: () => Promise<string>): Promise<string> {
  return readSecret(path) ?? placeSecret(path, await make())
}
