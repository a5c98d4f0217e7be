#!/usr/bin/env python3
"""Trains the GRU that predicts the next sample of an electrocardiogram, on the first three minutes of the record.

    /usr/bin/python3 train.py               writes ../ecg.safetensors, ../readout.csv, ../linear.csv
    /usr/bin/python3 train.py --validate    fits on the first 150 s, scores the next 30 s, writes nothing

--validate is how the settings below were chosen: nothing here looks at the last two minutes.
Needs PyTorch and NumPy (Debian: python3-torch, python3-numpy). README.md has the losses of the committed run.
"""
import argparse
import json
import math
import pathlib
import struct

import numpy as np
import torch

RATE = 360                          # Hz
TRAINING_SAMPLES = 180 * RATE       # the first three minutes
VALIDATION_SAMPLES = 30 * RATE      # the end of those, with --validate
LINEAR_ORDER = 8
HIDDEN = 24
WARM_UP = 64                        # steps of a window that only build up the hidden state
WINDOW = WARM_UP + 320
BATCH = 32
ITERATIONS = 3000
LEARNING_RATE = 8e-3
SEED = 208

HERE = pathlib.Path(__file__).resolve().parent.parent


class Predictor(torch.nn.Module):
    """next = last + step * readout(h): the cell learns the change from one sample to the next."""

    def __init__(self):
        super().__init__()
        self.gru = torch.nn.GRU(1, HIDDEN, batch_first=True)
        self.readout = torch.nn.Linear(HIDDEN, 1)

    def forward(self, standardised):
        hidden, _ = self.gru(standardised.unsqueeze(-1))
        return self.readout(hidden).squeeze(-1)


def millivolts():
    adc = np.loadtxt(HERE / "data" / "mitdb-208-mlii.csv")
    return ((adc - 1024) / 200)[:TRAINING_SAMPLES]


def fit_linear(x):
    """Least squares for next = bias + sum of w[k] * x[t - k]."""
    columns = [x[LINEAR_ORDER - 1 - k:len(x) - 1 - k] for k in range(LINEAR_ORDER)]
    design = np.stack(columns + [np.ones(len(x) - LINEAR_ORDER)], axis=1)
    return np.linalg.lstsq(design, x[LINEAR_ORDER:], rcond=None)[0]


def rmse(error):
    return 1000 * math.sqrt(float(np.mean(np.square(error))))


def linear_rmse(x, weights):
    prediction = sum(weights[k] * x[LINEAR_ORDER - 1 - k:len(x) - 1 - k] for k in range(LINEAR_ORDER))
    return rmse(prediction + weights[-1] - x[LINEAR_ORDER:])


def network_rmse(model, x, mean, scale, step):
    with torch.no_grad():
        inputs = torch.tensor((x[:-1] - mean) / scale, dtype=torch.float32)
        change = model(inputs.unsqueeze(0))[0].numpy()
    return rmse((step * change - np.diff(x))[WARM_UP:])


def train(x, mean, scale, step):
    torch.manual_seed(SEED)
    starts = torch.Generator().manual_seed(SEED)
    model = Predictor()
    inputs = torch.tensor((x - mean) / scale, dtype=torch.float32)
    targets = torch.tensor(np.diff(x) / step, dtype=torch.float32)
    adam = torch.optim.Adam(model.parameters(), lr=LEARNING_RATE)
    cosine = torch.optim.lr_scheduler.CosineAnnealingLR(adam, ITERATIONS)
    offsets = torch.arange(WINDOW)
    for iteration in range(1, ITERATIONS + 1):
        rows = torch.randint(0, len(targets) - WINDOW, (BATCH, 1), generator=starts) + offsets
        error = (model(inputs[rows]) - targets[rows])[:, WARM_UP:]
        loss = error.square().mean()
        adam.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        adam.step()
        cosine.step()
        if iteration % 500 == 0:
            print(f"iteration {iteration}: loss {loss.item():.5f}, RMSE {network_rmse(model, x, mean, scale, step):.3f} uV", flush=True)
    return model


def write_safetensors(path, tensors):
    """The format in full: the header's length as a 64-bit little-endian number, a JSON header, the raw values."""
    header, blobs, offset = {}, [], 0
    for name, tensor in tensors.items():
        blob = tensor.detach().numpy().astype("<f4").tobytes()
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [offset, offset + len(blob)]}
        blobs.append(blob)
        offset += len(blob)
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + b"".join(blobs))


def write_named_values(path, comment, rows):
    lines = [f"# {comment}"] + [f"{name},{value!r}" for name, value in rows]
    path.write_text("\n".join(lines) + "\n", encoding="ascii", newline="\n")


def write(model, mean, scale, step, linear):
    write_safetensors(HERE / "ecg.safetensors", {f"gru.{name}": value for name, value in model.gru.named_parameters()})
    weights = [(f"weight{i}", float(w) * step) for i, w in enumerate(model.readout.weight[0])]
    write_named_values(
        HERE / "readout.csv",
        "written by training/train.py: cell input = (mV - mean) / scale; next mV = last mV + bias + sum of weight[i] * h[i]",
        [("mean", mean), ("scale", scale), ("bias", float(model.readout.bias) * step)] + weights)
    write_named_values(
        HERE / "linear.csv",
        "written by training/train.py: the baseline, next mV = bias + sum of weight[k] * mV[t - k]",
        [("bias", float(linear[-1]))] + [(f"weight{k}", float(linear[k])) for k in range(LINEAR_ORDER)])


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--validate", action="store_true", help="fit on 150 s, score 30 s, write nothing")
    validate = arguments.parse_args().validate
    torch.set_num_threads(1)        # one thread: one order of summation, so that a run repeats
    torch.use_deterministic_algorithms(True)
    x = millivolts()
    fitted = x[:-VALIDATION_SAMPLES] if validate else x
    # What these three numbers standardise is the fitted part alone.
    mean, scale, step = float(fitted.mean()), float(fitted.std()), float(np.diff(fitted).std())
    linear = fit_linear(fitted)
    print(f"PyTorch {torch.__version__}, NumPy {np.__version__}, {len(fitted)} samples, H = {HIDDEN}")
    print(f"last value {rmse(np.diff(fitted)):.3f} uV, linear predictor {linear_rmse(fitted, linear):.3f} uV")
    model = train(fitted, mean, scale, step)
    if validate:
        held_out = x[-VALIDATION_SAMPLES:]
        print(f"held out: last value {rmse(np.diff(held_out)):.3f} uV, linear predictor {linear_rmse(held_out, linear):.3f} uV, "
              f"GRU {network_rmse(model, held_out, mean, scale, step):.3f} uV")
    else:
        write(model, mean, scale, step, linear)


if __name__ == "__main__":
    main()
