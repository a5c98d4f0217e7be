#!/usr/bin/env bash
# Compiles a sample against a nanoFramework mscorlib and runs it on a nanoCLR of this machine.
#   device-samples/run-on-nanoclr.sh SAMPLE        a folder here, or the path of one; all its .cs files are compiled
#
#   NANOCLR                  the nanoCLR: the dotnet tool nanoclr, or the program of nf-interpreter's POSIX target
#   NANOFRAMEWORK_MSCORLIB_DLL   mscorlib.dll and
#   NANOFRAMEWORK_MSCORLIB_PE    mscorlib.pe, both of one nanoFramework.CoreLibrary that fits this nanoCLR
#   NANOFRAMEWORK_MDP        the metadata processor, which makes a .pe of a .dll: a program, or a .dll for dotnet
#   NANOFRAMEWORK_REFERENCES further assemblies of the sample, a.dll:b.dll, each with its .pe beside it (optional)
#   CSC                      the C# compiler (optional): csc.dll or a program; the SDK's own otherwise
#
# Exit code: 0 when the sample's last line starts with PASS or DONE, 1 when not, 2 when something is missing.
set -u
export DOTNET_NOLOGO=1
missing=0
complain() { echo "run-on-nanoclr: $1" >&2; missing=1; }

# wants NAME WHAT: a variable that must be set, to a file that exists
wants() {
  local value=${!1:-}
  if [ -z "$value" ]; then complain "set $1 to $2"
  elif [ ! -f "$value" ]; then complain "$1 is $value, which is no file: set it to $2"; fi
}

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
[ $# -eq 1 ] || { echo "usage: run-on-nanoclr.sh SAMPLE" >&2; exit 2; }
if [ -d "$1" ]; then sample=$(cd "$1" && pwd); else sample=$here/$1; fi
[ -d "$sample" ] || complain "there is no sample $1: name a folder of $here, or give a path"

# The tool is usually on the path, so a name will do.
NANOCLR=$(command -v "${NANOCLR:-}" || echo "${NANOCLR:-}")
wants NANOCLR "the nanoCLR program (dotnet tool install -g nanoclr, or built from nanoframework/nf-interpreter, targets/posix)"
wants NANOFRAMEWORK_MSCORLIB_DLL "mscorlib.dll of the package nanoFramework.CoreLibrary"
wants NANOFRAMEWORK_MSCORLIB_PE "mscorlib.pe of the same package"
wants NANOFRAMEWORK_MDP "nanoFramework.Tools.MetaDataProcessor, which comes with the nanoFramework extension for Visual Studio or VS Code, or is built from nanoframework/metadata-processor"
IFS=: read -r -a references <<< "${NANOFRAMEWORK_REFERENCES:-}"
for reference in ${references[@]+"${references[@]}"}; do
  for file in "$reference" "${reference%.dll}.pe"; do
    [ -f "$file" ] || complain "NANOFRAMEWORK_REFERENCES names $reference, but there is no file $file: each assembly needs its .dll and its .pe"
  done
done
if [ -z "${CSC:-}" ]; then
  sdk=$(dotnet --list-sdks 2>/dev/null | tail -n 1)
  CSC=$(sed -E 's/^([^ ]+) \[(.*)\]$/\2\/\1\/Roslyn\/bincore\/csc.dll/' <<< "$sdk")
  [ -n "$sdk" ] && [ -f "$CSC" ] || complain "set CSC to a C# compiler, csc.dll or a program: no .NET SDK was found"
else
  wants CSC "a C# compiler, csc.dll or a program"
fi
[ "$missing" -eq 0 ] || exit 2

run() { case $1 in *.dll) dotnet exec "$@" ;; *) "$@" ;; esac; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

sources=()
while IFS= read -r file; do sources+=("$file"); done < <(find "$sample" -name '*.cs' -not -path '*/bin/*' -not -path '*/obj/*' | sort)
[ ${#sources[@]} -gt 0 ] || { complain "$sample has no .cs files"; exit 2; }
hints=(-loadHints mscorlib "$NANOFRAMEWORK_MSCORLIB_DLL")
libraries=("-r:$NANOFRAMEWORK_MSCORLIB_DLL")
images=("$NANOFRAMEWORK_MSCORLIB_PE")
for reference in ${references[@]+"${references[@]}"}; do
  hints+=(-loadHints "$(basename "$reference" .dll)" "$reference")
  libraries+=("-r:$reference")
  images+=("${reference%.dll}.pe")
done
images+=("$work/Sample.pe")

# C# 9 as the nanoFramework project system has it; without the feature the compiler embeds attribute classes. A sample that drives pins
# leaves them out where NANOCLR_HOST is defined: a nanoCLR on a PC has none.
run "$CSC" -noconfig -nologo -nostdlib+ -target:exe -optimize+ -deterministic+ -debug- -langversion:9 -nullable:disable -define:NANOCLR_HOST \
  -features:noRefSafetyRulesAttribute "${libraries[@]}" "-out:$work/Sample.exe" "${sources[@]}" || { echo "run-on-nanoclr: $sample does not compile" >&2; exit 1; }
run "$NANOFRAMEWORK_MDP" "${hints[@]}" -parse "$work/Sample.exe" -compile "$work/Sample.pe" false > "$work/mdp.log" 2>&1
[ $? -eq 0 ] && [ -s "$work/Sample.pe" ] && ! grep -q '^Exception' "$work/mdp.log" || { cat "$work/mdp.log" >&2; echo "run-on-nanoclr: the metadata processor refused $sample" >&2; exit 1; }

case $(basename "$NANOCLR") in
  nanoclr | nanoclr.exe) command=("$NANOCLR" run --assemblies) ;;
  *) command=("$NANOCLR") ;;
esac
"${command[@]}" "${images[@]}" 2>&1 | tr -d '\r' | tee "$work/out.log"
verdict=$(grep -E '^(PASS|DONE|FAIL)' "$work/out.log" | tail -n 1)
case $verdict in
  PASS* | DONE*) exit 0 ;;
  FAIL*) exit 1 ;;
esac
echo "run-on-nanoclr: the sample ended without its closing line (PASS, DONE or FAIL): nanoCLR ends without a word at an exception that nobody caught, and at an assembly that it cannot load" >&2
exit 1
