import { createGraphiQLFetcher, type Fetcher } from '@graphiql/toolkit'
import { GraphiQL } from 'graphiql'
import { createRoot } from 'react-dom/client'
import 'graphiql/style.css'
import './page.css'

declare const WORKERS: Record<string, string>

globalThis.MonacoEnvironment = {
  getWorker: (_, label) => new Worker(`/graphiql/${WORKERS[label] ?? WORKERS.editor}`),
}

const start = `# Ctrl-Enter runs what the cursor is in.
# The book on the left explains every field.
#
# To sign in, put a token behind "Bearer " in
# the headers below. It stays in this tab.
# (The demo prints tokens; so does
# ./eldercare token ROLE.)

query Hello {
  cityFigures {
    people60
    mealsServed
  }
  mealPoints(first: 3) {
    nodes {
      id
      name
      district
    }
  }
}
`

const address = `${location.origin}/graphql`
const ask = createGraphiQLFetcher({
  url: address,
  subscriptionUrl: address.replace(/^http/, 'ws'),
  enableIncrementalDelivery: false,
})

/** A place for the token that nobody has filled yet is no token. */
const fetcher: Fetcher = (params, options) => {
  const headers = Object.fromEntries(
    Object.entries((options?.headers ?? {}) as Record<string, unknown>).filter(([, value]) => !/^(Bearer)?\s*$/i.test(String(value))))
  return ask(params, { ...options, headers })
}

createRoot(document.getElementById('graphiql')!).render(
  <GraphiQL
    fetcher={fetcher}
    defaultQuery={start}
    defaultHeaders={'{\n  "Authorization": "Bearer "\n}'}
    defaultEditorToolsVisibility="headers"
    shouldPersistHeaders={false}
    showPersistHeadersSettings={false}
    inputValueDeprecation
    schemaDescription
  >
    <GraphiQL.Logo>Eldercare</GraphiQL.Logo>
  </GraphiQL>,
)
