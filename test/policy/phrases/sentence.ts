import type { World } from '../world.ts'

/** What a sentence of "gegeven" or "als" does; its parameters are what stands between « and ». */
export type Deed = (world: World, ...words: string[]) => World

/** What a sentence of "dan" finds: null when it holds, else what is the case instead. */
export type Check = (world: World, ...words: string[]) => string | null

export type Deeds = Readonly<Record<string, Deed>>
export type Checks = Readonly<Record<string, Check>>
