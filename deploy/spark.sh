#!/usr/bin/env bash
# Creates what a Spark cluster on this machine needs, Java included, and proves that a store there answers as others do.
# An argument is the number of made-up places, a million without one.
set -euo pipefail
cd "$(dirname "$0")/.."
. deploy/environment.sh
command -v java >/dev/null || install openjdk-17-jre-headless
prepare requirements.txt tests/requirements.txt geo/store/requirements-spark.txt
[ -d .spark ] || .venv/bin/pip install --target .spark -r tests/requirements-spark.txt
exec .venv/bin/python tests/spark.py "$@"
