type Setting = 'ADDRESS' | 'TOKEN' | 'ELDER_TOKEN' | 'ELDER' | 'MEAL_POINT' | 'FULL_POINT' | 'TOMORROW'

/** What the test tells the program. */
export const { ADDRESS, TOKEN, ELDER_TOKEN, ELDER, MEAL_POINT, FULL_POINT, TOMORROW } = process.env as unknown as Record<Setting, string>

/** Fails the program, and with it the test. */
export function expect(holds: unknown, what: string): asserts holds {
  if (!holds) throw new Error(`Not so: ${what}`)
}
