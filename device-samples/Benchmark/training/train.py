#!/usr/bin/env python3
"""Trains the networks of the benchmark: a GRU(13, 24) that tells ten made-up words apart, with four kinds of gates.

    /usr/bin/python3 train.py      writes ../models/*.safetensors and ../models/words.csv

A word is 50 frames of 13 values: a chain of four of its own spectra, spoken faster or slower, louder or softer, with noise and
a drift, the frames after its end zero, as the features of spoken digits are. Such a task needs the recurrence, and leaves a
network much that it can skip.

  sigmoid   the usual gates
  hard      hard sigmoid, 0.2 x + 0.5
  keep      the same, trained with a penalty on gates that are open: mean(1 - z) + mean(r) / 3
  step      gates that are 0 or 1; the gradient is that of the sigmoid

Needs PyTorch and NumPy (Debian: python3-torch, python3-numpy).
"""
import pathlib
import sys

import numpy as np
import torch

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[3] / "tests" / "fixtures"))
import safetensors

INPUTS, UNITS, WORDS, FRAMES = 13, 24, 10, 50
TRAINING, TEST, BATCH, EPOCHS = 1500, 500, 100, 25
PENALTY = 4  # at which half of the multiply-accumulates can be skipped
HERE = pathlib.Path(__file__).resolve().parent.parent / "models"


def words(random, spectra, count):
    x = np.zeros((count, FRAMES, INPUTS), np.float32)
    y = random.integers(0, WORDS, count)
    for i in range(count):
        length = random.integers(25, FRAMES)
        place = np.linspace(0, 3, length) ** random.uniform(0.8, 1.25) * 3 / 3 ** random.uniform(0.8, 1.25)
        place = np.clip(place, 0, 2.999)
        at = place.astype(int)
        part = (place - at)[:, None]
        frames = spectra[y[i]][at] * (1 - part) + spectra[y[i]][at + 1] * part
        frames = frames * random.uniform(0.7, 1.3) + random.normal(0, 0.35, INPUTS) + random.normal(0, 0.45, (length, INPUTS))
        x[i, :length] = frames
    return torch.from_numpy(x), torch.from_numpy(y)


class Step(torch.autograd.Function):
    @staticmethod
    def forward(context, a):
        context.save_for_backward(a)
        return (a >= 0).float()

    @staticmethod
    def backward(context, gradient):
        s = torch.sigmoid(context.saved_tensors[0])
        return gradient * s * (1 - s)


GATES = {
    "sigmoid": torch.sigmoid,
    "hard": lambda a: (0.2 * a + 0.5).clamp(0, 1),
    "keep": lambda a: (0.2 * a + 0.5).clamp(0, 1),
    "step": Step.apply,
}


class Network(torch.nn.Module):
    def __init__(self, gate):
        super().__init__()
        self.gate = gate
        bound = UNITS ** -0.5
        make = lambda *shape: torch.nn.Parameter(torch.empty(*shape).uniform_(-bound, bound))
        self.w, self.u = make(3 * UNITS, INPUTS), make(3 * UNITS, UNITS)
        self.b, self.c = make(3 * UNITS), make(3 * UNITS)
        self.readout = torch.nn.Linear(UNITS, WORDS)

    def forward(self, x):
        h = x.new_zeros(x.shape[0], UNITS)
        input_part = x @ self.w.T + self.b
        kept, read = 0, 0
        for t in range(x.shape[1]):
            a, b = input_part[:, t], h @ self.u.T + self.c
            z = self.gate(a[:, :UNITS] + b[:, :UNITS])
            r = self.gate(a[:, UNITS:2 * UNITS] + b[:, UNITS:2 * UNITS])
            n = torch.tanh(a[:, 2 * UNITS:] + r * b[:, 2 * UNITS:])
            h = z * h + (1 - z) * n
            kept, read = kept + (1 - z).mean(), read + r.mean()
        return self.readout(h), (kept + read / 3) / x.shape[1]


def train(name, x, y, test_x, test_y):
    torch.manual_seed(1)
    network = Network(GATES[name])
    optimizer = torch.optim.Adam(network.parameters(), 4e-3)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, EPOCHS)
    for _ in range(EPOCHS):
        for some in torch.randperm(len(y)).split(BATCH):
            scores, open_gates = network(x[some])
            loss = torch.nn.functional.cross_entropy(scores, y[some]) + (PENALTY * open_gates if name == "keep" else 0)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1)
            optimizer.step()
        schedule.step()
    with torch.no_grad():
        right = (network(test_x)[0].argmax(1) == test_y).float().mean().item()
    print(f"{name}: {100 * right:.1f} % of {TEST} words", flush=True)
    return network


def pytorch_order(values):
    """Rows z, r, n to r, z, n."""
    z, r, n = np.split(values, 3)
    return np.concatenate([r, z, n])


def write(name, network):
    values = {key: value.detach().numpy() for key, value in network.state_dict().items()}
    safetensors.write(HERE / f"{name}.safetensors", {
        "rec.weight_ih_l0": pytorch_order(values["w"]),
        "rec.weight_hh_l0": pytorch_order(values["u"]),
        "rec.bias_ih_l0": pytorch_order(values["b"]),
        "rec.bias_hh_l0": pytorch_order(values["c"]),
        "lin.weight": values["readout.weight"],
        "lin.bias": values["readout.bias"],
    })


def main():
    torch.set_num_threads(1)
    random = np.random.default_rng(7)
    spectra = random.normal(0, 1, (WORDS, 4, INPUTS))
    data = words(random, spectra, TRAINING) + words(random, spectra, TEST)
    HERE.mkdir(exist_ok=True)
    for name in GATES:
        write(name, train(name, *data))
    np.savetxt(HERE / "words.csv", data[2][:4].numpy().reshape(-1, INPUTS), "%.4f", ",")


main()
