// graphql-codegen: the types of what src/documents.ts asks for, from the contract; or from a host, SCHEMA=http://127.0.0.1:5080/graphql.
export default {
  schema: process.env.SCHEMA ?? '../../../schema/eldercare.graphql',
  documents: 'src/documents.ts',
  generates: {
    'src/gql/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        // Documents stay text: the page needs no GraphQL library.
        documentMode: 'string',
        enumsAsTypes: true,
        nonOptionalTypename: true,
        strictScalars: true,
        useTypeImports: true,
        scalars: { ID: 'string', DateTime: 'string', Fen: 'number', LocalDate: 'string', LocalTime: 'string', Sequence: 'number', YearMonth: 'string' },
      },
    },
  },
}
