import assert from 'node:assert/strict'
import test from 'node:test'
import { unannounced, undated, unlisted } from './changes.mjs'

const sdl = fields => `type Query { a: Int ${fields} } enum Meal { LUNCH DINNER } input Wish { meal: Meal }`
const dated = '@deprecated(reason: "Deprecated 2026-01-01; removed after 2026-07-01: ask for `a`.")'
const today = '2026-07-02'
const found = (released, current, { listed = '', on = today } = {}) => unannounced(released, current, listed, on)

test('What is added breaks nobody', async () => assert.deepEqual(await found(sdl(''), sdl('b: Int')), []))

test('What goes without a word breaks', async () =>
  assert.deepEqual(await found(sdl('b: Int'), sdl('')), ["Query.b: Field 'b' was removed from object type 'Query'"]))

test('What was announced and listed may go when its day is over', async () => {
  const [released, current, listed] = [sdl(`b: Int ${dated}`), sdl(''), '- `Query.b`: nobody reads it.']
  assert.deepEqual(await found(released, current, { listed }), [])
  assert.equal((await found(released, current, { listed, on: '2026-07-01' })).length, 1)
  assert.equal((await found(released, current)).length, 1)
  assert.equal((await found(sdl('b: Int'), current, { listed })).length, 1)
})

test('An argument and an enum value are announced likewise', async () => {
  const listed = '- `Query.b.at`: unused.\n- `Meal.DINNER`: nobody dines.'
  assert.deepEqual(await found(sdl(`b(at: Int ${dated}): Int`), sdl('b: Int'), { listed }), [])
  const [released, current] = [sdl('').replace('DINNER', `DINNER ${dated}`), sdl('').replace('DINNER', '')]
  assert.deepEqual(await found(released, current, { listed }), [])
  assert.equal((await found(released, current)).length, 1)
})

test('What is asked for more, and what may be null from now on, breaks', async () => {
  assert.equal((await found(sdl(''), sdl('').replace('meal: Meal', 'meal: Meal!'))).length, 1)
  assert.equal((await found(sdl('b: Int!'), sdl('b: Int'))).length, 1)
})

test('What is new is named under Next', async () => {
  const [released, current] = [sdl('c: Int'), sdl('b: Int c(d: Int): Int').replace('DINNER', 'DINNER TEA').replace('meal: Meal }', 'meal: Meal late: Boolean }')]
  assert.deepEqual((await unlisted(released, current, '## Next\n- `a`\n## 0.1.0\n- `b`')).map(path => path.split(' ')[0]).sort(), ['Meal.TEA', 'Query.b', 'Query.c.d', 'Wish.late'])
  assert.deepEqual(await unlisted(released, current, '# Changes\n\n## Next\n- `b`, `c(d:)`, `Meal.TEA` and `Wish.late`.\n## 0.1.0\n'), [])
  const fault = 'type A { a: Int } type B { a: Int } union Fault = A type Query { fault: Fault }'
  assert.equal((await unlisted(fault, fault.replace('= A', '= A | B'), '')).length, 1)
})

test('A deprecation has both days, half a year apart, and what instead', () => {
  assert.deepEqual(undated(sdl(`b(at: Int ${dated}): Int ${dated}`)), [])
  for (const reason of ['Old.', 'Deprecated 2026-01-01; removed after 2026-02-01: ask for `a`.', 'Deprecated 2026-01-01; removed after 2026-07-01:'])
    assert.equal(undated(sdl(`b(at: Int @deprecated(reason: "${reason}")): Int`)).length, 1, reason)
})
