// Asks the host for its schema, as every tool does, and keeps it in generated/served.graphql for the generators.
import { mkdirSync, writeFileSync } from 'node:fs'
import { buildClientSchema, getIntrospectionQuery, printSchema } from 'graphql'

const { ADDRESS, TOKEN } = process.env
const answer = await fetch(`${ADDRESS}/graphql`, {
  method: 'POST',
  headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` },
  body: JSON.stringify({ query: getIntrospectionQuery({ specifiedByUrl: true, inputValueDeprecation: true, directiveIsRepeatable: true, schemaDescription: true, oneOf: true }) }),
})
const { data, errors } = await answer.json()
if (errors) throw new Error(JSON.stringify(errors))
mkdirSync(new URL('generated', import.meta.url), { recursive: true })
writeFileSync(new URL('generated/served.graphql', import.meta.url), printSchema(buildClientSchema(data)))
