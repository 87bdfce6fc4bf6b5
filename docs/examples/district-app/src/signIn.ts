/**
 * Signing in at the city's own server: authorization code with PKCE (RFC 7636). The page has no secret and never sees a password. Tokens stay in
 * this page's memory: whoever reloads it is sent to the server and back at once, without being asked again while her session there lasts.
 */

declare const HOST: string
declare const CLIENT: string

/** The sign-in has ended, and not by signing out: another one is needed. */
export const ended = new EventTarget()

interface Tokens { readonly access: string, readonly refresh: string, readonly until: number }
interface Endpoints { authorization_endpoint: string, token_endpoint: string, revocation_endpoint: string, end_session_endpoint: string }

const redirect = `${location.origin}/callback`
let tokens: Tokens | null = null
let renewing: Promise<string | null> | undefined
let endpoints: Promise<Endpoints> | undefined

/** Where everything is. Fails as fetch does when the server cannot be reached, and is asked again the next time. */
function discover(): Promise<Endpoints> {
  endpoints ??= fetch(`${HOST}/.well-known/openid-configuration`).then(answer => answer.json() as Promise<Endpoints>)
  return endpoints.catch(fault => { endpoints = undefined; throw fault })
}

const random = () => base64url(crypto.getRandomValues(new Uint8Array(32)))
const base64url = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')

/**
 * Goes to the server's page, which comes back to /callback.
 * @param quietly Shows no page: comes back with an error when nobody is signed in there.
 */
export async function begin(quietly = false): Promise<void> {
  const { authorization_endpoint } = await discover()
  const [verifier, state] = [random(), random()]
  sessionStorage.setItem('sign-in', JSON.stringify({ verifier, state, back: location.hash }))
  const challenge = base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))))
  location.assign(`${authorization_endpoint}?${new URLSearchParams({
    response_type: 'code', client_id: CLIENT, redirect_uri: redirect, scope: 'openid offline_access', state,
    code_challenge: challenge, code_challenge_method: 'S256', ...quietly && { prompt: 'none' },
  })}`)
  // This page is being left.
  await new Promise(() => {})
}

/** At the start of the page: takes the code it was sent, or asks for one quietly when this tab was signed in. */
export async function resume(): Promise<'signed in' | 'signed out' | 'over' | 'failed' | 'anonymous'> {
  if (location.pathname === '/callback') {
    const given = new URLSearchParams(location.search)
    const begun = JSON.parse(sessionStorage.getItem('sign-in') ?? 'null') as { verifier: string, state: string, back: string } | null
    sessionStorage.removeItem('sign-in')
    history.replaceState(null, '', `/${begun?.back ?? ''}`)
    const code = given.get('code')
    if (code && begun?.state === given.get('state')) {
      await exchange({ grant_type: 'authorization_code', code, redirect_uri: redirect, code_verifier: begun.verifier })
      if (tokens) sessionStorage.setItem('signed-in', 'yes')
      return tokens ? 'signed in' : 'failed'
    }
    const wasSignedIn = sessionStorage.getItem('signed-in')
    sessionStorage.removeItem('signed-in')
    if (given.get('error') === 'login_required') return wasSignedIn ? 'over' : 'anonymous'
    return given.size === 0 ? 'signed out' : 'failed'
  }
  if (sessionStorage.getItem('signed-in')) await begin(true)
  return 'anonymous'
}

/** An access token that is good for some time yet; null when nobody is signed in. */
export async function token(): Promise<string | null> {
  if (!tokens || Date.now() < tokens.until - 30_000) return tokens?.access ?? null
  // A refresh token is good once, and using it twice ends the sign-in: never two at a time.
  renewing ??= exchange({ grant_type: 'refresh_token', refresh_token: tokens.refresh }).then(() => tokens?.access ?? null).finally(() => { renewing = undefined })
  return renewing
}

/** The host does not take the access token any more: the next one is a new one, if the sign-in is good still. Says whether there was one at all. */
export function expire(): boolean {
  if (tokens) tokens = { ...tokens, until: 0 }
  return tokens !== null
}

/** Nothing is left of the sign-in in this page, because the server said that it is over. */
export function drop() {
  if (!tokens) return
  tokens = null
  sessionStorage.removeItem('signed-in')
  ended.dispatchEvent(new Event('ended'))
}

async function exchange(wish: Record<string, string>) {
  const { token_endpoint } = await discover()
  const answer = await fetch(token_endpoint, { method: 'POST', body: new URLSearchParams({ client_id: CLIENT, ...wish }), signal: AbortSignal.timeout(15_000) })
  if (!answer.ok) {
    if (answer.status >= 500 || answer.status === 429) throw new TypeError(`${answer.status}`)
    drop()
    return
  }
  const given = await answer.json() as { access_token: string, refresh_token: string, expires_in: number }
  tokens = { access: given.access_token, refresh: given.refresh_token, until: Date.now() + given.expires_in * 1000 }
}

/** Revokes what this page was given, and then ends the session at the server too: the next one at this device is somebody else. */
export async function signOut(): Promise<void> {
  const { revocation_endpoint, end_session_endpoint } = await discover()
  if (tokens) await fetch(revocation_endpoint, { method: 'POST', body: new URLSearchParams({ client_id: CLIENT, token: tokens.refresh }), signal: AbortSignal.timeout(15_000) })
  tokens = null
  sessionStorage.clear()
  location.assign(`${end_session_endpoint}?${new URLSearchParams({ client_id: CLIENT, post_logout_redirect_uri: redirect })}`)
  await new Promise(() => {})
}
