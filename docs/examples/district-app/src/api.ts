/** Asking the API: one function for queries and mutations, with the types of the document it is given. */
import type { TypedDocumentString } from './gql/graphql'
import * as signIn from './signIn'
import { language } from './words'

declare const HOST: string

/** There was no answer: it may or may not have been done. Trying again helps, with the same idempotency key. */
export class Unreachable extends Error {
  /** @param after Seconds the host asks one to wait. */
  constructor(readonly after = 0) { super('unreachable') }
}

/** The host answered, and will not do it: FORBIDDEN, BAD_INPUT, UNAUTHENTICATED… What it says is for people. */
export class Fault extends Error {
  constructor(readonly code: string, message: string) { super(message) }
}

interface Answer<R> { data?: R | null, errors?: { message: string, extensions?: { code?: string } }[] }

const passing = ['OVERLOADED', 'RATE_LIMITED']
/** What this page wrote last: what it reads is as new. */
let written = '0'

/**
 * @param again A new access token was tried already.
 * @throws {Unreachable} without an answer, or when the host has too much to do.
 * @throws {Fault} when it says no.
 */
export async function ask<R, V>(document: TypedDocumentString<R, V>, variables: V, again = false): Promise<R> {
  let answer: Response
  let told: Answer<R>
  try {
    answer = await fetch(`${HOST}/graphql`, {
      method: 'POST',
      headers: { ...await headers(), accept: 'application/graphql-response+json', 'eldercare-after': written },
      body: JSON.stringify({ query: document.toString(), variables }),
      signal: AbortSignal.timeout(20_000),
    })
    told = await answer.json() as Answer<R>
  } catch {
    throw new Unreachable()
  }
  if (answer.headers.has('eldercare-sequence')) written = answer.headers.get('eldercare-sequence')!
  const [error] = told.errors ?? []
  const code = error?.extensions?.code ?? ''
  if (answer.status >= 500 || passing.includes(code)) throw new Unreachable(Number(answer.headers.get('retry-after') ?? 0))
  if (code === 'UNAUTHENTICATED') {
    if (!again && signIn.expire()) return ask(document, variables, true)
    signIn.drop()
  }
  if (error || !told.data) throw new Fault(code, error?.message ?? answer.statusText)
  return told.data
}

/** Of every request. A sign-in that has ended is left out; what anybody may ask is answered without. */
export async function headers(): Promise<Record<string, string>> {
  const token = await signIn.token()
  return { 'content-type': 'application/json', 'accept-language': language, ...token && { authorization: `Bearer ${token}` } }
}
