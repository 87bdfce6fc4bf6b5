/** Which meal points of a district still have room for a meal. */
import { Unreachable, ask } from './api'
import { PointsOfDistrict } from './documents'
import type { PointsOfDistrictQuery } from './gql/graphql'
import { fill, h, say } from './page'
import { dateWords, day, districts, language, spanWords, t } from './words'

type Point = NonNullable<NonNullable<PointsOfDistrictQuery['mealPoints']>['nodes']>[number]
type Meal = 'BREAKFAST' | 'LUNCH' | 'DINNER'

const wish = { district: localStorage.getItem('district') ?? districts[0]![0], ahead: 0, meal: 'LUNCH' as Meal }

export function findScreen(root: HTMLElement): () => void {
  let asked = 0
  const results = h('section', { 'aria-live': 'polite' })
  fill(root,
    h('h1', { tabindex: '-1' }, t.find),
    h('label', { for: 'district' }, t.where),
    h('select', { id: 'district', onchange: event => {
      wish.district = (event.target as HTMLSelectElement).value
      localStorage.setItem('district', wish.district)
      void look()
    } }, districts.map(([code, zh, en]) => h('option', { value: code, selected: code === wish.district }, language === 'en' ? en : zh))),
    choice(t.when, 'day', [['0', t.today], ['1', t.tomorrow]], `${wish.ahead}`, value => { wish.ahead = Number(value) }),
    choice(t.which, 'meal', (['BREAKFAST', 'LUNCH', 'DINNER'] as const).map(meal => [meal, t[meal]]), wish.meal, value => { wish.meal = value as Meal }),
    results)
  void look()
  return () => { asked = -1 }

  function choice(legend: string, name: string, options: [string, string][], chosen: string, take: (value: string) => void) {
    return h('fieldset', { class: 'choice' }, h('legend', {}, legend), options.map(([value, words]) => h('label', {},
      h('input', { type: 'radio', name, id: `${name}-${value}`, value, checked: value === chosen, onchange: () => { take(value); void look() } }), h('span', {}, words))))
  }

  /** Page by page until some have room; `more` goes on from there. */
  async function look(found: readonly Point[] = [], after: string | null = null) {
    const mine = ++asked
    const date = day(wish.ahead)
    fill(results, cards(found, date), h('p', { class: 'wait' }, t.looking))
    try {
      for (let had = found.length; ;) {
        const page = (await ask(PointsOfDistrict, { district: wish.district, date, after })).mealPoints
        // Something else was asked for meanwhile.
        if (mine !== asked) return
        found = [...found, ...page?.nodes?.filter(point => sitting(point)) ?? []]
        after = page?.pageInfo.endCursor ?? null
        const ends = !page?.pageInfo.hasNextPage
        if (!ends && found.length === had) continue
        fill(results,
          found.length > 0 ? h('p', { class: 'soft' }, t.points(found.length)) : [h('p', { class: 'empty' }, t.none), h('p', { class: 'soft' }, t.noneHint)],
          cards(found, date),
          !ends && h('button', { id: 'more', onclick: () => void look(found, after) }, t.more))
        say(found.length > 0 ? t.points(found.length) : t.none)
        return
      }
    } catch (fault) {
      if (mine !== asked) return
      fill(results, h('p', { class: 'empty', role: 'alert' }, fault instanceof Unreachable ? t.unreachable : (fault as Error).message),
        h('button', { id: 'again', onclick: () => void look() }, t.again))
    }
  }

  /** The point's sitting of that meal, if it can still be booked. */
  function sitting(point: Point) {
    return point.suspended ? undefined : point.sittings?.find(s => s.meal === wish.meal && s.placesLeft > 0 && Date.parse(s.cutOff) > Date.now())
  }

  function cards(found: readonly Point[], date: string) {
    return h('ul', { class: 'cards' }, found.map(point => {
      const lunch = sitting(point)!
      return h('li', {}, h('a', { class: 'card', id: point.id, href: `#/point/${encodeURIComponent(point.id)}/${date}` },
        h('strong', {}, point.name), h('span', { class: 'room' }, t.left(lunch.placesLeft)), h('span', {}, point.address),
        h('span', { class: 'soft' }, `${dateWords(date)} ${spanWords(lunch.servedFrom, lunch.servedUntil)}`)))
    }))
  }
}
