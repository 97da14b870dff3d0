# Trains the network of ui/on-device/reading/accent-net.ts from the letters of accent-letters.ts. Needs numpy only.
#   python3 test/bench/text/train-accents.py EPOCHS FILE...      (FILE.x and FILE.m; writes accent-weights.ts)
# Two layers of filters with a step of two, then one weighted sum. How its score weighs beside blobs and doubts (`weigh` in accents.ts)
# is a logistic regression over the letters that were read in 480 signs of two seeds.
import json, sys
import numpy as np

cells, first, second, leak, levels = 24, 8, 12, 0.1, 7
rng = np.random.default_rng(1)
epochs, names = int(sys.argv[1]), sys.argv[2:]


def load(name):
    patches = np.fromfile(f'{name}.x', np.uint8).reshape(-1, cells, cells).astype(np.float32) / 255
    accented, letter, _ = np.fromfile(f'{name}.m', np.uint16).reshape(-1, 3).T
    return patches, np.stack([letter == ord('i'), letter < 97], 1).astype(np.float32), accented.astype(np.float32)


def around(inputs, reach, pad, out):
    wide = np.pad(inputs, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    return np.stack([wide[:, i:i + 2 * out:2, j:j + 2 * out:2] for i in range(reach) for j in range(reach)], 3)


def bent(values): return np.where(values > 0, values, leak * values)


def slope(values): return np.where(values > 0, 1, leak)


def start(*shape, fan): return (rng.standard_normal(shape) * np.sqrt(2 / fan)).astype(np.float32)


half, quarter = cells // 2, cells // 4
P = {
    'w1': start(25, first, fan=25), 'b1': np.zeros(first, np.float32), 'f1': np.zeros((2, first), np.float32),
    'w2': start(9 * first, second, fan=9 * first), 'b2': np.zeros(second, np.float32),
    'w3': start(quarter * quarter * second, fan=quarter * quarter * second),
}


def forward(x, flags):
    near1 = around(x[..., None], 5, 2, half).reshape(len(x), half * half, 25)
    z1 = near1 @ P['w1'] + P['b1'] + (flags @ P['f1'])[:, None]
    near2 = around(bent(z1).reshape(-1, half, half, first), 3, 1, quarter).reshape(len(x), quarter * quarter, 9 * first)
    z2 = near2 @ P['w2'] + P['b2']
    return bent(z2).reshape(len(x), -1) @ P['w3'], near1, z1, near2, z2


X, F, Y = (np.concatenate(parts) for parts in zip(*map(load, names)))
mean, spread, step = {k: 0 * p for k, p in P.items()}, {k: 0 * p for k, p in P.items()}, 0
for epoch in range(epochs):
    order, rate, loss = rng.permutation(len(X)), 0.004 * 0.5 * (1 + np.cos(np.pi * epoch / epochs)) + 1e-4, 0
    for i in range(0, len(X), 64):
        some = order[i:i + 64]
        x = np.roll(X[some], (rng.integers(-1, 2), rng.integers(-1, 2)), (1, 2)) * rng.uniform(0.85, 1.1, (len(some), 1, 1))
        x, flags, y = np.clip(x + rng.normal(0, 0.03, x.shape), 0, 1).astype(np.float32), F[some], Y[some]
        z, near1, z1, near2, z2 = forward(x, flags)
        p = 1 / (1 + np.exp(-z))
        loss -= np.log(np.clip(np.where(y > 0, p, 1 - p), 1e-7, 1)).sum()
        dz = (p - y) / len(some)
        d2 = (dz[:, None] * P['w3']).reshape(z2.shape) * slope(z2)
        back = (d2 @ P['w2'].T).reshape(len(some), quarter, quarter, 9, first)
        inner = np.zeros((len(some), half + 2, half + 2, first), np.float32)
        for q in range(9): inner[:, q // 3:q // 3 + half:2, q % 3:q % 3 + half:2] += back[:, :, :, q]
        d1 = inner[:, 1:-1, 1:-1].reshape(z1.shape) * slope(z1)
        grads = {
            'w3': bent(z2).reshape(len(some), -1).T @ dz,
            'w2': np.einsum('bpk,bpc->kc', near2, d2, optimize=True), 'b2': d2.sum((0, 1)),
            'w1': np.einsum('bpk,bpc->kc', near1, d1, optimize=True), 'b1': d1.sum((0, 1)), 'f1': flags.T @ d1.sum(1),
        }
        step += 1
        for k, grad in grads.items():
            grad = grad.astype(np.float32) + (3e-4 * P[k] if k[0] == 'w' else 0)
            mean[k], spread[k] = 0.9 * mean[k] + 0.1 * grad, 0.999 * spread[k] + 0.001 * grad * grad
            P[k] -= (rate * (mean[k] / (1 - 0.9 ** step)) / (np.sqrt(spread[k] / (1 - 0.999 ** step)) + 1e-8)).astype(np.float32)
    print(epoch, round(loss / len(X), 4), flush=True)

parts, text = [], ''
for weights in P.values():
    flat = weights.ravel()
    scale = float(min(np.abs(flat).max(), 3.2 * flat.std()) if flat.size > 50 else np.abs(flat).max()) / levels or 1
    text += ''.join(chr(66 + v) for v in np.clip(np.round(flat / scale), -levels, levels).astype(int))
    parts.append([int(flat.size), float(f'{scale:.3g}')])
with open('ui/on-device/reading/accent-weights.ts', 'w') as file:
    file.write(f'// Made by test/bench/text/train-accents.py: a character a weight, "B" is 0.\nexport const accentWeights = {{\n  parts: {json.dumps(parts)},\n  text: \'{text}\',\n}}\n')
