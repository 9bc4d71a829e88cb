import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const require = createRequire(import.meta.url)
const fonts = join(dirname(require.resolve('@embedpdf/fonts-sc')), '..', 'fonts')

/** Files of the fonts that every PDF carries with it, so that Chinese reads the same everywhere. */
export const chineseFonts = {
  regular: join(fonts, 'NotoSansHans-Regular.otf'),
  bold: join(fonts, 'NotoSansHans-Bold.otf'),
} as const
