// The schema rules of @graphql-eslint for schema/eldercare.graphql: each is on, or left out for a reason.
export const on = {
  'description-style': { style: 'inline' },
  'input-name': { checkInputType: true, caseSensitiveInputType: false },
  'known-argument-names': null,
  'known-directives': null,
  'known-type-names': null,
  'lone-schema-definition': null,
  'naming-convention': {
    types: 'PascalCase',
    FieldDefinition: 'camelCase',
    InputValueDefinition: 'camelCase',
    DirectiveDefinition: 'camelCase',
    EnumValueDefinition: 'UPPER_CASE',
    'FieldDefinition[parent.name.value=Query]': { forbiddenPrefixes: ['query', 'get'], forbiddenSuffixes: ['Query'] },
    'FieldDefinition[parent.name.value=Mutation]': { forbiddenPrefixes: ['mutation'], forbiddenSuffixes: ['Mutation'] },
    'FieldDefinition[parent.name.value=Subscription]': { forbiddenPrefixes: ['subscription', 'on'], forbiddenSuffixes: ['Subscription'] },
    'UnionTypeDefinition': { style: 'PascalCase', forbiddenSuffixes: ['Union'] },
    'InterfaceTypeDefinition': { style: 'PascalCase', forbiddenPrefixes: ['Interface'], forbiddenSuffixes: ['Interface'] },
    'EnumTypeDefinition': { style: 'PascalCase', forbiddenPrefixes: ['Enum'], forbiddenSuffixes: ['Enum'] },
    'ObjectTypeDefinition': { style: 'PascalCase', forbiddenPrefixes: ['Type'], forbiddenSuffixes: ['Type'] },
  },
  'no-hashtag-description': null,
  'no-scalar-result-type-on-mutation': null,
  'no-typename-prefix': null,
  'no-unreachable-types': null,
  'possible-type-extension': null,
  'provided-required-arguments': null,
  'relay-arguments': { includeBoth: true },
  'relay-connection-types': null,
  // A list of values that have no page of their own may be any list.
  'relay-edge-types': { withEdgeSuffix: true, shouldImplementNode: false, listTypeCanWrapOnlyEdgeType: false },
  'relay-page-info': null,
  'require-deprecation-reason': null,
  'require-description': {
    types: true, rootField: true, FieldDefinition: true, InputValueDefinition: true, EnumValueDefinition: true, DirectiveDefinition: true,
  },
  'require-nullable-fields-with-oneof': null,
  'require-nullable-result-in-root': null,
  'require-type-pattern-with-oneof': null,
  'unique-directive-names': null,
  'unique-directive-names-per-location': null,
  'unique-enum-value-names': null,
  'unique-field-definition-names': null,
  'unique-operation-types': null,
  'unique-type-names': null,
}

export const leftOut = {
  alphabetize: 'The contract stands in ordinal order, as the host prints it, and ContractTests hold it so; the rule sorts by locale.',
  'no-root-type': 'The contract has all three.',
  'no-unused-fields': 'Who uses a field is not known: the clients are outside.',
  'require-deprecation-date': 'It wants an argument `deletionDate` that @deprecated has not; the dates stand in the reason, and changes.mjs asks for them.',
  'require-field-of-type-query-in-mutation-result': 'A payload shows what was changed; what else is asked anew is asked with Eldercare-After.',
  'strict-id-in-types': 'Most types are values without an id; that those with one are nodes is a test of ContractTests.',
  'value-literals-of-correct-type': 'Of operations and defaults; there are none here.',
}

/** Findings of rules that are on, and right elsewhere. */
export const accepted = [
  { rule: 'no-typename-prefix', message: /^Field "mealPoint" starts with the name of the parent type "Me"$/, why: 'The words only begin alike.' },
  {
    rule: 'require-nullable-result-in-root', message: / in type "Mutation"$/,
    why: 'A mutation that fails has no data, so that the status says why; what was refused stands in its payload.',
  },
]
