#!/usr/bin/env python3
"""Trains the GRU that predicts the next sample of an electrocardiogram, on the first three minutes of the record.

    /usr/bin/python3 train.py               writes ../ecg.safetensors, ../readout.csv, ../linear.csv
    /usr/bin/python3 train.py --validate    fits on the first 150 s, scores the next 30 s, writes nothing

No stretch of the last two minutes is read here, neither to fit nor to standardise.

The network is to find wide, unusual beats surprising, so it must not learn them: what surrounds them goes in, but does
not count in the loss. No labels are needed for that, see ordinary(). A second target, 33 ms ahead, makes the hidden
state carry the shape of the beat rather than the last few samples only; its read-out is thrown away after training.

Needs PyTorch and NumPy (Debian: python3-torch, python3-numpy). README.md beside this file has the losses of the
committed run.
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
WINDOW = WARM_UP + 192
BATCH = 48
ITERATIONS = 2000
HORIZONS = (1, 12)                  # samples ahead: the next one, and the second target
HORIZON_WEIGHTS = (1.0, 0.05)
WIDE = 0.7                          # mV, see ordinary()
LEARNING_RATE = 8e-3
WEIGHT_DECAY = 0.05
CANDIDATE_LIMIT = 4.5               # see limit_candidate()
SEED = 208

HERE = pathlib.Path(__file__).resolve().parent.parent


class Predictor(torch.nn.Module):
    """later = last + step * readout(h), a row of the read-out for each horizon: the cell learns changes, not levels."""

    def __init__(self):
        super().__init__()
        self.gru = torch.nn.GRU(1, HIDDEN, batch_first=True)
        self.readout = torch.nn.Linear(HIDDEN, len(HORIZONS))

    def forward(self, standardised):
        hidden, _ = self.gru(standardised.unsqueeze(-1))
        return self.readout(hidden)


def millivolts():
    adc = np.loadtxt(HERE / "data" / "mitdb-208-mlii.csv")
    return ((adc - 1024) / 200)[:TRAINING_SAMPLES]


def ordinary(x):
    """False within 0.4 s of where the mean over 0.1 s departs from the running median over 1.2 s by more than WIDE.

    A narrow complex is over too soon to move the mean that far; a wide one, or an artefact, does.
    """
    median_width, mean_width, surroundings = RATE * 6 // 5, RATE // 10, RATE * 2 // 5
    padded = np.pad(x, (median_width // 2, median_width - median_width // 2 - 1), mode="edge")
    windows = np.lib.stride_tricks.sliding_window_view(padded, median_width)[::mean_width]
    baseline = np.interp(np.arange(len(x)), np.arange(0, len(x), mean_width), np.median(windows, axis=1))
    wide = np.abs(np.convolve(x - baseline, np.ones(mean_width) / mean_width, "same")) > WIDE
    return np.convolve(wide, np.ones(2 * surroundings + 1), "same") < 0.5


def changes(x, horizon):
    return x[horizon:] - x[:-horizon]


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
        change = model(inputs.unsqueeze(0))[0, :, 0].numpy()
    return rmse((step * change - np.diff(x))[WARM_UP:])


def limit_candidate(gru):
    """Keeps the recurrent part of the candidate within CANDIDATE_LIMIT, whatever the hidden state in (-1, 1).

    The reset gate multiplies that part, so it multiplies the gate's rounding error too.
    """
    with torch.no_grad():
        weights, bias = gru.weight_hh_l0[2 * HIDDEN:], gru.bias_hh_l0[2 * HIDDEN:]
        largest = weights.abs().sum(dim=1) + bias.abs()
        factor = (CANDIDATE_LIMIT / largest).clamp(max=1)
        weights *= factor.unsqueeze(1)
        bias *= factor


def train(x, mean, scale, step):
    torch.manual_seed(SEED)
    starts = torch.Generator().manual_seed(SEED)
    model = Predictor()
    inputs = torch.tensor((x - mean) / scale, dtype=torch.float32)
    count = len(x) - max(HORIZONS)
    targets = torch.tensor(np.stack([changes(x, h)[:count] / changes(x, h).std() for h in HORIZONS], axis=1), dtype=torch.float32)
    counted = ordinary(x)
    print(f"{100 * counted.mean():.1f} % of the samples count in the loss")
    weights = torch.tensor(np.stack([w * counted[h:h + count] for h, w in zip(HORIZONS, HORIZON_WEIGHTS)], axis=1), dtype=torch.float32)
    adam = torch.optim.AdamW(model.parameters(), lr=LEARNING_RATE, weight_decay=WEIGHT_DECAY)
    cosine = torch.optim.lr_scheduler.CosineAnnealingLR(adam, ITERATIONS)
    offsets = torch.arange(WINDOW)
    for iteration in range(1, ITERATIONS + 1):
        rows = torch.randint(0, count - WINDOW, (BATCH, 1), generator=starts) + offsets
        error = (model(inputs[rows]) - targets[rows])[:, WARM_UP:]
        weight = weights[rows][:, WARM_UP:]
        loss = (weight * error.square()).sum() / weight.sum()
        adam.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        adam.step()
        limit_candidate(model.gru)
        cosine.step()
        if iteration % 250 == 0:
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
        [("mean", mean), ("scale", scale), ("bias", float(model.readout.bias[0]) * step)] + weights)
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
    mean, scale, step = float(fitted.mean()), float(fitted.std()), float(changes(fitted, 1).std())
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
