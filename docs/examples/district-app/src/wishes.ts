/**
 * What somebody wants done. It is written down with its idempotency key before it is sent, and sent again with the same key until there is an
 * answer, also after the page was loaded anew: the host gives the first answer again, and nothing is done twice.
 */
import { Fault, Unreachable, ask } from './api'
import { BookMeal, CancelBooking } from './documents'
import type { BookMealInput, BookMealMutation, CancelBookingInput, CancelBookingMutation } from './gql/graphql'
import { pause } from './watch'

export type Wish =
  | { readonly book: BookMealInput, readonly by: string, readonly at: number }
  | { readonly cancel: CancelBookingInput, readonly by: string, readonly at: number }
export type Done = BookMealMutation['bookMeal'] | CancelBookingMutation['cancelBooking']

/** An older one is not what she wants any more, perhaps: it is left to her. */
const stale = 10 * 60_000
const longestWait = 10_000

/** A wish of who is signed in. Keys are the subject's own at the host: another person's wish is never sent for her. */
export const toBook = (by: string, input: Omit<BookMealInput, 'idempotencyKey'>): Wish =>
  ({ book: { ...input, idempotencyKey: crypto.randomUUID() }, by, at: Date.now() })
export const toCancel = (by: string, input: Omit<CancelBookingInput, 'idempotencyKey'>): Wish =>
  ({ cancel: { ...input, idempotencyKey: crypto.randomUUID() }, by, at: Date.now() })

/** The one that was sent and not answered, if this person has one. */
export function unanswered(by: string): Wish | null {
  const wish = JSON.parse(sessionStorage.getItem('wish') ?? 'null') as Wish | null
  return wish?.by === by && Date.now() - wish.at < stale ? wish : null
}

/**
 * Sends it until it is answered.
 * @param waiting Told when an answer did not come and it is tried again.
 * @param end Stops trying.
 * @returns Null when she had it stopped.
 * @throws {Fault} when the host says no to the request itself; a refusal of the wish is an answer.
 */
export async function send(wish: Wish, waiting: () => void, end: AbortSignal): Promise<Done | null> {
  sessionStorage.setItem('wish', JSON.stringify(wish))
  for (let wait = 500; ; wait = Math.min(2 * wait, longestWait)) {
    try {
      const done = 'book' in wish ? (await ask(BookMeal, { input: wish.book })).bookMeal : (await ask(CancelBooking, { input: wish.cancel })).cancelBooking
      sessionStorage.removeItem('wish')
      return done
    } catch (fault) {
      if (!(fault instanceof Unreachable)) {
        // Whose sign-in has ended may have been heard before: it is asked again when she is back.
        if (!(fault instanceof Fault && fault.code === 'UNAUTHENTICATED')) sessionStorage.removeItem('wish')
        throw fault
      }
      waiting()
      await pause(Math.max(wait, 1000 * fault.after), end)
      if (end.aborted) {
        sessionStorage.removeItem('wish')
        return null
      }
    }
  }
}
