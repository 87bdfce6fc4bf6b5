/** Who is signed in, and for whom she books. */
import { ask } from './api'
import { WhoAmI } from './documents'
import type { WhoAmIQuery } from './gql/graphql'
import * as signIn from './signIn'
import { t } from './words'

type Me = NonNullable<WhoAmIQuery['me']>
export interface Elder { readonly id: string, readonly name: string }

export let me: Me | null = null
/** Herself, and those she may act for today. */
export let elders: readonly Elder[] = []
/** The one of them that bookings are for. */
export let elder: Elder | null = null

/** @throws {Unreachable} | {Fault} */
export async function learn(): Promise<void> {
  me = await signIn.token() ? (await ask(WhoAmI, {})).me : null
  elders = me ? [me.elder, ...me.actingFor?.map(right => right.elder) ?? []].filter(e => e !== null) : []
  elder = elders[0] ?? null
}

export function forget() {
  [me, elders, elder] = [null, [], null]
}

export function choose(id: string) {
  elder = elders.find(e => e.id === id) ?? elder
}

/** As she is greeted: name, and what she is here. */
export function called(): string {
  if (!me) return ''
  if (me.elder) return `${me.elder.name} · ${t.elder}`
  if (me.mealPoint) return `${me.mealPoint.name} · ${t.staff}`
  return elders.length > 0 ? t.family : t.office
}
