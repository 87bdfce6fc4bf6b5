// Holds schema/eldercare.graphql to the rules of rules.mjs; prints what it finds as JSON, [] when nothing.
import { fileURLToPath } from 'node:url'
import graphql from '@graphql-eslint/eslint-plugin'
import { ESLint } from 'eslint'
import { accepted, leftOut, on } from './rules.mjs'

const root = fileURLToPath(new URL('../../../..', import.meta.url))
const file = 'schema/eldercare.graphql'

const ofSchemas = Object.entries(graphql.rules).filter(([, rule]) => [rule.meta.docs.category].flat().includes('Schema')).map(([name]) => name)
const unsettled = ofSchemas.filter(name => !(name in on) && !(name in leftOut)).map(name => `The rule ${name} is neither on nor left out.`)

const rules = Object.entries(on).map(([name, options]) => [`@graphql-eslint/${name}`, options ? ['error', options] : 'error'])
const eslint = new ESLint({
  cwd: root,
  overrideConfigFile: true,
  allowInlineConfig: false,
  baseConfig: {
    files: ['**/*.graphql'],
    plugins: { '@graphql-eslint': graphql },
    languageOptions: { parser: graphql.parser, parserOptions: { graphQLConfig: { schema: root + file } } },
    rules: Object.fromEntries(rules),
  },
})
const [{ messages }] = await eslint.lintFiles([file])
const findings = messages
  .filter(found => !accepted.some(a => found.ruleId === `@graphql-eslint/${a.rule}` && a.message.test(found.message)))
  .map(found => `${file}:${found.line} ${found.ruleId ?? ''} ${found.message}`)
console.log(JSON.stringify([...unsettled, ...findings]))
