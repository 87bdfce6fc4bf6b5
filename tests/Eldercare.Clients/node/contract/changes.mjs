// What breaks clients of the last release (schema/released/eldercare.graphql) and was not announced, and what is new and not listed; prints it as JSON, [] when nothing.
import { readFileSync } from 'node:fs'
import { CriticalityLevel, diff } from '@graphql-inspector/core'
import { buildSchema, isEnumType, isInputObjectType } from 'graphql'

/** How a deprecation is written: both days, and what to use instead. */
const announced = /^Deprecated (\d{4}-\d{2}-\d{2}); removed after (\d{4}-\d{2}-\d{2}): \S/
const noticeDays = 180

const days = (from, to) => (Date.parse(to) - Date.parse(from)) / 86_400_000

/** The element at an inspector's path, e.g. `Type.field.argument`, `Input.field` or `Enum.VALUE`. */
function elementAt(schema, path) {
  const [type, member, argument] = path.split('.').map(name => name.replace(/^@/, ''))
  const found = schema.getType(type)
  if (!found || !member) return found
  const inside = isEnumType(found) ? found.getValue(member) : 'getFields' in found ? found.getFields()[member] : undefined
  return argument ? inside?.args.find(a => a.name === argument) : inside
}

/**
 * @param {string} released The contract of the last release.
 * @param {string} current The contract now.
 * @param {string} listed The changelog of the contract, where a removal is written as: - `Path`: why.
 * @param {string} today A date, as 2026-11-26.
 */
export async function unannounced(released, current, listed, today) {
  const [before, after] = [buildSchema(released), buildSchema(current)]
  const changes = await diff(before, after)
  const breaking = changes.filter(c => c.criticality.level === CriticalityLevel.Breaking && !isAnnounced(c))
  return breaking.map(c => `${c.path}: ${c.message}`)

  function isAnnounced({ path, type }) {
    if (!path || !listed.includes(`- \`${path}\`:`)) return false
    // A type goes with the last place that shows it; every such place is a change of its own.
    if (type === 'TYPE_REMOVED') return true
    const dates = announced.exec(elementAt(before, path)?.deprecationReason ?? '')
    return dates !== null && dates[2] < today
  }
}

/**
 * What is new since the last release where its clients look (fields and arguments, values, refusals, of what was there) and is not named in *Next*.
 * A type that is new is found by what shows it.
 */
export async function unlisted(released, current, listed) {
  const [before, after] = [buildSchema(released), buildSchema(current)]
  const named = new Set((listed.split('\n## Next')[1]?.split('\n## ')[0].match(/`[^`]+`/g) ?? []).flatMap(words => words.match(/\w+/g)))
  const roots = [after.getQueryType(), after.getMutationType(), after.getSubscriptionType()].map(type => type?.name)
  const added = (await diff(before, after)).flatMap(({ type, path, meta }) => {
    const [of, member, argument] = path?.split('.') ?? []
    if (!before.getType(of) && !roots.includes(of)) return []
    if (type === 'FIELD_ARGUMENT_ADDED') return before.getType(of)?.getFields()[member] ? [[path, argument]] : []
    if (type === 'UNION_MEMBER_ADDED') return [[`${of} (${meta.addedUnionMemberTypeName})`, meta.addedUnionMemberTypeName]]
    if (type === 'OBJECT_TYPE_INTERFACE_ADDED') return [[of, of]]
    return ['FIELD_ADDED', 'INPUT_FIELD_ADDED', 'ENUM_VALUE_ADDED'].includes(type) ? [[path, member]] : []
  })
  return added.filter(([, name]) => !named.has(name)).map(([path]) => `${path} is new, and docs/contract-changes.md does not name it in Next.`)
}

/** Deprecations whose reason does not say since when, until when (half a year at least) and what instead. */
export function undated(sdl) {
  const wrong = []
  for (const type of Object.values(buildSchema(sdl).getTypeMap())) {
    if (type.name.startsWith('__')) continue
    const members = isEnumType(type) ? type.getValues() : 'getFields' in type ? Object.values(type.getFields()) : []
    for (const member of members) {
      look(`${type.name}.${member.name}`, member)
      if (!isInputObjectType(type)) for (const argument of member.args ?? []) look(`${type.name}.${member.name}.${argument.name}`, argument)
    }
  }
  return wrong

  function look(path, { deprecationReason: reason }) {
    if (reason == null) return
    const dates = announced.exec(reason)
    if (!dates || !(days(dates[1], dates[2]) >= noticeDays)) wrong.push(`${path}: "${reason}" has no such dates.`)
  }
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const read = file => readFileSync(new URL(`../../../../${file}`, import.meta.url), 'utf8')
  const current = read('schema/eldercare.graphql')
  const [released, listed] = [read('schema/released/eldercare.graphql'), read('docs/contract-changes.md')]
  const today = new Date().toISOString().slice(0, 10)
  console.log(JSON.stringify([
    ...await unannounced(released, current, listed, today), ...await unlisted(released, current, listed), ...undated(current),
  ]))
}
