import { statementMax, type TypedAnswer } from '../../../alerts/reviews/merge-review.ts'
import { emptyPoint, type OpinionPoint } from '../../../alerts/reviews/opinion-point.ts'
import type { ReviewRead } from '../../../alerts/reviews/read-review.ts'
import { reviewPaths } from '../../../alerts/reviews/review-paths.ts'
import type { Said } from '../../../errors.ts'
import { ErrorSummary, Submit, TextArea } from '../../fields.tsx'
import { Form } from '../../form.tsx'
import { Both } from '../../parts.tsx'
import { PointFields } from '../../trade/point-fields.tsx'

export type AnswerTried = {
  typed: TypedAnswer
  from: string[]
  taken: boolean[]
  said: Said | null
  errors: Record<string, Said>
}

/** What the form begins with: the last version, else every comment that came, each with who said it. */
export function proposedAnswer({ answers, invitations }: ReviewRead): AnswerTried {
  const [last] = answers
  const came = invitations.flatMap(({ name, opinion }) => (opinion?.points ?? []).map((point) => ({ name, point })))
  const points: OpinionPoint[] = last ? last.content.points : came.map(({ point }) => point)
  const shown = points.length > 0 ? points : [emptyPoint()]
  return {
    typed: { statement: last?.content.statement ?? { zh: '', en: '' }, points: shown },
    from: last ? shown.map(() => '') : came.map(({ name }) => name),
    taken: shown.map(() => true),
    said: null,
    errors: {},
  }
}

/** Merges what came into the answer: each point may be taken as it is, changed or left out; own ones may be added. */
export function AnswerForm({ read, tried }: { read: ReviewRead; tried: AnswerTried }) {
  const { typed, from, taken, said, errors } = tried
  return (
    <>
      <p class="eyebrow">
        <a href={reviewPaths.one(read.review.id)}>← {read.review.family}</a>
      </p>
      <h1>
        <Both zh="汇总为评议意见表" en="Merge into the answer" />
      </h1>
      <p class="lead">
        <Both
          zh="不采用的取消勾选；可以修改文字、另加意见。意见表上不写是谁提的。"
          en="Untick what is not taken; change the words, add your own. The answer does not say who said what."
        />
      </p>
      <Form action={reviewPaths.merge(read.review.id)} enctype="multipart/form-data">
        {said && <ErrorSummary title={said} errors={errors} />}
        <TextArea
          name="statement-zh"
          label={{ zh: '总体意见', en: 'General statement' }}
          value={typed.statement.zh}
          error={errors['statement-zh']}
          rows={4}
          maxlength={statementMax}
        />
        <TextArea
          name="statement-en"
          label={{ zh: '总体意见（英文）', en: 'General statement in English' }}
          value={typed.statement.en}
          rows={4}
          maxlength={statementMax}
        />
        <PointFields
          points={typed.points}
          errors={errors}
          head={(index) => <Taking index={index} from={from[index] ?? ''} taken={taken[index] ?? true} />}
        />
        <Submit zh="形成意见表" en="Make the answer" />
      </Form>
    </>
  )
}

function Taking({ index, from, taken }: { index: number; from: string; taken: boolean }) {
  return (
    <p>
      <input type="hidden" name={`p${index}-from`} value={from} />
      <label class="choice">
        <input type="checkbox" name={`p${index}-take`} value="yes" checked={taken} />
        <span>
          <Both zh="采用" en="Take it" />
          {from !== '' && (
            <>
              {' '}
              · <Both zh={`来自 ${from}`} en={`from ${from}`} />
            </>
          )}
        </span>
      </label>
    </p>
  )
}
