#!/bin/sh
# Publishes a program with generated cells ahead of time, once for any processor and once for this one, and compares what
# it prints with the same program under the JIT; then the time of a step in both, by turns. Needs a native linker (clang or
# gcc). Linux, x64 or arm64. PIN="taskset -c 3" keeps the timing on one core.
set -eu
cd "$(dirname "$0")"
case "$(uname -m)" in
  aarch64|arm64) rid=linux-arm64 ;;
  *) rid=linux-x64 ;;
esac
out=$PWD/obj/run
rm -rf "$out"
mkdir -p "$out"
export LC_ALL=C DOTNET_NOLOGO=1

run_quietly() {
  if ! "$@" > "$out/log" 2>&1; then cat "$out/log"; exit 1; fi
}

# usage: publish NAME [OPTION...]
publish() {
  name=$1
  shift
  run_quietly dotnet publish EmbeddedRnn.Aot.csproj -c Release -r "$rid" -p:ModelFolder="$out/models" -o "$out/$name" "$@"
  # A publish for any processor must say so on x64, once, and nothing else.
  if [ "$name $rid" = "any linux-x64" ]; then
    [ "$(grep -c "warning ERNN104" "$out/log")" -ge 1 ] || { echo "$name: no warning ERNN104"; exit 1; }
    sed -i -e "/warning ERNN104/d" -e "/Warning(s)/d" "$out/log"
  fi
  if grep -i "warning" "$out/log"; then echo "$name: the publish gave warnings"; exit 1; fi
  "$out/$name/EmbeddedRnn.Aot" > "$out/$name.txt"
}

# usage: compare AHEAD_OF_TIME JIT; every pair of numbers within 1e-6 * max(1, |y|), all else alike
compare() {
  awk -v first="$1" '
    function abs(x) { return x < 0 ? -x : x }
    FNR == 1 { next }                                   # the line that names the kernel
    FILENAME == first { line[FNR] = $0; lines = FNR; next }
    {
      n = split(line[FNR], a, " ")
      if (n != NF || a[1] != $1) { print "line " FNR " differs"; bad = 1; exit 1 }
      for (i = 2; i <= NF; i++) {
        if ($1 == "restored") { if (a[i] != $i) bad = 1; continue }
        e = abs(a[i] - $i) / (abs($i) > 1 ? abs($i) : 1)
        if (e > worst) worst = e
        numbers++
      }
      last = FNR
    }
    END {
      printf "  %d numbers, largest difference %.2g\n", numbers, worst
      exit bad || last != lines || numbers == 0 || worst > 1e-6
    }' "$1" "$2"
}

run_quietly dotnet run -c Release --project Models -- "$out/models"
publish any
publish this -p:IlcInstructionSet=native

run_quietly dotnet build EmbeddedRnn.Aot.csproj -c Release -p:ModelFolder="$out/models"
jit() { dotnet exec bin/Release/net9.0/EmbeddedRnn.Aot.dll; }
jit > "$out/jit.txt"
DOTNET_EnableAVX512=0 jit > "$out/jit256.txt"
DOTNET_EnableAVX2=0 jit > "$out/jit128.txt"

for name in any this; do
  echo "ahead of time ($name processor): $(head -n 1 "$out/$name.txt")"
  grep -q "^restored True refused True$" "$out/$name.txt"
  same=""
  for jit in jit jit256 jit128; do
    if [ -z "$same" ] && [ "$(head -n 1 "$out/$name.txt")" = "$(head -n 1 "$out/$jit.txt")" ]; then same=$jit; fi
  done
  if [ -n "$same" ]; then
    cmp "$out/$name.txt" "$out/$same.txt"
    echo "  the same bits as that kernel under the JIT"
  fi
  compare "$out/$name.txt" "$out/jit.txt"
done
echo "no warnings; the numbers agree"

# The JIT without tiers, so that it is as optimised as the other from the first call on.
export DOTNET_TieredCompilation=0
for round in 1 2 3 4 5 6 7; do
  ${PIN:-} "$out/this/EmbeddedRnn.Aot" time >> "$out/times.ahead"
  ${PIN:-} dotnet exec bin/Release/net9.0/EmbeddedRnn.Aot.dll time >> "$out/times.jit"
done
echo
echo "| ns a step | JIT | ahead of time, this processor | ratio |"
echo "| --- | --- | --- | --- |"
awk '
  $1 == "kernel" { next }
  FILENAME == ARGV[1] { if (!($1 in ahead) || $2 < ahead[$1]) ahead[$1] = $2; next }
  { if (!($1 in jit)) names[++n] = $1; if (!($1 in jit) || $2 < jit[$1]) jit[$1] = $2 }
  END { for (i = 1; i <= n; i++) printf "| %s | %.1f | %.1f | %.3f |\n", names[i], jit[names[i]], ahead[names[i]], ahead[names[i]] / jit[names[i]] }
' "$out/times.ahead" "$out/times.jit"
