/** The five small errors. Each says in both languages what is wrong and what to do; `web/errors.ts` maps them to HTTP. */
export type Said = { zh: string; en: string }

class Refusal extends Error {
  readonly said: Said
  constructor(said: Said) {
    super(`${said.zh} ${said.en}`)
    this.said = said
    this.name = this.constructor.name
  }
}

/** There is no such thing, or you may not know that there is. */
export class NotFound extends Refusal {}

/** You are known, and this is not yours to do. */
export class Forbidden extends Refusal {}

/** Somebody was quicker, or the thing is not in a state for this. */
export class Conflict extends Refusal {}

/** The input cannot be used; `fields` says where and how to mend it. */
export class Invalid extends Refusal {
  readonly fields: Record<string, Said>
  constructor(said: Said, fields: Record<string, Said> = {}) {
    super(said)
    this.fields = fields
  }
}

/** Too often; try again after `retryAfterSeconds`. */
export class TooMany extends Refusal {
  readonly retryAfterSeconds: number
  constructor(said: Said, retryAfterSeconds: number) {
    super(said)
    this.retryAfterSeconds = retryAfterSeconds
  }
}
