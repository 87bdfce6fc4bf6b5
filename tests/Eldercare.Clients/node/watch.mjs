// Watches one board over a WebSocket and one over Server-Sent Events at the first host, books at the second, loses the first, and goes on at
// the second from where it was. Prints what each client was told.
import { createClient as overSocket } from 'graphql-ws'
import { createClient as overStream } from 'graphql-sse'
import WebSocket from 'ws'

const { FIRST, SECOND, TOKEN, MEAL_POINT, ELDERS, DAYS } = process.env
const authorization = `Bearer ${TOKEN}`
const elders = ELDERS.split(' ')
const [day, closed, closedLater] = DAYS.split(' ')
const board = `subscription ($mealPoint: ID!, $date: LocalDate!, $after: Sequence) {
  mealPointBoardChanged(mealPoint: $mealPoint, date: $date, after: $after) { sequence happened board { sittings { booked } } }
}`
const work = `subscription ($mealPoint: ID!, $after: Sequence) {
  workItemRaised(mealPoint: $mealPoint, after: $after) { sequence item { kind elder { id } } }
}`

async function call(host, query, vars) {
  const answer = await fetch(`${host}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify({ query, variables: vars }),
  })
  const { data, errors } = await answer.json()
  if (errors) throw new Error(JSON.stringify(errors))
  return data
}

let key = 0
const mutate = (host, name, input) => call(
  host, `mutation ($input: ${name[0].toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { errors { ... on UserError { code } } } }`,
  { input: { ...input, idempotencyKey: `watch ${++key}` } })
const book = (host, date, elder) => mutate(host, 'bookMeal', { mealPoint: MEAL_POINT, date, meal: 'LUNCH', elder, channel: 'DINE_IN' })

// Where the clients connect; they come back by themselves when a connection breaks.
let host = FIRST
const soon = () => new Promise((resolve) => { setTimeout(resolve, 100) })
const overWebSocket = overSocket({
  url: () => `${host.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket, connectionParams: { authorization }, retryAttempts: 50, retryWait: soon,
})
const overEvents = overStream({ url: () => `${host}/graphql`, headers: { authorization }, retryAttempts: 50, retry: soon })

// Keeps what came, and can be waited for. What is asked for when it comes back is what comes after the last message it had.
function watch(client, query, vars) {
  const told = []
  let wake = () => {}
  client.subscribe({ query, variables: { ...vars, get after() { return told.at(-1)?.sequence } } }, {
    next: (message) => {
      if (message.errors) throw new Error(JSON.stringify(message.errors))
      told.push(Object.values(message.data)[0])
      wake()
    },
    error: (fault) => { throw new Error(String(fault?.message ?? JSON.stringify(fault))) },
    complete: () => { throw new Error('It ended.') },
  })
  told.until = async (enough) => {
    while (!enough(told)) await new Promise((resolve) => { wake = resolve })
  }
  return told
}
const bookedIn = (told) => told.at(-1)?.board.sittings[0].booked

const watching = {
  socket: watch(overWebSocket, board, { mealPoint: MEAL_POINT, date: day }),
  stream: watch(overEvents, board, { mealPoint: MEAL_POINT, date: day }),
  work: watch(overWebSocket, work, { mealPoint: MEAL_POINT }),
}
await Promise.all(Object.values(watching).map((w) => w.until((t) => t.length > 0)))
const half = elders.length / 2
await Promise.all(elders.slice(0, half).flatMap((e) => [book(SECOND, day, e), book(SECOND, closed, e)]))
await Promise.all([watching.socket, watching.stream].map((w) => w.until((t) => bookedIn(t) === half)))

// Who has booked on a day that is closed has no place any more: that is work.
await mutate(SECOND, 'closeMealPointOn', { mealPoint: MEAL_POINT, dates: [closed], reason: 'power cut' })
await watching.work.until((t) => t.length === 1 + half)

// The test kills the first host when it reads this line.
host = SECOND
console.log('READY')
await Promise.all(elders.slice(half).flatMap((e) => [book(SECOND, day, e), book(SECOND, closedLater, e)]))
await mutate(SECOND, 'closeMealPointOn', { mealPoint: MEAL_POINT, dates: [closedLater], reason: 'power cut again' })
await Promise.all([watching.socket, watching.stream].map((w) => w.until((t) => bookedIn(t) === elders.length)))
await watching.work.until((t) => t.length === 1 + elders.length)
const items = watching.work.slice(1)
console.log(JSON.stringify({
  booked: [bookedIn(watching.socket), bookedIn(watching.stream)],
  happened: [...new Set(watching.socket.flatMap((m) => m.happened))].sort(),
  work: items.length,
  inOrder: items.every((m, i) => i === 0 || m.sequence > items[i - 1].sequence),
  elders: new Set(items.map((m) => m.item.elder.id)).size,
}))
process.exit(0)
