import { firmPaths } from '../../enterprises/firm-paths.ts'
import type { PlanListed } from '../../enterprises/plans/plan-rows.ts'
import type { City } from '../../reference/city.ts'
import { BureauName } from '../bureau/case/case-badges.tsx'
import { Both, Facts } from '../parts.tsx'
import { shanghaiTime } from '../times.ts'

/** The draws of inspections that everybody may check: seed, hash of the pool, how many. Which firms were drawn is not told before they are inspected. */
export function DrawsPage({ plans, city }: { plans: PlanListed[]; city: City }) {
  return (
    <>
      <p class="crumbs">
        <a href={firmPaths.search}>
          <Both zh="查企业" en="Firms" />
        </a>
      </p>
      <h1>
        <Both zh="双随机抽查公示" en="Inspection draws" />
      </h1>
      <p>
        <Both
          zh="企业和检查人员都由种子抽出：名单先固定并留下哈希，种子后出现。抽到哪些企业在检查前不公布；结果进入各企业的档案。"
          en="Firms and inspectors are drawn by a seed that came up after the pool was fixed with its hash. Which firms were drawn is not told before; what was found goes into each firm's record."
        />
      </p>
      {plans.length === 0 && (
        <p class="empty">
          <Both zh="还没有抽取过。" en="Nothing was drawn yet." />
        </p>
      )}
      {plans.map((plan) => (
        <article class="card">
          <h2 class="first">{plan.title}</h2>
          <Facts
            rows={[
              [{ zh: '单位', en: 'Bureau' }, <BureauName city={city} id={plan.bureau} />],
              [{ zh: '时间', en: 'When' }, `${plan.from} – ${plan.to}`],
              [{ zh: '名单固定', en: 'Pool fixed' }, shanghaiTime(plan.madeAt)],
              [{ zh: '名单哈希 SHA-256', en: 'Hash of the pool' }, <code class="written">{plan.poolSha256}</code>],
              [{ zh: '抽取', en: 'Drawn' }, plan.drawnAt && shanghaiTime(plan.drawnAt)],
              [{ zh: '种子', en: 'Seed' }, plan.seed],
              [
                { zh: '企业', en: 'Firms' },
                <Both
                  zh={`${plan.poolSize} 家中抽 ${plan.firms} 家，已查 ${plan.done} 家，未发现问题 ${plan.passed} 家`}
                  en={`${plan.firms} of ${plan.poolSize}; ${plan.done} inspected, ${plan.passed} with nothing wrong`}
                />,
              ],
            ]}
          />
        </article>
      ))}
      <details>
        <summary>
          <Both zh="怎样验证" en="How to check a draw" />
        </summary>
        <p>
          <Both
            zh="名单每行“代码 类别 权重”，按代码排序，SHA-256 即名单哈希。每家企业的 u 取 HMAC-SHA256(种子, “firm:代码”) 的前 52 位，按 −ln(u)/权重 从小到大取；必查类别在前。"
            en="The pool is a line “code class weight” for each firm in the order of codes; its SHA-256 is the hash. u is the first 52 bits of HMAC-SHA256(seed, “firm:code”); firms are taken by the least −ln(u)/weight, those always inspected first."
          />
        </p>
      </details>
    </>
  )
}
