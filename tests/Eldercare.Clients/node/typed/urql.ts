// The same with urql, its documents checked by the same types, and with Graphcache as its normalised cache.
import { Client, fetchExchange, subscriptionExchange } from '@urql/core'
import { cacheExchange } from '@urql/exchange-graphcache'
import { relayPagination } from '@urql/exchange-graphcache/extras'
import { createClient } from 'graphql-ws'
import WebSocket from 'ws'
import { keysOfValues, servedSchema } from './served'
import { Board, BoardChanged, BookMeal, CancelBooking, DeadLetters, MealPoints, PointsWithRoom } from './documents'
import { ADDRESS, ELDER, ELDER_TOKEN, FULL_POINT, MEAL_POINT, SOCKET, TOKEN, LATER, TOMORROW, bookElsewhere, expect } from '../settings'

const socketOf = (token: string) => createClient({ url: SOCKET, webSocketImpl: WebSocket, connectionParams: { authorization: `Bearer ${token}` } })
const clientOf = (token: string, socket = socketOf(token)) => new Client({
  url: `${ADDRESS}/graphql`,
  preferGetMethod: false,
  fetchOptions: { headers: { authorization: `Bearer ${token}` } },
  exchanges: [
    cacheExchange({ schema: servedSchema, keys: keysOfValues, resolvers: { Query: { mealPoints: relayPagination() } } }),
    fetchExchange,
    subscriptionExchange({
      forwardSubscription: ({ query, variables }) => ({
        subscribe: sink => ({ unsubscribe: socket.subscribe({ query: query ?? '', variables: variables as Record<string, unknown> }, sink) }),
      }),
    }),
  ],
})
const client = clientOf(TOKEN)

const booking = (mealPoint: string) => ({ mealPoint, date: TOMORROW, meal: 'LUNCH', elder: ELDER } as const)
const book = async (mealPoint: string) => {
  const { data, error } = await client.mutation(BookMeal, {
    input: { ...booking(mealPoint), channel: 'DINE_IN', idempotencyKey: crypto.randomUUID() },
  })
  expect(data && !error, `booking answers: ${error}`)
  return data.bookMeal
}

const at = { mealPoint: MEAL_POINT, date: TOMORROW }
const before = (await client.query(Board, at)).data?.mealPointBoard
const lunch = before?.sittings?.[0]
expect(before && lunch, 'the point has a sitting')

const { latitude, longitude } = before.mealPoint
const near = await client.query(PointsWithRoom, { latitude, longitude, date: TOMORROW })
expect(near.data?.nearestMealPoints?.some(p => p.mealPoint?.id === MEAL_POINT && p.sitting.placesLeft > 0), 'it is found by its room')

const booked = await book(MEAL_POINT)
expect(booked.errors.length === 0 && booked.sitting?.id === lunch.id, 'it is booked')
const cached = client.readQuery(Board, at)?.data?.mealPointBoard?.sittings?.[0]
expect(cached?.placesLeft === lunch.placesLeft - 1, 'the board in the cache has a place less')

const again = (await book(MEAL_POINT)).errors[0]
expect(again?.__typename === 'AlreadyBooked' && again.sitting === lunch.id, 'she has a portion already')

const left = await client.mutation(CancelBooking, { input: { ...booking(MEAL_POINT), idempotencyKey: crypto.randomUUID() } })
expect(left.data?.cancelBooking.errors.length === 0, 'it is cancelled')

const full = (await book(FULL_POINT)).errors[0]
expect(full?.__typename === 'SittingFull', 'the other point is full')
expect(full.pointsWithRoom?.some(p => p.mealPoint?.id === MEAL_POINT), 'and says where there is room')

// Another books elsewhere: the message changes the board in the cache.
const then = { mealPoint: MEAL_POINT, date: LATER }
await client.query(Board, then)
const told: string[] = []
await new Promise<void>((resolve, reject) => {
  const subscription = client.subscription(BoardChanged, then).subscribe(({ data, error }) => {
    const change = data?.mealPointBoardChanged
    if (error || !change) return reject(error ?? new Error('no change'))
    told.push(...change.happened)
    if (told.length === 0) bookElsewhere({ ...then, elder: ELDER }).catch(reject)
    else if (told.includes('BOOKED')) { subscription.unsubscribe(); resolve() }
  })
})
const watched = client.readQuery(Board, then)?.data?.mealPointBoard?.sittings?.[0]?.placesLeft
await bookElsewhere({ ...then, elder: ELDER }, 'cancelBooking')

const first = (await client.query(MealPoints, { first: 1 })).data?.mealPoints
expect(first?.pageInfo.hasNextPage, 'there is a second page')
const both = (await client.query(MealPoints, { first: 1, after: first.pageInfo.endCursor })).data?.mealPoints
expect(both?.edges.length === 2 && both.edges[0]?.node.id !== both.edges[1]?.node.id, 'both pages are one list')

const { error } = await clientOf(ELDER_TOKEN).query(DeadLetters, {})
expect(error?.graphQLErrors[0]?.extensions['code'] === 'FORBIDDEN', 'an elder reads no dead letters')

console.log(JSON.stringify({ placesLeft: cached.placesLeft, watched, refused: [again.code, full.code], points: both.edges.length, error: 'FORBIDDEN' }))
