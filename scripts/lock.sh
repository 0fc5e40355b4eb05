#!/bin/sh
# Pin every dependency of pyproject.toml, with hashes, for all supported systems and Python versions.
# usage: scripts/lock.sh [--upgrade]   Without it, pins that still fit are kept.
set -eu
cd "$(dirname "$0")/.."
bin=.venv/bin
[ -x "$bin/uv" ] || "$bin/python" -m pip install --quiet uv

pin() { # pin OUTPUT [options]
  output=$1
  shift
  "$bin/uv" pip compile --quiet --universal --generate-hashes --custom-compile-command "make lock" \
    --no-emit-index-url --no-emit-find-links --output-file "$output" "$@" pyproject.toml
}

pin requirements.lock --extra desktop --extra test "$@"
# The tests of cloud mode: the same versions, and more packages.
pin requirements-cloud.lock --extra desktop --extra test --extra cloud --extra test-cloud --constraints requirements.lock "$@"
# The smaller ones are subsets: same versions, fewer packages.
pin requirements-desktop.lock --extra desktop --constraints requirements.lock "$@"
pin requirements-server.lock --constraints requirements.lock "$@"
# The server of cloud mode.
pin requirements-server-cloud.lock --extra cloud --constraints requirements-cloud.lock "$@"
# The tools that build packages, with what goes into them.
pin requirements-packages.lock --extra desktop --extra packages --constraints requirements.lock "$@"
