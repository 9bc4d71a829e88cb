import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Runs the stories in a real browser. Exits with their code; 3 when there is no Chromium. */
const known = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const chromium = [process.env.CHROMIUM ?? '', ...known].find((path) => path !== '' && existsSync(path))
if (!chromium) {
  console.error('没有找到 Chromium：请安装（例如 apt-get install chromium fonts-noto-cjk），或用 CHROMIUM 指明路径。')
  console.error(
    'No Chromium was found: install one (apt-get install chromium fonts-noto-cjk), or set CHROMIUM to its path.',
  )
  process.exit(3)
}

const root = fileURLToPath(new URL('../', import.meta.url))
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
const { status } = spawnSync(process.execPath, [vitest, 'run', '--project', 'browser', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, CHROMIUM: chromium },
})
process.exit(status ?? 1)
