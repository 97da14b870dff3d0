// A bitmap's pixels without premultiplication, which costs a 2D canvas the colours under partial alpha (inpaint-method.md 4.1).
import { makePixels, type Pixels } from './in-place/pixels'

/** `bitmap` must have been made with premultiplyAlpha "none". Null where WebGL 2 is missing or the picture is larger than its textures. */
export function straightPixels(bitmap: ImageBitmap): Pixels | null {
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2')
  if (!gl) return null
  const { width, height } = bitmap
  try {
    if (Math.max(width, height) > (gl.getParameter(gl.MAX_TEXTURE_SIZE) as number)) return null
    gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false)
    gl.pixelStorei(gl.UNPACK_COLORSPACE_CONVERSION_WEBGL, gl.NONE)
    gl.bindTexture(gl.TEXTURE_2D, gl.createTexture())
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, bitmap)
    gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer())
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, gl.getParameter(gl.TEXTURE_BINDING_2D) as WebGLTexture, 0)
    if (gl.checkFramebufferStatus(gl.FRAMEBUFFER) !== gl.FRAMEBUFFER_COMPLETE) return null
    const out = makePixels(width, height)
    gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(out.data.buffer))
    return gl.getError() === gl.NO_ERROR ? out : null
  } finally {
    gl.getExtension('WEBGL_lose_context')?.loseContext()
  }
}
