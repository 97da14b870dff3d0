// Inter, the one font of the playground, as @fontsource/inter packs it.

const weights = [100, 200, 300, 400, 500, 600, 700, 800, 900] as const
const subsets = [
  { name: 'latin', range: 'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD' },
  { name: 'latin-ext', range: 'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+1E00-1E9F,U+1EF2-1EFF,U+20A0-20AB,U+20AD-20C0' },
] as const

export type FontFile = { file: string; weight: number; range: string }
export const fontFiles: readonly FontFile[] = weights.flatMap((weight) => subsets.map((subset) => ({ file: `inter-${subset.name}-${weight}-normal.woff2`, weight, range: subset.range })))

/** Figma's style names of Inter and their weights. */
const styleWeights: Record<string, number> = {
  thin: 100, 'extra light': 200, light: 300, regular: 400, medium: 500, 'semi bold': 600, semibold: 600, bold: 700, 'extra bold': 800, extrabold: 800, black: 900,
}
export const weightOfStyle = (style: string): number => styleWeights[style.toLowerCase().replace(/\s*italic$/, '')] ?? 400

/** In the browser: loads the weights that are used, from `baseUrl` (ends with a slash). */
export async function loadBrowserFonts(baseUrl: string): Promise<void> {
  const wanted = fontFiles.filter((font) => font.weight >= 400 && font.weight <= 800)
  await Promise.all(wanted.map(async (font) => {
    const face = new FontFace('Inter', `url(${baseUrl}${font.file})`, { weight: String(font.weight), unicodeRange: font.range })
    document.fonts.add(face)
    await face.load()
  }))
}
