/** One point's day, as it is at this moment: places left, one's own booking, and for the point's staff who comes. */
import { act, busy, changed, show } from './act'
import { ask } from './api'
import { Bookings } from './documents'
import { confirm, fill, h } from './page'
import { elder, me } from './person'
import * as signIn from './signIn'
import { watchBoard, type Change, type Connection } from './watch'
import { toBook, toCancel } from './wishes'
import { cutOffWords, dateWords, day, spanWords, t } from './words'

type Board = NonNullable<Change['board']>
type Sitting = NonNullable<Board['sittings']>[number]
type Channel = 'DINE_IN' | 'TAKEAWAY'

let channel: Channel = 'DINE_IN'

export function boardScreen(root: HTMLElement, point: string, date: string): () => void {
  let board: Board | null | undefined
  let connection: Connection = 'connecting'
  let why = ''
  let booked = new Set<string>()
  const state = h('p', { class: 'state', role: 'status' })
  const body = h('div')
  fill(root, state, body)
  const staff = me?.mealPoint?.id === point
  const stop = watchBoard({ mealPoint: point, date, guests: staff }, change => { board = change.board; draw() }, (now, reason = '') => { [connection, why] = [now, reason]; draw() })
  const onChange = (event: Event) => { draw(); if (event.type === 'changed') void learn() }
  changed.addEventListener('changed', onChange)
  changed.addEventListener('busy', onChange)
  void learn()
  return () => {
    stop()
    changed.removeEventListener('changed', onChange)
    changed.removeEventListener('busy', onChange)
  }

  /** Which of these she has booked. Not knowing it keeps nobody from watching. */
  async function learn() {
    if (!elder) return
    const sittings = (await ask(Bookings, { elder: elder.id }).catch(() => null))?.elder?.bookings
    if (!sittings) return
    booked = new Set(sittings.map(s => s.id))
    draw()
  }

  function draw() {
    const words = connection === 'refused' ? why : t[connection]
    state.className = `state ${connection}`
    if (state.textContent !== words) state.textContent = words
    if (board === undefined) { fill(body, connection === 'connecting' && h('p', { class: 'wait' }, t.loading)); return }
    if (board === null) { fill(body, h('p', { class: 'empty' }, t.noSuchPoint)); return }
    fill(body,
      h('h1', { tabindex: '-1', id: 'heading' }, board.mealPoint.name),
      h('p', {}, board.mealPoint.address),
      h('nav', { class: 'days', 'aria-label': t.when }, [[day(0), t.today] as const, [day(1), t.tomorrow] as const].map(([of, words]) =>
        h('a', { id: `on-${of}`, href: `#/point/${encodeURIComponent(point)}/${of}`, 'aria-current': of === date && 'page' }, words, h('small', {}, ` ${dateWords(of)}`)))),
      board.mealPoint.suspended && h('p', { class: 'notice bad' }, `${t.suspended}${board.mealPoint.suspendedReason ? `: ${board.mealPoint.suspendedReason}` : ''}`),
      elder && h('fieldset', { class: 'choice' }, h('legend', {}, t.how), (['DINE_IN', 'TAKEAWAY'] as const).map(how => h('label', {},
        h('input', { type: 'radio', name: 'how', id: how, checked: how === channel, onchange: () => { channel = how } }), h('span', {}, t[how])))),
      board.sittings?.length ? board.sittings.map(card) : h('p', { class: 'empty' }, t.noSittings))
  }

  function card(sitting: Sitting) {
    const open = !sitting.closed && Date.parse(sitting.cutOff) > Date.now()
    return h('section', { class: 'card', 'data-meal': sitting.meal },
      h('h2', {}, `${t[sitting.meal]} ${spanWords(sitting.servedFrom, sitting.servedUntil)}`),
      h('p', { class: sitting.placesLeft > 0 ? 'room' : 'room none' }, sitting.placesLeft > 0 ? t.left(sitting.placesLeft) : t.full),
      h('p', { class: 'soft' }, [
        t.places(sitting.capacity), sitting.price !== null && t.price((sitting.price / 100).toFixed(2).replace(/\.?0+$/, '')),
        sitting.closed ? t.closed : open ? cutOffWords(sitting.cutOff, date) : t.over,
      ].filter(Boolean).join(' · ')),
      action(sitting, open),
      staff && sitting.guests && guests(sitting, open))
  }

  function action(sitting: Sitting, open: boolean) {
    const meal = { mealPoint: point, date, meal: sitting.meal }
    if (elder && booked.has(sitting.id)) {
      const { id } = elder
      return [h('p', { class: 'mine' }, `✓ ${t.booked}`), open && h('button', { id: `cancel-${sitting.meal}`, disabled: busy, onclick: () => void cancel(sitting, id) }, t.cancel)]
    }
    if (!open || board?.mealPoint.suspended) return false
    if (!me) return h('button', { id: `book-${sitting.meal}`, class: 'strong', onclick: () => void signIn.begin().catch(() => show('bad', t.unreachable)) }, t.signInToBook)
    if (!elder) return !staff && h('p', { class: 'soft' }, t.cannotBook)
    const { id } = elder
    return h('button', { id: `book-${sitting.meal}`, class: sitting.placesLeft > 0 && 'strong', disabled: busy, onclick: () => void act(toBook(me!.subject, { ...meal, elder: id, channel })) },
      sitting.placesLeft > 0 ? t.book : t.bookFull)
  }

  async function cancel(sitting: Sitting, of: string, name = '') {
    const what = `${dateWords(date)} ${t[sitting.meal]} ${name}`
    if (await confirm(t.sure(what), t.cancel, t.keep)) await act(toCancel(me!.subject, { mealPoint: point, date, meal: sitting.meal, elder: of }))
  }

  function guests(sitting: Sitting, open: boolean) {
    const there = sitting.guests!.filter(guest => guest.state !== 'CANCELLED')
    return h('details', { open: true }, h('summary', {}, `${t.guests} (${there.length})`),
      there.length === 0 ? h('p', { class: 'soft' }, t.noGuests) : h('ul', { class: 'guests' }, there.map(({ elder: guest, state: now }) => h('li', {},
        h('span', {}, `${guest?.name ?? '—'} · ${t[now]}`),
        now === 'BOOKED' && open && guest && h('button', { id: `cancel-${sitting.meal}-${guest.id}`, disabled: busy, 'aria-label': t.cancelFor(guest.name), onclick: () => void cancel(sitting, guest.id, guest.name) }, t.cancel)))))
  }
}
