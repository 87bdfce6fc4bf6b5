// A district's app with Relay: ids, connections and refetching through node(id), by what relay-compiler made of documents.ts.
import {
  ConnectionHandler, Environment, Network, Observable, RecordSource, Store, commitMutation, createOperationDescriptor, fetchQuery, getPaginationMetadata,
  getRequest, getSelector, requestSubscription, type FetchFunction, type GraphQLResponse, type GraphQLTaggedNode, type MutationParameters,
  type OperationType, type SubscribeFunction,
} from 'relay-runtime'
import { createClient } from 'graphql-sse'
import type { documentsBoardChangedSubscription } from '../generated/relay/artifacts/documentsBoardChangedSubscription.graphql'
import type { documentsBoardQuery } from '../generated/relay/artifacts/documentsBoardQuery.graphql'
import type { documentsBookMealMutation } from '../generated/relay/artifacts/documentsBookMealMutation.graphql'
import type { documentsCancelBookingMutation } from '../generated/relay/artifacts/documentsCancelBookingMutation.graphql'
import type { documentsDeadLettersQuery } from '../generated/relay/artifacts/documentsDeadLettersQuery.graphql'
import type { documentsElderQuery } from '../generated/relay/artifacts/documentsElderQuery.graphql'
import type { documentsLedger$data } from '../generated/relay/artifacts/documentsLedger.graphql'
import type { documentsLedgerPageQuery } from '../generated/relay/artifacts/documentsLedgerPageQuery.graphql'
import type { documentsMealPoints$data } from '../generated/relay/artifacts/documentsMealPoints.graphql'
import type { documentsMealPointsPageQuery } from '../generated/relay/artifacts/documentsMealPointsPageQuery.graphql'
import type { documentsMealPointsQuery } from '../generated/relay/artifacts/documentsMealPointsQuery.graphql'
import type { documentsOpenMealPointMutation } from '../generated/relay/artifacts/documentsOpenMealPointMutation.graphql'
import type { documentsPointsWithRoomQuery } from '../generated/relay/artifacts/documentsPointsWithRoomQuery.graphql'
import { ADDRESS, ELDER, ELDER_TOKEN, FULL_POINT, MEAL_POINT, TOKEN, LATER, TOMORROW, bookElsewhere, expect } from '../settings'
import * as documents from './documents'

let sequence = '0'

/** Reads are as new as what this client wrote last. */
const fetchAs = (token: string): FetchFunction => async ({ text }, variables) => {
  const answer = await fetch(`${ADDRESS}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'eldercare-after': sequence },
    body: JSON.stringify({ query: text, variables }),
  })
  sequence = answer.headers.get('eldercare-sequence') ?? sequence
  return await answer.json()
}
/** Subscriptions as Server-Sent Events, each over a request of its own. */
const watchAs = (token: string): SubscribeFunction => {
  const events = createClient({ url: `${ADDRESS}/graphql`, headers: { authorization: `Bearer ${token}` } })
  return ({ text }, variables) => Observable.create<GraphQLResponse>(sink => events.subscribe({ query: text ?? '', variables }, {
    next: message => sink.next(message as GraphQLResponse), error: fault => sink.error(fault as Error), complete: () => sink.complete(),
  }))
}
const environmentOf = (token: string) => new Environment({ network: Network.create(fetchAs(token), watchAs(token)), store: new Store(new RecordSource()) })
const environment = environmentOf(TOKEN)

const ask = async <T extends OperationType>(query: GraphQLTaggedNode, variables: T['variables']): Promise<T['response']> => {
  const response = await fetchQuery<T>(environment, query, variables).toPromise()
  expect(response, 'it is answered')
  environment.retain(createOperationDescriptor(getRequest(query), variables))
  return response
}
const change = <T extends MutationParameters>(mutation: GraphQLTaggedNode, variables: T['variables']) =>
  new Promise<T['response']>((resolve, reject) => commitMutation<T>(environment, { mutation, variables, onCompleted: resolve, onError: reject }))
const inStore = <T>(query: GraphQLTaggedNode, variables: object) =>
  environment.lookup(createOperationDescriptor(getRequest(query), variables).fragment).data as T
/** What a component with useFragment would be given. */
const fragment = <T>(node: GraphQLTaggedNode, reference: unknown): T => {
  const selector = getSelector(node as never, reference)
  expect(selector?.kind === 'SingularReaderSelector', 'the fragment is spread there')
  return environment.lookup(selector).data as T
}

const booking = (mealPoint: string) => ({ mealPoint, date: TOMORROW, meal: 'LUNCH', elder: ELDER } as const)
const book = async (mealPoint: string) => (await change<documentsBookMealMutation>(documents.bookMeal, {
  input: { ...booking(mealPoint), channel: 'DINE_IN', idempotencyKey: crypto.randomUUID() },
})).bookMeal

const at = { mealPoint: MEAL_POINT, date: TOMORROW }
const before = (await ask<documentsBoardQuery>(documents.board, at)).mealPointBoard
const lunch = before?.sittings?.[0]
expect(before && lunch, 'the point has a sitting')

const { latitude, longitude } = before.mealPoint
const near = await ask<documentsPointsWithRoomQuery>(documents.pointsWithRoom, { latitude, longitude, date: TOMORROW })
expect(near.nearestMealPoints?.some(p => p.mealPoint?.id === MEAL_POINT && p.sitting.placesLeft > 0), 'it is found by its room')

const booked = await book(MEAL_POINT)
expect(booked.errors.length === 0 && booked.sitting?.id === lunch.id, 'it is booked')
const after = inStore<documentsBoardQuery['response']>(documents.board, at).mealPointBoard?.sittings?.[0]
expect(after?.placesLeft === lunch.placesLeft - 1, 'the board in the store has a place less')

const again = (await book(MEAL_POINT)).errors[0]
expect(again?.__typename === 'AlreadyBooked' && again.sitting === lunch.id, 'she has a portion already')
const left = await change<documentsCancelBookingMutation>(documents.cancelBooking, { input: { ...booking(MEAL_POINT), idempotencyKey: crypto.randomUUID() } })
expect(left.cancelBooking.errors.length === 0, 'it is cancelled')
const full = (await book(FULL_POINT)).errors[0]
expect(full?.__typename === 'SittingFull' && full.pointsWithRoom?.some(p => p.mealPoint?.id === MEAL_POINT), 'the other is full and says where there is room')

// Another books elsewhere: the message changes the board in the store.
const then = { mealPoint: MEAL_POINT, date: LATER }
await ask<documentsBoardQuery>(documents.board, then)
const told: string[] = []
await new Promise<void>((resolve, reject) => {
  const subscription = requestSubscription<documentsBoardChangedSubscription>(environment, {
    subscription: documents.boardChanged, variables: then, onError: reject,
    onNext: response => {
      const change = response?.mealPointBoardChanged
      if (!change) return reject(new Error('no change'))
      told.push(...change.happened)
      if (told.length === 0) bookElsewhere({ ...then, elder: ELDER }).catch(reject)
      else if (told.includes('BOOKED')) { subscription.dispose(); resolve() }
    },
  })
})
const watched = inStore<documentsBoardQuery['response']>(documents.board, then).mealPointBoard?.sittings?.[0]?.placesLeft
await bookElsewhere({ ...then, elder: ELDER }, 'cancelBooking')

// usePaginationFragment on Query: the next page comes into the connection, and what was opened is appended to it.
const district = '321102'
await ask<documentsMealPointsQuery>(documents.mealPoints, { district })
const points = () => fragment<documentsMealPoints$data>(
  documents.listOfMealPoints, inStore(documents.mealPoints, { district })).mealPoints
const cursor = points()?.pageInfo.endCursor
expect(points()?.edges.length === 1 && points()?.pageInfo.hasNextPage && cursor, 'the first page has one point')
await ask<documentsMealPointsPageQuery>(getPaginationMetadata(documents.listOfMealPoints as never, 'mealPoints').paginationRequest, { district, count: 1, cursor })
expect(points()?.edges.length === 2, 'the second page joins the first')
const connection = ConnectionHandler.getConnectionID('client:root', 'documents_mealPoints', { district })
const opened = await change<documentsOpenMealPointMutation>(documents.openMealPoint, {
  connections: [connection],
  input: {
    idempotencyKey: crypto.randomUUID(), name: 'Opened by Relay', address: 'Street 9', district, latitude: 32.3, longitude: 119.5,
    week: [{ day: 'MONDAY', meal: 'LUNCH', capacity: 5, walkInBuffer: 0, servedFrom: '11:00', servedUntil: '13:00', cutOffMinutes: 60 }],
  },
})
expect(points()?.edges.at(-1)?.node.id === opened.openMealPoint.mealPoint?.id, 'the new point stands at the end of the list')

// usePaginationFragment on a node: the next page is asked of node(id).
await ask<documentsElderQuery>(documents.elder, { elder: ELDER })
const ledger = () => fragment<documentsLedger$data>(
  documents.ledger, inStore<documentsElderQuery['response']>(documents.elder, { elder: ELDER }).elder).ledger
expect(ledger()?.edges.length === 1 && ledger()?.edges[0]?.node.kind === 'BookingCancelled', 'the newest entry is what was just done')
await ask<documentsLedgerPageQuery>(
  getPaginationMetadata(documents.ledger as never, 'ledger').paginationRequest, { id: ELDER, count: 1, cursor: ledger()?.pageInfo.endCursor })
expect(ledger()?.edges.map(e => e.node.kind).join() === 'BookingCancelled,MealBooked', 'the page of the node joins the first')

const elders = environmentOf(ELDER_TOKEN)
await fetchQuery(elders, documents.deadLetters, {}).toPromise()
const { deadLetters } = elders.lookup(createOperationDescriptor(getRequest(documents.deadLetters), {}).fragment)
  .data as unknown as documentsDeadLettersQuery['response']
expect(!deadLetters.ok, 'an elder reads no dead letters')
const [fault] = deadLetters.errors as readonly { extensions?: { code: string } }[]
expect(fault?.extensions?.code === 'FORBIDDEN', 'and the field says so')

console.log(JSON.stringify({ placesLeft: after.placesLeft, watched, refused: [again.code, full.code], points: points()?.edges.length, error: 'FORBIDDEN' }))
