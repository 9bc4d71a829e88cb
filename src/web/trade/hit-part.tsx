import { hitPaths } from '../../alerts/hits/hit-paths.ts'
import { hitBandNames, hitBands, publicFirms_min } from '../../alerts/hits/hit-words.ts'
import type { TypedHit } from '../../alerts/hits/typed-hit.ts'
import type { Said } from '../../errors.ts'
import { ErrorSummary, SelectField, Submit, TextField } from '../fields.tsx'
import { Form } from '../form.tsx'
import { Both, Notice } from '../parts.tsx'

/** What was typed and not taken. */
export type HitTried = { typed: TypedHit; said: Said; errors: Record<string, Said> }

type PartProps = {
  family: string
  /** How many firms say so. */
  count: number
  /** The firm that is signed in; null when nobody vouches for who asks. */
  firm: { name: string } | null
  /** It has just been said. */
  said: boolean
  tried: HitTried | null
}

/** Where a firm says that a measure hits it: one click when it is signed in, else a short form that its mail confirms. */
export function HitPart({ family, count, firm, said, tried }: PartProps) {
  return (
    <section class="part" aria-labelledby="hit">
      <h2 id="hit">
        <Both zh="这对我们有影响" en="This hits us" />
      </h2>
      {count >= publicFirms_min && (
        <p>
          <Both zh={`已有 ${count} 家本市企业这样说。`} en={`${count} firms of the city have said so.`} />
        </p>
      )}
      {said && (
        <Notice tone="good" title={{ zh: '已记下，谢谢', en: 'Noted. Thank you.' }}>
          <p>
            <Both zh="贸易预警人员会看到，级别随之重算。" en="The trade desk sees it, and the level is weighed anew." />
          </p>
        </Notice>
      )}
      <details class="act" open={tried !== null}>
        <summary>
          <Both zh="我们出口这类产品，受影响" en="We export such goods and it hits us" />
        </summary>
        <Form action={hitPaths.hits}>
          {tried && <ErrorSummary title={tried.said} errors={tried.errors} />}
          <input type="hidden" name="family" value={family} />
          <p class="hint">
            <Both
              zh="企业名称和联系方式只有贸易预警人员看得到，不公开；联系方式加密保管，每次查看都有记录。"
              en="Only the trade desk sees who you are; nothing is published. Whom to ask is sealed, and every look is on record."
            />
          </p>
          {firm ? (
            <p>
              <Both zh={`以 ${firm.name} 的名义`} en="in the name of your firm" />
            </p>
          ) : (
            <FirmFields tried={tried} />
          )}
          <HitFields tried={tried} />
          {!firm && <ContactFields tried={tried} />}
          <Submit zh="这对我们有影响" en="This hits us" />
        </Form>
      </details>
    </section>
  )
}

type FirmTried = Pick<HitTried, 'errors'> & { typed: { name: string; code: string } }

/** Which firm it is, where nobody vouches for one. */
export function FirmFields({ tried }: { tried: FirmTried | null }) {
  return (
    <>
      <TextField
        name="name"
        label={{ zh: '企业名称', en: 'Firm' }}
        value={tried?.typed.name}
        error={tried?.errors.name}
        maxlength={100}
        autocomplete="organization"
        required
      />
      <CodeField tried={tried} />
    </>
  )
}

/** The credit code, whose last character is a check. */
export function CodeField({ tried }: { tried: (Pick<HitTried, 'errors'> & { typed: { code: string } }) | null }) {
  return (
    <TextField
      name="code"
      label={{ zh: '统一社会信用代码', en: 'Credit code' }}
      hint={{ zh: '营业执照上的 18 位', en: 'the 18 characters on the business licence' }}
      value={tried?.typed.code}
      error={tried?.errors.code}
      maxlength={24}
      required
    />
  )
}

/** What of its goods, and roughly how much. */
export function HitFields({
  tried,
}: {
  tried: (Pick<HitTried, 'errors'> & { typed: { product: string; band: string } }) | null
}) {
  return (
    <>
      <TextField
        name="product"
        label={{ zh: '出口的产品', en: 'Product' }}
        hint={{ zh: '例如：65 W 氮化镓充电器', en: 'e.g. 65 W GaN chargers' }}
        value={tried?.typed.product}
        error={tried?.errors.product}
        maxlength={120}
        required
      />
      <SelectField
        name="band"
        label={{ zh: '每年对该市场出口大约', en: 'Exports to that market in a year, roughly' }}
        value={tried?.typed.band ?? 'unknown'}
        error={tried?.errors.band}
        options={hitBandNames.map((value) => ({ value, ...hitBands[value] }))}
        required
      />
    </>
  )
}

function ContactFields({ tried }: { tried: HitTried | null }) {
  return (
    <>
      <TextField
        name="email"
        type="email"
        label={{ zh: '邮箱', en: 'E-mail' }}
        hint={{
          zh: '会收到一封信，按信里的链接确认后才算数',
          en: 'a letter comes; it counts once you confirm by its link',
        }}
        value={tried?.typed.email}
        error={tried?.errors.email}
        maxlength={254}
        autocomplete="email"
        required
      />
      <TextField
        name="contactName"
        label={{ zh: '联系人', en: 'Whom to ask' }}
        value={tried?.typed.contactName}
        maxlength={60}
        autocomplete="name"
      />
      <TextField
        name="phone"
        type="tel"
        label={{ zh: '电话', en: 'Phone' }}
        value={tried?.typed.phone}
        maxlength={40}
        autocomplete="tel"
      />
    </>
  )
}
