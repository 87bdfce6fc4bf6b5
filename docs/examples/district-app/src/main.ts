/** The page: its head, which screen is shown, and what becomes of a sign-in. */
import { clear, goOn, show } from './act'
import { boardScreen } from './boardScreen'
import { bookingsScreen } from './bookingsScreen'
import { findScreen } from './findScreen'
import { fill, h, place } from './page'
import * as person from './person'
import * as signIn from './signIn'
import { day, language, switchLanguage, t } from './words'

let leave = () => {}

function head() {
  const { me, elders, elder } = person
  const here = location.hash || '#/'
  const link = (id: string, route: string, words: string) => h('a', { id, href: route, 'aria-current': here === route && 'page' }, words)
  document.documentElement.lang = language
  document.title = t.title
  fill(place('top'),
    h('a', { class: 'skip', href: '#screen', onclick: event => { event.preventDefault(); place('screen').querySelector<HTMLElement>('h1')?.focus() } }, t.skip),
    h('div', { class: 'bar' }, h('strong', { class: 'brand' }, t.title),
      h('button', { id: 'language', lang: language === 'en' ? 'zh-CN' : 'en', onclick: () => { switchLanguage(); clear(); open() } }, t.other),
      h('button', { id: 'sign', class: !me && 'strong', onclick: () => void (me ? signIn.signOut() : signIn.begin()).catch(() => show('bad', t.unreachable)) }, me ? t.signOut : t.signIn)),
    me ? h('p', { id: 'who' }, person.called()) : h('p', { class: 'soft' }, t.notSignedIn, h('br'), t.notSignedInHint),
    elders.length > 1 && h('label', { class: 'whom' }, t.forWhom, ' ', h('select', { id: 'whom', onchange: event => { person.choose((event.target as HTMLSelectElement).value); clear(); open() } },
      elders.map(e => h('option', { value: e.id, selected: e === elder }, e.name)))),
    // One who has a single place to go, and is there, needs no way to it.
    (me || here !== '#/') && h('nav', { 'aria-label': t.title }, link('to-find', '#/', t.find), elder && link('to-bookings', '#/bookings', t.bookings),
      me?.mealPoint && link('to-point', `#/point/${encodeURIComponent(me.mealPoint.id)}/${day(0)}`, t.myPoint)))
}

function open() {
  leave()
  head()
  const [, screen, point, date] = location.hash.split('/')
  const root = place('screen')
  leave = screen === 'point' && point && date ? boardScreen(root, decodeURIComponent(point), date) : screen === 'bookings' ? bookingsScreen(root) : findScreen(root)
}

addEventListener('hashchange', () => {
  clear()
  open()
  scrollTo(0, 0)
  // Who hears the page is told where she is now.
  place('screen').querySelector<HTMLElement>('h1')?.focus({ preventScroll: true })
})
signIn.ended.addEventListener('ended', () => { person.forget(); show('bad', t.signInOver); open() })

async function start() {
  fill(place('screen'), h('p', { class: 'wait' }, t.loading))
  try {
    const came = await signIn.resume()
    await person.learn()
    open()
    if (came === 'signed out') show('good', t.signedOutNow)
    if (came === 'over') show('bad', t.signInOver)
    if (came === 'failed') show('bad', t.signInFailed)
    if (person.me) goOn(person.me.subject)
  } catch {
    head()
    fill(place('screen'), h('p', { class: 'empty', role: 'alert' }, t.unreachable), h('button', { id: 'again', onclick: () => location.reload() }, t.again))
  }
}

void start()
