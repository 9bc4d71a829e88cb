/** Where the joint meeting begins its day. */
export const morningPath = '/bureau/morning'
