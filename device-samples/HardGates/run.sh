#!/usr/bin/env bash
# From the record to a network with hard gates, to device code, to the work that it skips. docs/hard-gates.md walks through it.
# A folder may be given for the files; without one they replace those beside this script.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=${1:-$here}
record=$here/../EcgMonitor/data/mitdb-208-mlii.csv
tool=$here/../../generator/EmbeddedRnn.Tool
dotnet build -c Release -v quiet "$tool"
embeddedrnn() { dotnet "$tool/bin/Release/net10.0/EmbeddedRnn.Tool.dll" "$@"; }

mkdir -p "$out"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

echo "== a float network: predict the next sample"
embeddedrnn train --data "$record" --predict-ahead 1 --spec "gru 16 | dense 1" --epochs 60 --output "$work/float.safetensors" | grep -v '^epoch'

echo "== hard gates, beside honest alternatives"
embeddedrnn harden "$work/float.safetensors" --data "$record" --predict-ahead 1 --keep 0.1 --output "$out/ecg-hard.safetensors" --report "$work/hard.html"

echo "== the work that is skipped, as the device code counts it"
embeddedrnn evaluate "$out/ecg-hard.safetensors" --data "$record" --predict-ahead 1 --engine reference
embeddedrnn evaluate "$out/ecg-hard.safetensors" --data "$record" --predict-ahead 1 --engine device

echo "== device code"
embeddedrnn emit "$out/ecg-hard.safetensors" --class HardGates.EcgPredictor --output "$out/Generated" --profile device

echo "== what a board has for it"
embeddedrnn budget "$out/ecg-hard.safetensors" --board RP2040
