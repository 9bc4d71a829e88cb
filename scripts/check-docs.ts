import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const ownFolders = /^(?:src|test|docs|scripts|city|bench)\/[\w./-]*$|^[\w-]+\.(?:md|sql|yaml|json)$/

/** What the documents say that is not so: commands, paths and links that do not exist, decisions without their parts. */
export function docFaults(root: string): string[] {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>
  }
  const documents = globSync(['README.md', 'ARCHITECTURE.md', 'docs/**/*.md'], { cwd: root })
  const faults = documents.flatMap((path) => {
    const text = readFileSync(join(root, path), 'utf8')
    const found = [
      ...unknownCommands(text, scripts),
      ...missingPaths(text, root),
      ...brokenLinks(text, join(root, dirname(path))),
    ]
    return found.map((fault) => `${path}: ${fault}`)
  })
  const decisions = documents.filter((path) => path.startsWith('docs/decisions/'))
  return [...faults, ...decisions.flatMap((path) => missingParts(path, readFileSync(join(root, path), 'utf8')))]
}

function unknownCommands(text: string, scripts: Record<string, string>): string[] {
  const code = [...text.matchAll(/```[\s\S]*?```|`[^`]+`/g)].join('\n')
  const said = [...code.matchAll(/\bnpm (?:run )?([a-z][\w:-]*)/g)].map(([, name = '']) => name)
  const ownToNpm = new Set(['ci', 'install', 'run'])
  return said
    .filter((name) => !ownToNpm.has(name) && !(name in scripts))
    .map((name) => `npm run ${name} is no script of ours`)
}

function missingPaths(text: string, root: string): string[] {
  const said = [...text.matchAll(/`([^`\s]+)`/g)].map(([, code = '']) => code)
  return said
    .filter((path) => ownFolders.test(path) && !existsSync(join(root, path)))
    .map((path) => `${path} does not exist`)
}

function brokenLinks(text: string, folder: string): string[] {
  const targets = [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, target = '']) => target)
  const relative = targets.filter((target) => !/^[a-z]+:/.test(target))
  return relative
    .filter((target) => !existsSync(join(folder, target)))
    .map((target) => `the link to ${target} leads nowhere`)
}

function missingParts(path: string, text: string): string[] {
  return ['Context', 'Decision', 'Consequences']
    .filter((part) => !new RegExp(`^## ${part}$`, 'm').test(text))
    .map((part) => `${path}: no "## ${part}"`)
}
