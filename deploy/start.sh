#!/usr/bin/env bash
# Creates what the dashboard needs and starts it; arguments go to Streamlit.
set -euo pipefail
cd "$(dirname "$0")/.."
. deploy/environment.sh
prepare requirements.txt
exec .venv/bin/streamlit run dashboard/app.py "$@"
