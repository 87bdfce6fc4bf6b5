/**
 * Watching a board: GraphQL over Server-Sent Events (graphql-sse's distinct connections), read by fetch. When the connection is lost it is made
 * again, and the host is told what was seen last (`after`), so that no change is missed.
 */
import { headers } from './api'
import { BoardChanged } from './documents'
import type { BoardChangedSubscription } from './gql/graphql'
import * as signIn from './signIn'

declare const HOST: string

export type Change = NonNullable<BoardChangedSubscription['mealPointBoardChanged']>
export type Connection = 'connecting' | 'live' | 'lost' | 'refused'

/** The host sends a sign of life every 15 seconds: after this long without one, nobody is there, even if the network says nothing. */
const silence = 40_000
const longestWait = 15_000

/**
 * @param told Gets the board as it is, and then after every change.
 * @param state Gets how the connection is, and why when it is refused.
 * @returns Ends it.
 */
export function watchBoard(
  what: { mealPoint: string, date: string, guests: boolean }, told: (change: Change) => void, state: (now: Connection, why?: string) => void,
): () => void {
  const end = new AbortController()
  void run()
  return () => end.abort()

  async function run() {
    let after: number | null = null
    let failures = 0
    state('connecting')
    while (!end.signal.aborted) {
      try {
        for await (const event of events({ ...what, after }, end.signal)) {
          failures = 0
          if (event === 'alive') { state('live'); continue }
          const [error] = event.errors ?? []
          const code = error?.extensions?.code
          // An access token lives ten minutes, a board is watched for longer: connected again with the next one.
          if (code === 'UNAUTHENTICATED') signIn.expire()
          if (error && code !== 'UNAUTHENTICATED' && code !== 'TOO_SLOW') { state('refused', error.message); return }
          const change: Change | null | undefined = event.data?.mealPointBoardChanged
          if (!change) continue
          after = change.sequence
          told(change)
        }
      } catch {
        // Whatever broke it: begun again below.
      }
      if (end.signal.aborted) return
      state('lost')
      // Soon the first time, later and later then, and never all clients of a host together.
      await pause(Math.min(longestWait, 250 * 2 ** failures++) * (0.5 + Math.random()), end.signal)
    }
  }
}

interface Next { data?: BoardChangedSubscription | null, errors?: { message: string, extensions?: { code?: string } }[] }

/** What comes over one connection, until it is complete or breaks. */
async function* events(variables: object, end: AbortSignal): AsyncGenerator<Next | 'alive'> {
  const connection = new AbortController()
  const cut = () => connection.abort()
  let watchdog = setTimeout(cut, silence)
  end.addEventListener('abort', cut)
  // A device that has lost its network knows it before the connection does.
  addEventListener('offline', cut)
  try {
    const answer = await fetch(`${HOST}/graphql`, {
      method: 'POST',
      headers: { ...await headers(), accept: 'text/event-stream' },
      body: JSON.stringify({ query: BoardChanged.toString(), variables }),
      signal: connection.signal,
    })
    if (!answer.headers.get('content-type')?.startsWith('text/event-stream')) {
      if (answer.status < 500 && answer.status !== 429) yield await answer.json() as Next
      return
    }
    let buffer = ''
    for await (const chunk of chunks(answer.body!.pipeThrough(new TextDecoderStream()))) {
      clearTimeout(watchdog)
      watchdog = setTimeout(cut, silence)
      yield 'alive'
      const messages = (buffer + chunk).split('\n\n')
      buffer = messages.pop()!
      for (const message of messages) {
        const lines = message.split('\n')
        if (lines.includes('event: complete')) return
        const data = lines.find(line => line.startsWith('data: '))
        if (lines.includes('event: next') && data) yield JSON.parse(data.slice(6)) as Next
      }
    }
  } finally {
    clearTimeout(watchdog)
    end.removeEventListener('abort', cut)
    removeEventListener('offline', cut)
    connection.abort()
  }
}

/** Not every browser can walk through a stream with `for await`. */
async function* chunks(stream: ReadableStream<string>): AsyncGenerator<string> {
  const reader = stream.getReader()
  for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value
}

/** Waits so many milliseconds, but no longer than until the network is back. */
export function pause(milliseconds: number, end: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const done = () => {
      clearTimeout(timer)
      removeEventListener('online', done)
      end.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, milliseconds)
    addEventListener('online', done)
    end.addEventListener('abort', done)
  })
}
