// Bundles a TypeScript program into generated/, where node runs it: node bundle.mjs typed/apollo.ts
import { readFile } from 'node:fs/promises'
import { build } from 'esbuild'

/** What babel-plugin-relay does: a graphql`…` is what the compiler made of it. */
const relay = {
  name: 'relay',
  setup: ({ onLoad }) => onLoad({ filter: /[\\/]relay[\\/]\w+\.ts$/ }, async ({ path }) => {
    const imports = []
    const contents = (await readFile(path, 'utf8')).replace(/graphql`\s*\w+\s+(\w+)[^`]*`/g, (_, name) => {
      imports.push(`import ${name} from '../generated/relay/artifacts/${name}.graphql'\n`)
      return name
    })
    return { contents: imports.join('') + contents, loader: 'ts' }
  }),
}

for (const file of process.argv.slice(2)) {
  await build({
    entryPoints: [file], outfile: `generated/${file.replace(/\.ts$/, '.mjs')}`,
    bundle: true, packages: 'external', platform: 'node', format: 'esm', plugins: [relay],
  })
}
