// A district's app with Apollo Client 4: finds a place, books it, reads and watches the board, pages, and meets a refusal and a forbidden field.
import { ApolloClient, ApolloLink, CombinedGraphQLErrors, HttpLink, InMemoryCache } from '@apollo/client'
import { GraphQLWsLink } from '@apollo/client/link/subscriptions'
import { relayStylePagination } from '@apollo/client/utilities'
import { OperationTypeNode } from 'graphql'
import { createClient } from 'graphql-ws'
import WebSocket from 'ws'
import { filter, firstValueFrom } from 'rxjs'
import { introspectionOfUnions } from './served'
import { Board, BoardChanged, BookMeal, CancelBooking, DeadLetters, MealPoints, PointsWithRoom } from './documents'
import { ADDRESS, ELDER, ELDER_TOKEN, FULL_POINT, MEAL_POINT, SOCKET, TOKEN, LATER, TOMORROW, bookElsewhere, expect } from '../settings'

const clientOf = (token: string) => new ApolloClient({
  // Subscriptions over a WebSocket that is opened with the first of them, all else over HTTP.
  link: ApolloLink.split(
    ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
    new GraphQLWsLink(createClient({ url: SOCKET, webSocketImpl: WebSocket, connectionParams: { authorization: `Bearer ${token}` } })),
    new HttpLink({ uri: `${ADDRESS}/graphql`, headers: { authorization: `Bearer ${token}` } })),
  cache: new InMemoryCache({
    possibleTypes: introspectionOfUnions,
    typePolicies: { Query: { fields: { mealPoints: relayStylePagination() } } },
  }),
})
const client = clientOf(TOKEN)

const booking = (mealPoint: string) => ({ mealPoint, date: TOMORROW, meal: 'LUNCH', elder: ELDER } as const)
const book = (mealPoint: string) => client.mutate({
  mutation: BookMeal, variables: { input: { ...booking(mealPoint), channel: 'DINE_IN', idempotencyKey: crypto.randomUUID() } },
})

const board = { query: Board, variables: { mealPoint: MEAL_POINT, date: TOMORROW } }
const before = (await client.query(board)).data?.mealPointBoard
const lunch = before?.sittings?.[0]
expect(before && lunch, 'the point has a sitting')

const { latitude, longitude } = before.mealPoint
const near = await client.query({ query: PointsWithRoom, variables: { latitude, longitude, date: TOMORROW } })
expect(near.data?.nearestMealPoints?.some(p => p.mealPoint?.id === MEAL_POINT && p.sitting.placesLeft > 0), 'it is found by its room')

// What a mutation answers changes what the cache has of the same id: nobody asks for the board again.
const seen: (number | undefined)[] = []
const shown = client.watchQuery(board).subscribe(({ data }) => seen.push(data?.mealPointBoard?.sittings?.[0]?.placesLeft as number | undefined))
const booked = (await book(MEAL_POINT)).data?.bookMeal
expect(booked?.errors.length === 0 && booked.sitting?.id === lunch.id, 'it is booked')
await new Promise(resolve => setTimeout(resolve, 0))
expect(seen.at(-1) === lunch.placesLeft - 1, `the board in the cache has a place less: ${seen}`)
shown.unsubscribe()

const again = (await book(MEAL_POINT)).data?.bookMeal.errors[0]
expect(again?.__typename === 'AlreadyBooked' && again.sitting === lunch.id && again.path === null, 'she has a portion already')

const left = await client.mutate({ mutation: CancelBooking, variables: { input: { ...booking(MEAL_POINT), idempotencyKey: crypto.randomUUID() } } })
expect(left.data?.cancelBooking.errors.length === 0, 'it is cancelled')

const full = (await book(FULL_POINT)).data?.bookMeal.errors[0]
expect(full?.__typename === 'SittingFull', 'the other point is full')
expect(full.pointsWithRoom?.some(p => p.mealPoint?.id === MEAL_POINT), 'and says where there is room')

// Another books elsewhere: the message changes the board in the cache.
const later = { query: Board, variables: { mealPoint: MEAL_POINT, date: LATER } }
await client.query(later)
const told: string[] = []
await new Promise<void>((resolve, reject) => {
  const subscription = client.subscribe({ query: BoardChanged, variables: later.variables }).subscribe({
    error: reject,
    next: ({ data, error }) => {
      const change = data?.mealPointBoardChanged
      if (error || !change) return reject(error ?? new Error('no change'))
      told.push(...change.happened)
      if (told.length === 0) bookElsewhere({ ...later.variables, elder: ELDER }).catch(reject)
      else if (told.includes('BOOKED')) { subscription.unsubscribe(); resolve() }
    },
  })
})
const watched = client.readQuery(later)?.mealPointBoard?.sittings?.[0]?.placesLeft
await bookElsewhere({ ...later.variables, elder: ELDER }, 'cancelBooking')

// Two pages stand in the cache as one list.
const list = client.watchQuery({ query: MealPoints, variables: { first: 1 } })
const first = await firstValueFrom(list.pipe(filter(result => result.dataState === 'complete')))
const cursor = first.data?.mealPoints?.pageInfo.endCursor
expect(first.data?.mealPoints?.pageInfo.hasNextPage && cursor, 'there is a second page')
await list.fetchMore({ variables: { after: cursor } })
const points = list.getCurrentResult().data?.mealPoints?.edges?.map(e => e?.node?.id)
expect(points?.length === 2 && points[0] !== points[1], 'both pages are one list')

const forbidden = await clientOf(ELDER_TOKEN).query({ query: DeadLetters, errorPolicy: 'none' }).catch((error: unknown) => error)
expect(CombinedGraphQLErrors.is(forbidden) && forbidden.errors[0]?.extensions?.['code'] === 'FORBIDDEN', 'an elder reads no dead letters')

console.log(JSON.stringify({ placesLeft: seen.at(-1), watched, refused: [again.code, full.code], points: points.length, error: 'FORBIDDEN' }))
process.exit(0)
