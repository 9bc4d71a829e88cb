import { Hono } from 'hono'
import { hitPaths } from '../alerts/hits/hit-paths.ts'
import { reviewPaths } from '../alerts/reviews/review-paths.ts'
import { firmPaths } from '../enterprises/firm-paths.ts'
import { checkReady } from '../jobs/check-ready.ts'
import { api } from './api/api.ts'
import { apiPage } from './api/api-page.tsx'
import { assessmentPages } from './bureau/assessment/assessment-routes.tsx'
import { bureauPages } from './bureau/bureau-pages.tsx'
import { bureauPaths } from './bureau/bureau-paths.ts'
import { evaluationPages } from './bureau/evaluation/evaluation-routes.tsx'
import { measureReviewPages } from './bureau/measure-reviews/measure-review-routes.tsx'
import { morningPages } from './bureau/morning/morning-routes.tsx'
import { networkPaths } from './bureau/network/network-paths.ts'
import { networkDesk } from './bureau/network/network-routes.tsx'
import { qualityPages } from './bureau/quality/quality-routes.tsx'
import { reportDesk } from './bureau/reports/report-routes.tsx'
import { responsePaths } from './bureau/response/response-paths.ts'
import { responsePages } from './bureau/response/response-routes.tsx'
import { signalPages } from './bureau/signals/signal-routes.tsx'
import { sourcePaths } from './bureau/sources/source-paths.ts'
import { concernPages } from './bureau/trade-concerns/concern-routes.tsx'
import { warningDesk } from './bureau/warnings/warnings.tsx'
import { citizenPages } from './citizen/citizen-pages.tsx'
import { answerErrors, answerNotFound } from './errors.tsx'
import { ownRecallPages } from './firms/own-recall-pages.tsx'
import { ownFirmPages } from './firms/own-routes.tsx'
import { badgePages, registerPages } from './firms/register-pages.tsx'
import { open311 } from './open311/open311.ts'
import { paths } from './paths.ts'
import { incidentPages } from './public/incident-pages.tsx'
import { letterPages } from './public/letters-page.tsx'
import { networkPages } from './public/network-pages.tsx'
import { receiptPages } from './public/receipt-by-link.tsx'
import { reportPages } from './public/report-pages.tsx'
import { oneClickEnd, subscriptionPages } from './public/subscription-pages.tsx'
import { warningFeeds } from './public/warning-feeds.ts'
import { warningPages } from './public/warning-pages.tsx'
import { type LimitName, openRateLimits } from './rate-limits.ts'
import { recallPages } from './recalls/recall-pages.tsx'
import { limitBody, logRequests, readForms, refuseForeignForms, refuseNul, secureHeaders } from './requests.ts'
import { readSession } from './session.ts'
import { staticFiles } from './static-files.ts'
import { hitPages } from './trade/hit-routes.tsx'
import { invitationPages } from './trade/invitation-routes.tsx'
import { measureFeeds } from './trade/measure-feeds.ts'
import { measurePages } from './trade/measure-routes.tsx'
import { tradePages } from './trade/trade-pages.tsx'
import type { Env, Web } from './web.ts'

/** Which POSTs of people are counted, and how large a form may be: five files of 10 MB where files are taken. */
const limited: { path: string; limit: LimitName }[] = [
  { path: paths.complaints, limit: 'filing' },
  { path: paths.track, limit: 'tracking' },
  { path: paths.trackAdditions, limit: 'tracking' },
  { path: paths.trackIdentity, limit: 'tracking' },
  { path: paths.signIn, limit: 'sign-in' },
  { path: paths.signInPasskey, limit: 'proved-sign-in' },
  { path: bureauPaths.password, limit: 'sign-in' },
  { path: paths.subscriptions, limit: 'subscription' },
  { path: hitPaths.hits, limit: 'subscription' },
  { path: firmPaths.signIn, limit: 'subscription' },
  { path: firmPaths.invitation, limit: 'sign-in' },
  { path: networkPaths.report, limit: 'tracking' },
  { path: networkPaths.csv, limit: 'tracking' },
]
const takeFiles: string[] = [
  paths.complaints,
  paths.trackAdditions,
  paths.trackIdentity,
  sourcePaths.documents,
  responsePaths.evidenceForm,
  reviewPaths.feedbackForm,
  networkPaths.csv,
]
const formMax_bytes = 256 * 1024
const filingMax_bytes = 52 * 1024 * 1024

/** Whether a request's path is this one, in which `:id` stands for a number. */
const isOn = (path: string, asked: string): boolean => path === asked.replace(/\/\d+(?=\/|$)/, '/:id')

/**
 * The whole site. What a request passes is read downwards: named and logged; then health, static files and the API, which need
 * no more; then the pages, behind their headers, limits, the form check and the session.
 */
export function createApp(web: Web): Hono<Env> {
  const app = new Hono<Env>()
  const limit = openRateLimits(web)
  app.onError(answerErrors(web, app))
  app.notFound(answerNotFound(web))
  app.use(logRequests(web))

  app.get('/healthz', (c) => c.text('ok'))
  app.get('/readyz', async (c) => {
    const ready = await checkReady(web.world)
    return ready ? c.text('ok') : c.text('database does not answer', 503)
  })
  app.route('/', staticFiles())
  app.route('/api/v1', api(web, limit))
  app.route('/open311', open311(web, limit))

  app.use(refuseNul())
  app.route('/', oneClickEnd(web))
  app.route('/', badgePages(web, limit))
  app.route('/', warningFeeds(web))

  app.use(secureHeaders(web, 'page'))
  app.use(refuseForeignForms())
  for (const { path, limit: name } of limited) app.post(path, limit(name))
  app.get(paths.signInDirectoryReturn, limit('proved-sign-in'))
  const forms = limitBody(formMax_bytes)
  const filings = limitBody(filingMax_bytes)
  app.use((c, next) => (takeFiles.some((path) => isOn(path, c.req.path)) ? filings : forms)(c, next))
  app.use(readSession(web))
  app.use(readForms())

  app.route('/', citizenPages(web))
  app.route('/', bureauPages(web))
  app.route('/', warningDesk(web))
  app.route('/', assessmentPages(web))
  app.route('/', responsePages(web))
  app.route('/', networkDesk(web))
  app.route('/', networkPages(web))
  app.route('/', qualityPages(web))
  app.route('/', evaluationPages(web))
  app.route('/', morningPages(web))
  app.route('/', reportDesk(web))
  app.route('/', reportPages(web))
  app.route('/', receiptPages(web))
  app.route('/', signalPages(web))
  app.route('/', warningPages(web))
  app.route('/', recallPages(web))
  app.route('/', incidentPages(web))
  app.route('/', subscriptionPages(web))
  app.route('/', tradePages(web))
  app.route('/', invitationPages(web))
  app.route('/', hitPages(web))
  app.route('/', measureReviewPages(web))
  app.route('/', concernPages(web))
  app.route('/', measureFeeds(web))
  app.route('/', measurePages(web))
  app.route('/', registerPages(web, limit))
  app.route('/', ownFirmPages(web))
  app.route('/', ownRecallPages(web))
  app.route('/', letterPages(web))
  app.route('/', apiPage(web))
  return app
}
