/** What she has booked from today on. */
import { act, busy, changed } from './act'
import { Unreachable, ask } from './api'
import { Bookings } from './documents'
import type { BookingsQuery } from './gql/graphql'
import { confirm, fill, h } from './page'
import { elder, me } from './person'
import { toCancel } from './wishes'
import { dateWords, mealWords, spanWords, t } from './words'

type Booking = NonNullable<NonNullable<BookingsQuery['elder']>['bookings']>[number]

export function bookingsScreen(root: HTMLElement): () => void {
  const list = h('div')
  fill(root, h('h1', { tabindex: '-1' }, t.bookings), list)
  let over = false
  changed.addEventListener('changed', look)
  fill(list, h('p', { class: 'wait' }, t.looking))
  void look()
  return () => { over = true; changed.removeEventListener('changed', look) }

  async function look() {
    if (!elder) { fill(list, h('p', { class: 'empty' }, me ? t.cannotBook : t.notSignedIn)); return }
    try {
      const bookings = (await ask(Bookings, { elder: elder.id })).elder?.bookings ?? []
      if (!over) fill(list, bookings.length > 0 ? h('ul', { class: 'cards' }, bookings.map(card)) : [h('p', { class: 'empty' }, t.noBookings), h('a', { class: 'button', href: '#/' }, t.find)])
    } catch (fault) {
      if (!over) fill(list, h('p', { class: 'empty', role: 'alert' }, fault instanceof Unreachable ? t.unreachable : (fault as Error).message), h('button', { id: 'again', onclick: () => void look() }, t.again))
    }
  }

  function card(booking: Booking) {
    const { id, date, meal, mealPoint } = booking
    return h('li', { class: 'card' },
      h('strong', {}, `${dateWords(date)} ${t[meal]} ${spanWords(booking.servedFrom, booking.servedUntil)}`),
      mealPoint && h('a', { id: `at-${id}`, href: `#/point/${encodeURIComponent(mealPoint.id)}/${date}` }, mealPoint.name), h('span', {}, mealPoint?.address),
      mealPoint && Date.parse(booking.cutOff) > Date.now() && h('button', { id: `cancel-${id}`, disabled: busy, onclick: async () => {
        if (await confirm(t.sure(mealWords(booking)), t.cancel, t.keep)) await act(toCancel(me!.subject, { mealPoint: mealPoint.id, date, meal, elder: elder!.id }))
      } }, t.cancel))
  }
}
