const BRANCH = /\(([^()\n]{1,14}(?:店|分店|分公司|分院|校区|支行|门店))\)/y

/** Where a name ends with the branch in brackets behind it: 某店(科技园分店). */
export function afterBranch(text: string, end: number): number {
  BRANCH.lastIndex = end
  return BRANCH.test(text) ? BRANCH.lastIndex : end
}
