// Apollo Client with automatic persisted queries, by POST first and by GET: what goes over the wire, and that it gets its data.
import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, gql } from '@apollo/client'
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries'
import { createHash } from 'node:crypto'

const sent = []
const spy = async (address, init) => {
  const answer = await fetch(address, init)
  const url = new URL(address)
  sent.push({
    method: init.method ?? 'GET',
    text: url.searchParams.has('query') || Boolean(init.body && JSON.parse(init.body).query),
    status: answer.status,
    cache: answer.headers.get('cache-control'),
  })
  return answer
}
const sha256 = text => createHash('sha256').update(text).digest('hex')
const ask = async (query, useGETForHashedQueries) => {
  const link = ApolloLink.from([new PersistedQueryLink({ sha256, useGETForHashedQueries }), new HttpLink({ uri: `${process.env.ADDRESS}/graphql`, fetch: spy })])
  const client = new ApolloClient({ link, cache: new InMemoryCache() })
  return (await client.query({ query, fetchPolicy: 'no-cache' })).data
}
const query = gql`query Points { mealPoints(first: 1) { nodes { name } } }`
const data = [await ask(query, false), await ask(query, false), await ask(query, true)]
console.log(JSON.stringify({ names: data.map(d => d.mealPoints.nodes[0].name), sent }))
