/**
 * Builds the scripts: each file of layouts/js, with what it imports, becomes one.
 */
import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import esbuild from 'esbuild'

// The oldest browsers that nhsuk-frontend runs its scripts in: those that know
// <script type="module">. Others get the pages without scripts, which is enough.
export const browsers = ['chrome61', 'edge16', 'firefox60', 'ios11', 'safari11']

/** Builds every script of a folder: `[[name, content]]`. */
export async function buildScripts(folder) {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.js')).sort() : []
  return Promise.all(names.map(async (name) => [basename(name), await bundle(join(folder, name))]))
}

async function bundle(file) {
  const { outputFiles } = await esbuild.build({
    entryPoints: [file],
    bundle: true,
    minify: true,
    format: 'esm',
    target: browsers,
    legalComments: 'none',
    logLevel: 'silent',
    write: false,
  })
  return Buffer.from(outputFiles[0].contents)
}
