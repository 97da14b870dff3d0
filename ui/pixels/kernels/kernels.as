// Inner loops of an edit in place, in AssemblyScript with SIMD; `npm run kernels` compiles them to kernels-wasm.ts.
// Addresses are bytes of the module's memory. Planes are rows of f32, `stride` apart: the width rounded up to eight. What lies between is never read as a sample.

/** Blurs by a symmetric kernel of `reach` + 1 weights, mirrored at the border. `row`: stride + 2 reach + 8 samples; `lines`: 2 (reach + 1) addresses. */
export function blur(from: usize, between: usize, to: usize, width: i32, height: i32, stride: i32, weights: usize, reach: i32, row: usize, lines: usize): void {
  const line = <usize>stride << 2, middle = row + (<usize>reach << 2), first = v128.load32_splat(weights)
  for (let y = 0; y < height; y++) {
    const at = from + <usize>y * line
    memory.copy(middle, at, <usize>width << 2)
    for (let k = 1; k <= reach; k++) {
      store<f32>(middle - (<usize>k << 2), load<f32>(at + (<usize>mirrored(-k, width) << 2)))
      store<f32>(middle + (<usize>(width + k - 1) << 2), load<f32>(at + (<usize>mirrored(width - 1 + k, width) << 2)))
    }
    const out = between + <usize>y * line
    for (let x: usize = 0; x < line; x += 32) {
      const p = middle + x
      let a = f32x4.mul(first, v128.load(p)), b = f32x4.mul(first, v128.load(p, 16))
      for (let k = 1; k <= reach; k++) {
        const d = <usize>k << 2, weight = v128.load32_splat(weights + d)
        a = f32x4.add(a, f32x4.mul(weight, f32x4.add(v128.load(p - d), v128.load(p + d))))
        b = f32x4.add(b, f32x4.mul(weight, f32x4.add(v128.load(p - d, 16), v128.load(p + d, 16))))
      }
      v128.store(out + x, a)
      v128.store(out + x, b, 16)
    }
  }
  for (let y = 0; y < height; y++) {
    for (let k = 1; k <= reach; k++) {
      const pair = lines + (<usize>k << 3)
      store<usize>(pair, between + <usize>mirrored(y - k, height) * line)
      store<usize>(pair, between + <usize>mirrored(y + k, height) * line, 4)
    }
    const at = between + <usize>y * line, out = to + <usize>y * line
    for (let x: usize = 0; x < line; x += 32) {
      let a = f32x4.mul(first, v128.load(at + x)), b = f32x4.mul(first, v128.load(at + x, 16))
      for (let k = 1; k <= reach; k++) {
        const pair = lines + (<usize>k << 3), above = load<usize>(pair) + x, below = load<usize>(pair, 4) + x, weight = v128.load32_splat(weights + (<usize>k << 2))
        a = f32x4.add(a, f32x4.mul(weight, f32x4.add(v128.load(above), v128.load(below))))
        b = f32x4.add(b, f32x4.mul(weight, f32x4.add(v128.load(above, 16), v128.load(below, 16))))
      }
      v128.store(out + x, a)
      v128.store(out + x, b, 16)
    }
  }
}

function mirrored(index: i32, length: i32): i32 {
  const period = 2 * length, i = ((index % period) + period) % period
  return i < length ? i : period - 1 - i
}

/** Means of square blocks; what passes the border is filled up by mirroring. `line`: stride samples. */
export function blockMeans(from: usize, to: usize, width: i32, height: i32, stride: i32, block: i32, columns: i32, rows: i32, outStride: i32, line: usize): void {
  const share: f32 = 1 / <f32>(block * block), whole = width / block, bytes = <usize>stride << 2
  for (let row = 0; row < rows; row++) {
    for (let k = 0; k < block; k++) {
      const at = from + <usize>mirrored(row * block + k, height) * bytes
      for (let x: usize = 0; x < bytes; x += 16) v128.store(line + x, k == 0 ? v128.load(at + x) : f32x4.add(v128.load(line + x), v128.load(at + x)))
    }
    const out = to + (<usize>(row * outStride) << 2)
    for (let column = 0; column < columns; column++) {
      const x = column * block
      let sum: f32 = 0
      if (column < whole) for (let k = 0; k < block; k++) sum += load<f32>(line + (<usize>(x + k) << 2))
      else for (let k = 0; k < block; k++) sum += load<f32>(line + (<usize>mirrored(x + k, width) << 2))
      store<f32>(out + (<usize>column << 2), sum * share)
    }
  }
}

/** The plane whose block means (`columns` x `rows`) lie at the blocks' centres, on straight lines between them. `blocks`: columns + 8 samples. A row may be written a block too far: the next is written after it. */
export function between(means: usize, columns: i32, rows: i32, meansStride: i32, to: usize, width: i32, height: i32, stride: i32, block: i32, blocks: usize): void {
  const share: f32 = 1 / <f32>block, half = block >> 1, last = <usize>columns << 2
  for (let y = 0; y < height; y++) {
    const v = (<f32>y + 0.5) * share - 0.5, cell = <i32>Math.floor(v), t = v - <f32>cell
    const above = means + (<usize>(max(0, cell) * meansStride) << 2), below = means + (<usize>(min(rows - 1, cell + 1) * meansStride) << 2), upper = f32x4.splat(1 - t), lower = f32x4.splat(t)
    for (let x: usize = 0; x < last; x += 16) v128.store(blocks + x, f32x4.add(f32x4.mul(upper, v128.load(above + x)), f32x4.mul(lower, v128.load(below + x))))
    store<f32>(blocks + last, load<f32>(blocks + last - 4))
    const out = to + (<usize>(y * stride) << 2), first = load<f32>(blocks)
    for (let x = 0; x < half; x++) store<f32>(out + (<usize>x << 2), first)
    for (let left = 0, x = half; x < width; left++, x += block) {
      const from = load<f32>(blocks + (<usize>left << 2)), slope = (load<f32>(blocks + (<usize>left << 2), 4) - from) * share, at = out + (<usize>x << 2)
      if (block == 2) {
        store<f32>(at, from + 0.5 * slope)
        store<f32>(at, from + 1.5 * slope, 4)
        continue
      }
      let line = f32x4.add(f32x4.splat(from), f32x4.mul(f32x4(0.5, 1.5, 2.5, 3.5), f32x4.splat(slope)))
      const onward = f32x4.splat(4 * slope)
      for (let k: usize = 0, end = <usize>block << 2; k < end; k += 16) {
        v128.store(at + k, line)
        line = f32x4.add(line, onward)
      }
    }
  }
}

/** Largest value within 3 px along both axes. `row`: stride + 16 samples. */
export function largestNear(from: usize, between: usize, to: usize, width: i32, height: i32, stride: i32, row: usize): void {
  const line = <usize>stride << 2, samples = <usize>width << 2, least = f32x4.splat(-Infinity)
  for (let y = 0; y < height; y++) {
    v128.store(row, least)
    memory.copy(row + 12, from + <usize>y * line, samples)
    v128.store(row + 12 + samples, least)
    const out = between + <usize>y * line
    for (let x: usize = 0; x < line; x += 16) {
      const p = row + x
      const a = f32x4.pmax(f32x4.pmax(v128.load(p), v128.load(p, 4)), f32x4.pmax(v128.load(p, 8), v128.load(p, 12)))
      v128.store(out + x, f32x4.pmax(a, f32x4.pmax(f32x4.pmax(v128.load(p, 16), v128.load(p, 20)), v128.load(p, 24))))
    }
  }
  for (let y = 0; y < height; y++) {
    const first = between + <usize>max(0, y - 3) * line, last = between + <usize>min(height - 1, y + 3) * line, out = to + <usize>y * line
    for (let x: usize = 0; x < line; x += 16) {
      let most = v128.load(first + x)
      for (let at = first + line; at <= last; at += line) most = f32x4.pmax(most, v128.load(at + x))
      v128.store(out + x, most)
    }
  }
}

/** Weighted sums along the rows `top` to `bottom`. For each of `count` samples `firsts` (i32, from `left` before the row on) and `weights` (`taps`, a multiple of four) say what it reads. `row`: left + width + right samples, whose edges repeat. */
export function resizeAcross(from: usize, width: i32, stride: i32, to: usize, count: i32, outStride: i32, top: i32, bottom: i32, firsts: usize, weights: usize, taps: i32, row: usize, left: i32, right: i32): void {
  const start = row + (<usize>left << 2)
  for (let y = top; y <= bottom; y++) {
    const at = from + (<usize>(y * stride) << 2), first = load<f32>(at), last = load<f32>(at + (<usize>(width - 1) << 2)), out = to + (<usize>((y - top) * outStride) << 2)
    memory.copy(start, at, <usize>width << 2)
    for (let k = 0; k < left; k++) store<f32>(row + (<usize>k << 2), first)
    for (let k = 0; k < right; k++) store<f32>(start + (<usize>(width + k) << 2), last)
    let w = weights
    for (let x = 0; x < count; x++) {
      const p = row + (<usize>load<i32>(firsts + (<usize>x << 2)) << 2)
      let sum = f32x4.mul(v128.load(p), v128.load(w))
      for (let k: usize = 16, end = <usize>taps << 2; k < end; k += 16) sum = f32x4.add(sum, f32x4.mul(v128.load(p + k), v128.load(w + k)))
      w += <usize>taps << 2
      store<f32>(out + (<usize>x << 2), total(sum))
    }
  }
}

/** Weighted sums of whole rows: `lines` and `weights` name `taps` of them for each of `rows`. */
export function resizeDown(to: usize, stride: i32, rows: i32, lines: usize, weights: usize, taps: i32): void {
  const bytes = <usize>stride << 2
  for (let y = 0; y < rows; y++) {
    const first = <usize>(y * taps) << 2, out = to + <usize>y * bytes
    for (let x: usize = 0; x < bytes; x += 32) {
      let a = f32x4.splat(0), b = a
      for (let k: usize = first, end = first + (<usize>taps << 2); k < end; k += 4) {
        const at = load<usize>(lines + k) + x, weight = v128.load32_splat(weights + k)
        a = f32x4.add(a, f32x4.mul(weight, v128.load(at)))
        b = f32x4.add(b, f32x4.mul(weight, v128.load(at, 16)))
      }
      v128.store(out + x, a)
      v128.store(out + x, b, 16)
    }
  }
}

// @ts-ignore: decorator
@inline function total(sum: v128): f32 {
  const half = f32x4.add(sum, v128.shuffle<i32>(sum, sum, 2, 3, 0, 1))
  return f32x4.extract_lane(half, 0) + f32x4.extract_lane(half, 1)
}

/** One-pole filter along both axes, forth and back, in place; the horizons say how many samples the border's sum takes. There is room for a multiple of four rows. */
export function spline(at: usize, width: i32, height: i32, stride: i32, pole: f32, horizonX: i32, horizonY: i32): void {
  const gain: f32 = (1 - pole) * (1 - 1 / pole), end: f32 = pole / (pole * pole - 1), line = <usize>stride << 2
  if (width > 1) for (let y = 0; y < height; y += 4) sweepRows(at + <usize>y * line, line, width, pole, gain, end, horizonX)
  if (height < 2) return
  const last = <usize>(height - 1) * line, p = f32x4.splat(pole), g = f32x4.splat(gain), e = f32x4.splat(end)
  for (let top = at; top < at + line; top += 16) {
    let now = f32x4.splat(0), power: f32 = 1
    for (let y = 0; y < horizonY; y++) {
      now = f32x4.add(now, f32x4.mul(f32x4.splat(power), v128.load(top + <usize>y * line)))
      power *= pole
    }
    now = f32x4.mul(now, g)
    v128.store(top, now)
    for (let d = line; d <= last; d += line) {
      now = f32x4.add(f32x4.mul(v128.load(top + d), g), f32x4.mul(p, now))
      v128.store(top + d, now)
    }
    now = f32x4.mul(e, f32x4.add(now, f32x4.mul(p, v128.load(top + last - line))))
    v128.store(top + last, now)
    for (let d = last; d > 0; ) {
      d -= line
      now = f32x4.mul(p, f32x4.sub(now, v128.load(top + d)))
      v128.store(top + d, now)
    }
  }
}

/** Four rows at once, so that each waits for the others and not for itself. */
function sweepRows(r: usize, line: usize, width: i32, pole: f32, gain: f32, end: f32, horizon: i32): void {
  const s = r + line, t = s + line, u = t + line, last = <usize>(width - 1) << 2
  let a: f32 = 0, b: f32 = 0, c: f32 = 0, d: f32 = 0, power: f32 = 1
  for (let x: usize = 0, stop = <usize>horizon << 2; x < stop; x += 4) {
    a += power * load<f32>(r + x)
    b += power * load<f32>(s + x)
    c += power * load<f32>(t + x)
    d += power * load<f32>(u + x)
    power *= pole
  }
  a *= gain
  b *= gain
  c *= gain
  d *= gain
  store<f32>(r, a)
  store<f32>(s, b)
  store<f32>(t, c)
  store<f32>(u, d)
  for (let x: usize = 4; x <= last; x += 4) {
    a = load<f32>(r + x) * gain + pole * a
    b = load<f32>(s + x) * gain + pole * b
    c = load<f32>(t + x) * gain + pole * c
    d = load<f32>(u + x) * gain + pole * d
    store<f32>(r + x, a)
    store<f32>(s + x, b)
    store<f32>(t + x, c)
    store<f32>(u + x, d)
  }
  a = end * (a + pole * load<f32>(r + last - 4))
  b = end * (b + pole * load<f32>(s + last - 4))
  c = end * (c + pole * load<f32>(t + last - 4))
  d = end * (d + pole * load<f32>(u + last - 4))
  store<f32>(r + last, a)
  store<f32>(s + last, b)
  store<f32>(t + last, c)
  store<f32>(u + last, d)
  for (let x = last; x > 0; ) {
    x -= 4
    a = pole * (a - load<f32>(r + x))
    b = pole * (b - load<f32>(s + x))
    c = pole * (c - load<f32>(t + x))
    d = pole * (d - load<f32>(u + x))
    store<f32>(r + x, a)
    store<f32>(s + x, b)
    store<f32>(t + x, c)
    store<f32>(u + x, d)
  }
}

/**
 * Reads `count` cubic splines (`planes`: their addresses, then those of what is read) at each px of a box, through the map a c e / b d f.
 * Reads beyond the picture are kept to its edge. `flowX`, `flowY`: displacement, 0 for none; `where`: bytes, 0 px are skipped, 0 for all.
 */
export function sample(planes: usize, count: i32, width: i32, height: i32, stride: i32, left: i32, top: i32, columns: i32, rows: i32, outStride: i32, a: f64, c: f64, e: f64, b: f64, d: f64, f: f64, flowX: usize, flowY: usize, where: usize): void {
  const line = <usize>stride << 2, mostX = <f64>(width - 1), mostY = <f64>(height - 1)
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      if (where && !load<u8>(where + <usize>(y * columns + x))) continue
      const at = <usize>(y * outStride + x) << 2
      let px = <f64>(left + x) + 0.5, py = <f64>(top + y) + 0.5
      if (flowX) {
        px += <f64>load<f32>(flowX + at)
        py += <f64>load<f32>(flowY + at)
      }
      const u = min(mostX, max(0, a * px + c * py + e - 0.5)), v = min(mostY, max(0, b * px + d * py + f - 0.5))
      const i = <i32>u, j = <i32>v, wx = cubic(<f32>(u - <f64>i)), wy = cubic(<f32>(v - <f64>j))
      if (i < 1 || j < 1 || i > width - 3 || j > height - 3) {
        for (let k = 0; k < count; k++) store<f32>(load<usize>(planes + (<usize>(count + k) << 2)) + at, nearBorder(load<usize>(planes + (<usize>k << 2)), line, width, height, i, j, wx, wy))
        continue
      }
      const y0 = v128.shuffle<f32>(wy, wy, 0, 0, 0, 0), y1 = v128.shuffle<f32>(wy, wy, 1, 1, 1, 1), y2 = v128.shuffle<f32>(wy, wy, 2, 2, 2, 2), y3 = v128.shuffle<f32>(wy, wy, 3, 3, 3, 3)
      const from = <usize>(j - 1) * line + (<usize>(i - 1) << 2)
      for (let k = 0; k < count; k++) {
        const p = load<usize>(planes + (<usize>k << 2)) + from, q = p + line, r = q + line, s = r + line
        const sum = f32x4.add(f32x4.add(f32x4.mul(y0, v128.load(p)), f32x4.mul(y1, v128.load(q))), f32x4.add(f32x4.mul(y2, v128.load(r)), f32x4.mul(y3, v128.load(s))))
        store<f32>(load<usize>(planes + (<usize>(count + k) << 2)) + at, total(f32x4.mul(wx, sum)))
      }
    }
  }
}

/** The four weights of a cubic B-spline at `t` behind its second sample. */
// @ts-ignore: decorator
@inline function cubic(t: f32): v128 {
  const at = f32x4.splat(t)
  let out = f32x4.add(f32x4.mul(at, f32x4(-1 / <f32>6, 0.5, -0.5, 1 / <f32>6)), f32x4(0.5, -1, 0.5, 0))
  out = f32x4.add(f32x4.mul(at, out), f32x4(-0.5, 0, 0.5, 0))
  return f32x4.add(f32x4.mul(at, out), f32x4(1 / <f32>6, 2 / <f32>3, 1 / <f32>6, 0))
}

/** Samples beyond the border are mirrored about it. */
function nearBorder(at: usize, line: usize, width: i32, height: i32, i: i32, j: i32, wx: v128, wy: v128): f32 {
  let sum: f32 = 0
  for (let n = 0; n < 4; n++) {
    const row = at + <usize>bounced(j + n - 1, height) * line, weight = laneOf(wy, n)
    for (let m = 0; m < 4; m++) sum += weight * laneOf(wx, m) * load<f32>(row + (<usize>bounced(i + m - 1, width) << 2))
  }
  return sum
}

function laneOf(v: v128, lane: i32): f32 {
  return lane == 0 ? f32x4.extract_lane(v, 0) : lane == 1 ? f32x4.extract_lane(v, 1) : lane == 2 ? f32x4.extract_lane(v, 2) : f32x4.extract_lane(v, 3)
}

function bounced(index: i32, length: i32): i32 {
  if (index >= 0 && index < length) return index
  if (length == 1) return 0
  const i = abs(index) % (2 * length - 2)
  return i < length ? i : 2 * length - 2 - i
}

/** Runs of RGBA px of one kind, in blocks of 64: 0 clear px only, 1 solid ones only, 2 else. `out`: for each its end, px, then its kind. How many there are. */
export function runsOf(from: usize, px: i32, out: usize): i32 {
  const alpha = i32x4.splat(0xff000000), end = from + (<usize>px << 2)
  let last = -1, count = 0
  for (let at = from; at < end; ) {
    let all = alpha, any = i32x4.splat(0)
    for (const stop = min(at + 256, end); at < stop; at += 16) {
      const four = v128.load(at)
      all = v128.and(all, four)
      any = v128.or(any, four)
    }
    const kind = !v128.any_true(v128.and(any, alpha)) ? 0 : i32x4.all_true(i32x4.eq(all, alpha)) ? 1 : 2
    if (kind != last) count++
    last = kind
    const run = out + (<usize>(count - 1) << 3)
    store<i32>(run, <i32>(at - from) >> 2)
    store<i32>(run, kind, 4)
  }
  return count
}

/** RGBA `from` over solid `to`, straight alpha, each level rounded; false, and nothing is done, where `to` is not solid. */
export function lay(to: usize, from: usize, bytes: i32): bool {
  const alpha = i32x4.splat(0xff000000), half = i16x8.splat(128)
  let all = alpha
  for (let at = to, end = to + <usize>bytes; at < end; at += 16) all = v128.and(all, v128.load(at))
  if (!i32x4.all_true(i32x4.eq(all, alpha))) return false
  for (let at: usize = 0, end = <usize>bytes; at < end; at += 16) {
    const above = v128.load(from + at), below = v128.load(to + at)
    const share = v128.shuffle<i8>(above, above, 3, 3, 3, 3, 7, 7, 7, 7, 11, 11, 11, 11, 15, 15, 15, 15), rest = v128.not(share)
    const low = divided(i16x8.add(i16x8.add(i16x8.extmul_low_i8x16_u(above, share), i16x8.extmul_low_i8x16_u(below, rest)), half))
    const high = divided(i16x8.add(i16x8.add(i16x8.extmul_high_i8x16_u(above, share), i16x8.extmul_high_i8x16_u(below, rest)), half))
    v128.store(to + at, v128.or(alpha, i8x16.narrow_i16x8_u(low, high)))
  }
  return true
}

/** By 255, of what is at most 255 * 255 + 128. */
// @ts-ignore: decorator
@inline function divided(sum: v128): v128 {
  return i16x8.shr_u(i16x8.add(sum, i16x8.shr_u(sum, 8)), 8)
}
