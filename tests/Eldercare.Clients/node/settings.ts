type Setting = 'ADDRESS' | 'TOKEN' | 'ELDER_TOKEN' | 'ELDER' | 'MEAL_POINT' | 'FULL_POINT' | 'TOMORROW'

/** What the test tells the program. */
export const { ADDRESS, TOKEN, ELDER_TOKEN, ELDER, MEAL_POINT, FULL_POINT, TOMORROW } = process.env as unknown as Record<Setting, string>

/** A day that nobody but these programs' watching looks at. */
export const LATER = new Date(Date.parse(TOMORROW) + 86_400_000).toISOString().slice(0, 10)

/** Where subscriptions go by WebSocket. */
export const SOCKET = `${ADDRESS.replace('http', 'ws')}/graphql`

/** What somebody else does elsewhere, and this program's client only hears of: she books at the meal point, and cancels again. */
export async function bookElsewhere(input: { mealPoint: string, date: string, elder: string }, mutation: 'bookMeal' | 'cancelBooking' = 'bookMeal') {
  const type = mutation === 'bookMeal' ? 'BookMealInput' : 'CancelBookingInput'
  const answer = await fetch(`${ADDRESS}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` },
    body: JSON.stringify({
      query: `mutation ($input: ${type}!) { ${mutation}(input: $input) { errors { ... on UserError { code } } } }`,
      variables: { input: { ...input, meal: 'LUNCH', ...mutation === 'bookMeal' && { channel: 'DINE_IN' }, idempotencyKey: crypto.randomUUID() } },
    }),
  })
  const { data } = await answer.json() as { data?: Record<string, { errors: unknown[] }> }
  expect(data?.[mutation]?.errors.length === 0, `${mutation} elsewhere`)
}

/** Fails the program, and with it the test. */
export function expect(holds: unknown, what: string): asserts holds {
  if (!holds) throw new Error(`Not so: ${what}`)
}
