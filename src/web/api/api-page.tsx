import { Hono } from 'hono'
import { jsx } from 'hono/jsx'
import { Page } from '../layout.tsx'
import { Both } from '../parts.tsx'
import { paths } from '../paths.ts'
import { pagePolicy } from '../requests.ts'
import { assetUrl } from '../static-files.ts'
import type { Env, Web } from '../web.ts'

/** /api/docs: the OpenAPI document to read and try, by openapi-explorer served from here. */
export function apiPage(web: Web): Hono<Env> {
  return new Hono<Env>().get(paths.apiPage, (c) => {
    // openapi-explorer writes style attributes; this page alone allows them. Scripts stay our own files.
    c.header('Content-Security-Policy', pagePolicy.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'"))
    return c.html(
      <Page web={web} c={c} title={{ zh: '开放接口', en: 'Open API' }} width="wide" landmark={false}>
        <section aria-labelledby="title">
          <h1 id="title">
            <Both zh="开放接口" en="Open API" />
          </h1>
          <p>
            <a href={paths.apiDocument}>
              <Both zh="OpenAPI 3.1 文档" en="OpenAPI 3.1 document" />
            </a>
          </p>
        </section>
        {jsx('openapi-explorer', {
          'spec-url': paths.apiDocument,
          'server-url': '/api/v1',
          'hide-authentication': true,
          'hide-server-selection': true,
          'use-path-in-nav-bar': true,
          'primary-color': '#0b5d5b',
          'nav-bg-color': '#083f41',
          'nav-text-color': '#ffffff',
          'nav-hover-bg-color': '#0b5d5b',
          'nav-hover-text-color': '#ffffff',
          'bg-color': '#ffffff',
          'text-color': '#17262b',
        })}
        <script type="module" src={assetUrl('openapi-explorer.js')} />
      </Page>,
    )
  })
}
