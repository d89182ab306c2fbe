/** Where people go when nothing better is known. */
const HOME = '/'
const LONGEST = 500
/** Words of the screens; what somebody typed into an address is not repeated in an answer. */
const SEARCH = /^\?(?:[a-zA-Z]+=[a-z-]*&?)*$/
const HASH = /^#[a-z-]+$/

/**
 * The path to go to after signing in, when it is one of ours: never another origin, whatever a browser makes of
 * slashes, backslashes and invisible characters, and never back into the sign-in itself.
 */
export function returnPath(wanted: string | undefined, origin: string): string {
  if (wanted === undefined || wanted.length > LONGEST || !/^\/(?![/\\])[\x21-\x7e]*$/.test(wanted))
    return HOME
  const url = URL.parse(wanted, origin)
  if (!url || url.origin !== origin || wanted.includes('\\')) return HOME
  if (/^\/(?:auth|v1|demo-idp|sign-in|demo-sign-in)(?:\/|$)/.test(url.pathname)) return HOME
  const search = SEARCH.test(url.search) ? url.search : ''
  const path = `${url.pathname}${search}${HASH.test(url.hash) ? url.hash : ''}`
  // Dots in a path can leave two slashes in front, which a browser would take for a host.
  return path.startsWith('//') ? HOME : path
}
