import type { Problem } from '#contract/problem.ts'
import { Failure, failureFrom } from './failure.ts'

/** Requests to our own server. Same origin, JSON in and out; the session cookie goes along by itself. */
export interface Api {
  readonly get: <T>(path: string, signal?: AbortSignal) => Promise<T>
  readonly post: <T>(path: string, body: unknown, signal?: AbortSignal) => Promise<T>
  /** @param onProgress  Share of the bytes that have left, 0..1. */
  readonly upload: <T>(path: string, form: FormData, onProgress: (share: number) => void) => Promise<T>
}

const CSRF_HEADER = 'X-Spoor-Csrf'

/** @param csrf  The token of the session that is known now. */
export function createApi(csrf: () => string | undefined): Api {
  return {
    get: (path, signal) => send(path, { method: 'GET', signal: signal ?? null }),
    post: (path, body, signal) =>
      send(path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', [CSRF_HEADER]: csrf() ?? '' },
        body: JSON.stringify(body),
        signal: signal ?? null,
      }),
    upload: (path, form, onProgress) => upload(path, form, csrf() ?? '', onProgress),
  }
}

interface Request extends RequestInit {
  readonly headers?: Readonly<Record<string, string>>
}

async function send<T>(path: string, init: Request): Promise<T> {
  const headers = { Accept: 'application/json', ...init.headers }
  let answer: Response
  try {
    answer = await fetch(path, { ...init, headers, credentials: 'same-origin', redirect: 'error' })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new Failure('unreachable')
  }
  const text = await answer.text().catch(() => '')
  if (!answer.ok) throw failureFrom(answer.status, parsed<Problem>(text))
  if (text === '') return undefined as T
  const value = parsed<T>(text)
  // A proxy that answers with a page of its own has not saved anything.
  if (value === undefined) throw new Failure('fault')
  return value
}

/** `fetch` cannot say how far an upload is, so this one request goes the older way. */
function upload<T>(
  path: string,
  form: FormData,
  csrf: string,
  onProgress: (share: number) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', path)
    request.setRequestHeader('Accept', 'application/json')
    request.setRequestHeader(CSRF_HEADER, csrf)
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      if (total > 0) onProgress(loaded / total)
    })
    request.addEventListener('load', () => {
      const { status, responseText } = request
      if (status < 200 || status > 299) return reject(failureFrom(status, parsed<Problem>(responseText)))
      const value = parsed<T>(responseText)
      if (value === undefined) return reject(new Failure('fault'))
      resolve(value)
    })
    request.addEventListener('error', () => reject(new Failure('unreachable')))
    request.send(form)
  })
}

function parsed<T>(text: string): T | undefined {
  try {
    return JSON.parse(text) as T
  } catch {
    return undefined
  }
}
