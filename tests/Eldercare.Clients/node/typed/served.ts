// What a cache has to know of the schema to tell the members of unions and interfaces.
import { readFileSync } from 'node:fs'
import { buildSchema, introspectionFromSchema, isObjectType } from 'graphql'

const schema = buildSchema(readFileSync('generated/served.graphql', 'utf8'))

/** For Apollo's `possibleTypes`. */
export const introspectionOfUnions: Record<string, string[]> = Object.fromEntries(
  Object.values(schema.getTypeMap()).filter(t => 'getTypes' in t || t.astNode?.kind === 'InterfaceTypeDefinition')
    .map(t => [t.name, schema.getPossibleTypes(t as never).map(p => p.name)]),
)

/** For Graphcache's `schema`. */
export const servedSchema = introspectionFromSchema(schema)

/** For Graphcache's `keys`: what has no id of its own stands where it was read. */
export const keysOfValues = Object.fromEntries(
  Object.values(schema.getTypeMap()).filter(t => isObjectType(t) && !t.getFields()['id']).map(t => [t.name, () => null]),
)
