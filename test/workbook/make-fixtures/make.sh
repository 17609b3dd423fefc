#!/usr/bin/env bash
# Makes the fixtures anew with the programs that are installed, and says which are not.
#
#   make.sh                 puts those that differ from the committed ones in their place
#   make.sh --compare DIR   makes them in DIR, names those that differ, and ends with 1 if there are any
#
# It ends with 77 where nothing can be made.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)

# The modules that a system installs are those of its own Python, which need not be the first one of PATH.
python=${PYTHON:-/usr/bin/python3}
[ -x "$python" ] || python=$(command -v python3) || { echo 'fixtures: there is no python3'; exit 77; }
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 9))' || { echo 'fixtures: python3 is older than 3.9'; exit 77; }
if [ "${1:-}" = --compare ]; then
  out=${2:?where to make them}
  rm -rf "$out/fixtures" "$out/samples"
  mkdir -p "$out"
else
  out=$(mktemp -d)
  trap 'rm -rf "$out"' EXIT
fi
export NODE="$root/node_modules/.bin/node" PYTHONDONTWRITEBYTECODE=1 PYTHONPATH="$here"
[ -x "$NODE" ] || NODE=node

there=' '
has() { "${@:2}" >/dev/null 2>&1 && there+="$1 " || echo "fixtures: without $1"; }
has openpyxl "$python" -c 'import openpyxl'
has xlsxwriter "$python" -c 'import xlsxwriter'
has libreoffice "$python" -c 'import subprocess, uno; subprocess.run(["soffice", "--version"], check=True)'
has gnumeric command -v ssconvert
has exceljs "$NODE" -e "require('$root/node_modules/exceljs/package.json')"

# The scripts of a folder, and the programs that they need. Some take what another folder has made, so the order counts.
run() {
  local need script
  for need in "${@:2}"; do [[ $there == *" $need "* ]] || return 0; done
  for script in "$here/$1"/make-*.py; do "$python" "$script" "$out"; done
}
run by-hand
run as-text
run by-openpyxl openpyxl
run by-xlsxwriter xlsxwriter
run by-exceljs exceljs
run by-libreoffice openpyxl libreoffice
run by-gnumeric openpyxl xlsxwriter gnumeric

if [ "${1:-}" = --compare ]; then
  "$python" "$here/compare.py" "$out" "$root" $there
else
  "$python" "$here/compare.py" "$out" "$root" --take $there
fi
