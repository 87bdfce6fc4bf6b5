// The public audit of GraphQL over HTTP: every check, what it found where it is not content.
import { auditServer } from 'graphql-http'

const results = await auditServer({ url: `${process.env.ADDRESS}/graphql` })
const told = await Promise.all(results.map(async ({ id, name, status, reason, response }) =>
  status === 'ok' ? { id, status } : { id, name, status, reason, answer: `${response?.status} ${await response?.clone().text().catch(() => '')}` }))
console.log(JSON.stringify({ checks: told.length, passed: told.filter(c => c.status === 'ok').length, others: told.filter(c => c.status !== 'ok') }))
