import type { Context as HonoContext } from 'hono'
import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { firmPaths } from '../enterprises/firm-paths.ts'
import type { Said } from '../errors.ts'
import { RefusedNotice } from './form.tsx'
import { Both, NarrowFold } from './parts.tsx'
import { paths } from './paths.ts'
import { FormPage, pageOfForms } from './refused-form.ts'
import { reportPaths } from './report-paths.ts'
import { assetUrl } from './static-files.ts'
import type { Env, Web } from './web.ts'

export type Section = 'home' | 'file' | 'track' | 'warnings' | 'trade' | 'firms' | 'staff'

const sections: (Said & { id: Section; path: string })[] = [
  { id: 'home', path: paths.home, zh: '首页', en: 'Home' },
  { id: 'file', path: paths.complaintForm, zh: '我要投诉举报', en: 'File' },
  { id: 'track', path: paths.track, zh: '查询进度', en: 'Track' },
  { id: 'warnings', path: paths.warnings, zh: '预警', en: 'Warnings' },
  { id: 'trade', path: paths.trade, zh: '贸易预警', en: 'Trade' },
  { id: 'firms', path: firmPaths.search, zh: '查企业', en: 'Firms' },
  { id: 'staff', path: paths.bureau, zh: '工作人员', en: 'Staff' },
]

type PageProps = {
  web: Web
  c: HonoContext<Env>
  title: Said
  /** Which entry of the navigation is current; none on an error page. */
  section?: Section
  /** `wide` for desks with tables, `narrow` (the default) for forms and reading. */
  width?: 'narrow' | 'wide'
  /** False for content that brings its own `<main>`. */
  landmark?: boolean
  children?: Child
}

/**
 * A whole page: header, navigation, `<main>` with nothing in it but `children` (write the `<h1>` yourself), footer.
 * Use: `c.html(<Page web={web} c={c} title={{ zh: '预警', en: 'Warnings' }} section="warnings">…</Page>)`.
 */
export function Page({ web, c, title, section, width = 'narrow', landmark = true, children }: PageProps) {
  const Content = landmark ? 'main' : 'div'
  const { city } = web.world
  const forms = pageOfForms(c)
  return (
    <>
      {raw('<!doctype html>')}
      <html lang="zh-CN">
        <head>
          <meta charset="utf-8" />
          <title>{`${title.zh} ${title.en} · 质量哨兵 Quality Sentinel`}</title>
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <link rel="icon" href={assetUrl('mark.svg')} type="image/svg+xml" />
          <link rel="stylesheet" href={assetUrl('style.css')} />
          <script type="module" src={assetUrl('page.js')} />
        </head>
        <body>
          <a class="skip" href="#main">
            跳到正文 <span lang="en">Skip to content</span>
          </a>
          <header class="site">
            <div class="frame site-top">
              <a class="brand" href={paths.home}>
                <img src={assetUrl('mark.svg')} alt="" width="44" height="44" />
                <span class="brand-name">
                  质量哨兵 <span lang="en">Quality Sentinel</span>
                </span>
              </a>
              <Whose web={web} c={c} />
            </div>
            <nav class="site-nav" aria-label="主导航 Main">
              {c.get('actor')?.kind === 'staff' && <NarrowFold zh="网站导航" en="Site" />}
              <ul class="frame">
                {sections.map(({ id, path, zh, en }) => (
                  <li>
                    <a href={path} aria-current={id === section ? 'page' : undefined}>
                      {zh} <span lang="en">{en}</span>
                    </a>
                  </li>
                ))}
              </ul>
            </nav>
          </header>
          <Content id="main" class={`frame content ${width}`} tabindex={-1}>
            <FormPage.Provider value={forms}>
              <RefusedNotice refused={forms.refused} />
              {children}
            </FormPage.Provider>
          </Content>
          <Footer hotline={city.hotline} city={city.name} />
        </body>
      </html>
    </>
  )
}

/** Whose desk this is: the city for everybody, and for staff their name and the way out. */
function Whose({ web, c }: Pick<PageProps, 'web' | 'c'>) {
  const actor = c.get('actor')
  const { city } = web.world
  if (actor?.kind !== 'staff') {
    return (
      <p class="whose">
        <Both {...city.name} />
      </p>
    )
  }
  return (
    <form class="whose" method="post" action={paths.signOut}>
      <span>
        {actor.name} · {city.bureaus.get(actor.bureau)?.zh ?? actor.bureau}
      </span>
      <button class="quiet" type="submit">
        退出 <span lang="en">Sign out</span>
      </button>
    </form>
  )
}

function Footer({ hotline, city }: { hotline: string; city: Said }) {
  return (
    <footer class="site">
      <div class="frame footer-columns">
        <section>
          <h2>
            <Both zh="正在发生危险？" en="In danger now?" />
          </h2>
          <p>
            请先拨打 <strong class="number">110</strong> 报警、<strong class="number">119</strong> 火警、
            <strong class="number">120</strong> 急救，不要等待网上处理。
          </p>
          <p class="en" lang="en">
            Call 110 (police), 119 (fire) or 120 (ambulance) first. Do not wait for an answer here.
          </p>
        </section>
        <section>
          <h2>
            <Both zh="想打电话说？" en="Rather call?" />
          </h2>
          <p>
            消费维权 <strong class="number">12315</strong> · 政务热线 <strong class="number">{hotline}</strong>
          </p>
          <p class="en" lang="en">
            12315 for consumer matters; {hotline} for everything the city does, day and night.
          </p>
        </section>
        <section>
          <h2>
            <Both zh="关于本服务" en="About" />
          </h2>
          <p>
            {city.zh}质量安全投诉、举报与风险预警。
            <br />
            <a href={paths.apiPage}>
              开放接口 <span lang="en">Open API</span>
            </a>{' '}
            ·{' '}
            <a href={reportPaths.reports}>
              质量状况报告 <span lang="en">Reports</span>
            </a>
          </p>
          <p class="en" lang="en">
            Quality complaints, reports and risk warnings for {city.en}.
          </p>
        </section>
      </div>
    </footer>
  )
}
