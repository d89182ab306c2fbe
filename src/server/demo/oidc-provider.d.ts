// The package has no types of its own: what the demo and the tests use of it.
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http'

  interface Grant {
    addOIDCScope: (scope: string) => void
    save: () => Promise<string>
  }

  interface Context {
    readonly oidc: {
      readonly provider: Provider
      readonly client?: { readonly clientId: string }
      readonly session?: { readonly accountId?: string }
      readonly params?: Record<string, string>
    }
    readonly path: string
    type: string
    body: unknown
    redirect: (url: string) => void
  }

  export class Provider {
    constructor(issuer: string, configuration: object)
    readonly Grant: new (of: { clientId: string | undefined; accountId: string | undefined }) => Grant
    callback: () => (request: IncomingMessage, response: ServerResponse) => Promise<void>
    interactionResult: (
      request: IncomingMessage,
      response: ServerResponse,
      result: object,
      options?: { mergeWithLastSubmission?: boolean },
    ) => Promise<string>
    use: (middleware: (context: Context, next: () => Promise<void>) => Promise<void>) => this
    on: (event: string, listener: (...args: unknown[]) => void) => this
  }

  export type { Context }
}
