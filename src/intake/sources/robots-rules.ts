type Rule = { allow: boolean; path: string }

/**
 * Whether a site's robots.txt lets `agent` ask for a path (RFC 9309): the group that names the agent, else that of `*`; of the rules that
 * fit the longest decides, and allowing wins a tie. No file, or one that says nothing of the path, allows.
 */
export function robotsAllow(robots: string, agent: string, url: URL): boolean {
  const groups = groupsOf(robots)
  const name = agent.split(/[/\s]/)[0]?.toLowerCase() ?? ''
  const own = groups.filter(({ agents }) => agents.includes(name))
  const meant = own.length > 0 ? own : groups.filter(({ agents }) => agents.includes('*'))
  const path = url.pathname + url.search
  const fitting = meant
    .flatMap(({ rules }) => rules)
    .filter((rule) => rule.path !== '' && patternOf(rule.path).test(path))
    .sort((a, b) => b.path.length - a.path.length || Number(b.allow) - Number(a.allow))
  return fitting[0]?.allow ?? true
}

type Group = { agents: string[]; rules: Rule[] }

function groupsOf(robots: string): Group[] {
  const groups: Group[] = []
  let naming = false
  for (const line of robots.slice(0, 512 * 1024).split(/\r?\n/)) {
    const [, field = '', value = ''] = /^\s*([a-z-]+)\s*:\s*([^#]*?)\s*(?:#.*)?$/i.exec(line) ?? []
    const name = field.toLowerCase()
    if (name === 'user-agent') {
      if (!naming) groups.push({ agents: [], rules: [] })
      groups.at(-1)?.agents.push(value.toLowerCase())
      naming = true
    } else if (name === 'allow' || name === 'disallow') {
      groups.at(-1)?.rules.push({ allow: name === 'allow', path: value })
      naming = false
    }
  }
  return groups
}

/** `*` stands for anything, `$` at the end for the end. */
function patternOf(path: string): RegExp {
  const escaped = path.replace(/[.+?^{}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*')
  return new RegExp(`^${escaped.replace(/\$(?!$)/g, '\\$&')}`)
}
