// The schema that the host serves against schema/eldercare.graphql; prints the first lines that differ, [] when none does.
import { readFileSync } from 'node:fs'
import { buildSchema, lexicographicSortSchema, printSchema } from 'graphql'

const lines = file => printSchema(lexicographicSortSchema(buildSchema(readFileSync(new URL(file, import.meta.url), 'utf8')))).split('\n')
const served = new Set(lines('generated/served.graphql'))
const contract = new Set(lines('../../../schema/eldercare.graphql'))
const differ = [...served].filter(line => !contract.has(line)).concat([...contract].filter(line => !served.has(line)))
console.log(JSON.stringify(differ.slice(0, 20)))
