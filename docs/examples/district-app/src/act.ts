/** Has a wish done, and says in words what came of it: above the screen, whichever that is. */
import { Fault } from './api'
import type { BookMealInput } from './gql/graphql'
import { fill, h, place, say } from './page'
import { distanceWords, mealWords, t } from './words'
import { send, toBook, unanswered, type Done, type Wish } from './wishes'

/** Something was booked or cancelled. */
export const changed = new EventTarget()
export let busy = false

export function clear() {
  if (!busy) fill(place('notice'))
}

export function show(kind: 'good' | 'bad' | 'busy', text: string, ...more: (Node | false)[]) {
  fill(place('notice'), h('div', { class: `notice ${kind}`, role: kind === 'bad' ? 'alert' : false }, h('p', {}, text), ...more))
  if (kind !== 'bad') say(text)
}

/** One at a time: what is tapped meanwhile counts for nothing. */
export async function act(wish: Wish): Promise<void> {
  if (busy) return
  busy = true
  const end = new AbortController()
  show('busy', t.sending)
  changed.dispatchEvent(new Event('busy'))
  try {
    const done = await send(wish, () => show('busy', t.unanswered, h('button', { id: 'stop', onclick: () => end.abort() }, t.stopTrying)), end.signal)
    if (!done) show('bad', t.stopped, dismiss())
    else tell(wish, done)
  } catch (fault) {
    show('bad', fault instanceof Fault ? fault.message : t.unreachable, dismiss())
  } finally {
    busy = false
    changed.dispatchEvent(new Event('changed'))
  }
  place('notice').focus({ preventScroll: true })
  place('notice').scrollIntoView({ block: 'nearest' })
}

/** Asks again for what had no answer when the page was left. */
export function goOn(by: string) {
  const wish = unanswered(by)
  if (wish) void act(wish)
}

function tell(wish: Wish, done: Done) {
  const [refusal] = done.errors
  if (!refusal) {
    const what = mealWords(done.sitting)
    show('good', 'book' in wish ? t.doneBook(what) : t.doneCancel(what), dismiss())
  } else if ('book' in wish && refusal.__typename === 'SittingFull' && refusal.pointsWithRoom?.length) {
    show('bad', 'message' in refusal ? refusal.message : '', h('p', {}, t.otherPoints), ...refusal.pointsWithRoom.map((near, i) =>
      h('button', { id: `near-${i}`, class: 'strong', onclick: () => void act(instead(wish.book, near.mealPoint.id, wish.by)) },
        t.bookHere(near.mealPoint.name, near.sitting.placesLeft, distanceWords(near.metres)))), dismiss())
  } else {
    show('bad', 'message' in refusal ? refusal.message : '', dismiss())
  }
}

/** Another point is another wish, with a key of its own. */
function instead({ idempotencyKey: _, ...first }: BookMealInput, mealPoint: string, by: string): Wish {
  return toBook(by, { ...first, mealPoint })
}

const dismiss = () => h('button', { id: 'dismiss', onclick: clear }, t.dismiss)
