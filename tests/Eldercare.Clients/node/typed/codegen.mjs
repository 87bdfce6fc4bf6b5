// graphql-codegen: typed documents for whatever client, from the schema that the host serves.
export default {
  schema: 'generated/served.graphql',
  documents: 'typed/*.ts',
  generates: {
    'generated/typed/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        enumsAsTypes: true,
        nonOptionalTypename: true,
        strictScalars: true,
        useTypeImports: true,
        scalars: { ID: 'string', DateTime: 'string', Fen: 'number', LocalDate: 'string', LocalTime: 'string', Sequence: 'number', YearMonth: 'string' },
      },
    },
  },
}
